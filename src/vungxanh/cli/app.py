"""The tree of commands. Each command's module is imported only when it is called."""

from cyclopts import App, Group

from vungxanh import __version__
from vungxanh.cli.language import _


def application() -> App:
    """All commands, with their help in the language of this run."""
    app = App(
        name="vungxanh",
        help=_("From a case list to an official colour map one can trust."),
        help_epilogue=_(
            "--language vi|en works with every command; without it VUNGXANH_LANG or LANG decides. "
            "Exit codes: 0 done, 1 rows refused or verification failed, 2 input that cannot be used."
        ),
        version=__version__,
        usage="vungxanh COMMAND [OPTIONS]",
        help_format="plaintext",
        group_commands=Group(_("Commands"), sort_key=1),
        group_parameters=Group(_("Options"), sort_key=3),
        group_arguments=Group(_("Arguments"), sort_key=2),
    )
    app["--help"].help = _("Show this help.")
    app["--version"].help = _("Show the version.")
    _add_commands(app)
    return app


def _add_commands(app: App) -> None:
    nouns = {
        "areas": ("areas:app", _("Areas: show a territory, check a file of areas.")),
        "cases": ("cases:app", _("Case lists and tables of counts: check a file.")),
        "packs": ("packs:app", _("Criteria packs: the rules that can be applied.")),
        "assess": (
            "assess:assess_cases",
            _("Give every area its colour for every day, with the reasons."),
        ),
        "explain": (
            "explain:explain_area",
            _("Say why an area has its colour, and when a better one can come."),
        ),
        "outlook": (
            "outlook:show_outlook",
            _("The coming days of an assessment: probability of each colour, and what if."),
        ),
        "epi": (
            "epi:app",
            _("Epidemiology for analysts: Rt, nowcast, forecast, scores, clusters, freedom."),
        ),
        "nightly": (
            "nightly:run_nightly",
            _("Nowcast, Rt, forecast, outlook, clusters and freedom of every area of an assessment."),
        ),
        "league": ("league:show_league", _("Show the campaign's league table for a period.")),
        "publish": ("publish:publish_site", _("Make an immutable, signed public site from an assessment.")),
        "verify": ("verify:verify_site", _("Check a published site and its chain of snapshots, offline.")),
        "serve": ("serve:serve_site", _("Show a published site in the browser.")),
        "office": (
            "office.app:app",
            _("The confidential side: set up, serve, work, back up, restore, check."),
        ),
        "demo": ("demo:run_demo", _("Simulate an outbreak in District 6, assess, publish and serve it.")),
        "completion": ("completion:show_completion", _("Print the shell completion script.")),
    }
    for position, (name, (place, help_text)) in enumerate(nouns.items()):
        app.command(f"vungxanh.cli.{place}", name=name, help=help_text, sort_key=position)
