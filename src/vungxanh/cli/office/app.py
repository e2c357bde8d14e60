"""The verbs of `vungxanh office`. Each one's module is imported only when it is called."""

from cyclopts import App

from vungxanh.cli.language import _

app = App(name="office")

_VERBS: dict[str, tuple[str, str]] = {
    "init": ("running:set_up_office", _("Set up the office: tables, areas, the first administrator.")),
    "serve": ("running:serve_office", _("Serve the office's pages.")),
    "worker": ("running:work_for_office", _("Run imports, assessments and what the schedule asks for.")),
    "assess": ("assessing:assess_day", _("Assess a day from the records; somebody else approves it.")),
    "backup": ("keeping:back_up_office", _("Write everything the office needs into one file.")),
    "restore": ("keeping:restore_office", _("Bring a backup back into an empty place.")),
    "check": ("keeping:check_office", _("Look whether everything is in order, the audit trail too.")),
}

for _position, (_name, (_place, _help)) in enumerate(_VERBS.items()):
    app.command(f"vungxanh.cli.office.{_place}", name=_name, help=_help, sort_key=_position)
