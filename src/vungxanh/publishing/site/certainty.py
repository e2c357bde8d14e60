"""How certain a rule is, as a note beside it; a verified rule needs none."""

from vungxanh.messages import message
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.zoning import Certainty

NOTES = {
    Certainty.SECONDARY: message("from secondary sources"),
    Certainty.DERIVED: message("derived"),
    Certainty.READING: message("our reading"),
    Certainty.UNCERTAIN: message("uncertain source"),
}


def certainty_note(certainty: Certainty, tongue: Tongue) -> str:
    """The note in one language, empty for what is verified."""
    note = NOTES.get(certainty)
    return "" if note is None else tongue.render(note)
