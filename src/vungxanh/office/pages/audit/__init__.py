"""The audit trail: search, one event, export, check."""
