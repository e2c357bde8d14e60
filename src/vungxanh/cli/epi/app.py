"""The verbs of `vungxanh epi`. Each one's module is imported only when it is called."""

from cyclopts import App

app = App(name="epi")

# One line per verb: name -> (module:function, help); the help is `_("...")` from vungxanh.cli.language.
_VERBS: dict[str, tuple[str, str]] = {}

for _position, (_name, (_place, _help)) in enumerate(_VERBS.items()):
    app.command(f"vungxanh.cli.epi.{_place}", name=_name, help=_help, sort_key=_position)
