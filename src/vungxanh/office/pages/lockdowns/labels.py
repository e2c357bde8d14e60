"""Words for the codes of lockdown points."""

from vungxanh.office.language import _

STATUS = {
    "planned": _("planned"),
    "active": _("in force"),
    "proposed": _("proposed to be lifted"),
    "lifted": _("lifted"),
    "cancelled": _("cancelled"),
}
DECISION = {"": _("not decided yet"), "lift": _("lifted"), "keep": _("kept")}
