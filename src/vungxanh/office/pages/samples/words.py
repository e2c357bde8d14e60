"""Words for the codes of samples."""

from typing import Any

from vungxanh.office.language import _, spoken
from vungxanh.response.sampling import methods, purposes

RESULT = {
    "pending": _("no result yet"),
    "positive": _("positive"),
    "negative": _("negative"),
    "indeterminate": _("indeterminate"),
    "invalid": _("invalid"),
}
KIND = {"single": _("single"), "pool": _("pool"), "retest": _("retest of a pool")}
STATE = {
    "overdue": _("result overdue"),
    "opened": _("pool opened, retests due"),
    "discordant": _("pool and retests contradict each other"),
}
POOL = {
    "waiting": _("waits for its result"),
    "negative": _("negative: everybody in it is negative that day"),
    "opened": _("positive: everybody in it gives a tube of their own"),
    "resolved": _("resolved: the positive people are found"),
    "discordant": _("pool and retests contradict each other"),
    "void": _("no usable result"),
}


def method_choices() -> list[tuple[str, str]]:
    """Methods for forms, in the language of the request."""
    return [(m.id, m.name[spoken()]) for m in methods().values()]


def purpose_choices() -> list[tuple[str, str]]:
    """Purposes for forms, in the language of the request."""
    return [(p.id, p.name[spoken()]) for p in purposes().values()]


def words() -> dict[str, Any]:
    """What templates need to say codes in words."""
    return {
        "RESULT": RESULT,
        "KIND": KIND,
        "POOL": POOL,
        "METHOD": dict(method_choices()),
        "PURPOSE": dict(purpose_choices()),
    }


def initials(name: str, birth_year: int | None) -> str:
    """All that a laboratory sees of a person: initials and year of birth."""
    letters = ".".join(part[0].upper() for part in name.split()) + "."
    return f"{letters} {birth_year}" if birth_year else letters
