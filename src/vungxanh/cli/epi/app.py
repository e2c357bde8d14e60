"""The verbs of `vungxanh epi`. Each one's module is imported only when it is called."""

from cyclopts import App

from vungxanh.cli.language import _

app = App(name="epi")

# One line per verb: name -> (module:function, help); the help is `_("...")` from vungxanh.cli.language.
_VERBS: dict[str, tuple[str, str]] = {
    "rt": ("rt:estimate_rt", _("Reproduction number of every area and day, with its uncertainty.")),
    "nowcast": ("nowcast:nowcast_days", _("What the last days will have been, when all reports are in.")),
    "forecast": ("forecast:forecast_series", _("What the coming days or weeks may bring, as quantiles.")),
    "score": ("score:score_forecasts", _("How good forecasts were: WIS, coverage, beside a baseline.")),
    "clusters": (
        "clusters:find_clusters",
        _("Where cases pile up in space and time: where to zone, and why."),
    ),
    "freedom": ("freedom:judge_freedom", _("How sure each area is to be free of undetected infection.")),
    "sample-size": ("sample_size:plan_sample", _("How many people, pools or households to test.")),
    "chart": ("chart:chart_table", _("One area of a table as a chart (SVG).")),
}

for _position, (_name, (_place, _help)) in enumerate(_VERBS.items()):
    app.command(f"vungxanh.cli.epi.{_place}", name=_name, help=_help, sort_key=_position)
