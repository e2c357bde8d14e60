"""Words for the codes of isolation."""

from vungxanh.office.language import _

STATUS = {
    "ordered": _("ordered"),
    "active": _("isolated"),
    "released": _("released"),
    "transferred": _("moved"),
    "left": _("left without permission"),
    "cancelled": _("cancelled"),
}
PLACE = {"home": _("at home"), "centre": _("isolation centre"), "hospital": _("hospital")}
REASON = {
    "contact": _("close contact (F1)"),
    "case": _("case (F0)"),
    "second_contact": _("contact of a contact (F2)"),
    "entrant": _("arrival from abroad"),
}
RESULT = {"negative": _("negative"), "positive": _("positive"), "": _("no result yet")}
FOUND = {
    "community": _("in the community"),
    "quarantine": _("in isolation"),
    "lockdown": _("in a lockdown point"),
    "hospital": _("hospital"),
    "border": _("at the border"),
    "unknown": _("unknown"),
    "": _("unknown"),
}
