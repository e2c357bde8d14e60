"""How a count that is not shown looks in tables: suppressed, unknown and zero are never alike."""

SUPPRESSED_MARK = "*"
UNKNOWN_MARK = "?"
ABSENT_MARK = "-"
"""Not in this snapshot at all (used by the list of corrections)."""

SHOWN, SUPPRESSED, UNKNOWN = "shown", "suppressed", "unknown"

SERIES = ("cases", "community_cases", "unlinked_cases")
"""The counts that disclosure control judges together."""
