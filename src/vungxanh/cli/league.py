"""`vungxanh league DIR`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import AsJson, Assessed
from vungxanh.cli.output import tell_json, tell_table
from vungxanh.cli.wording import colour_names, standing_names

if TYPE_CHECKING:
    import polars as pl


def show_league(
    folder: Assessed,
    /,
    *,
    start: Annotated[date | None, Parameter(name="--from", help=_("First day; default: the plan's"))] = None,
    stop: Annotated[date | None, Parameter(name="--to", help=_("Last day; default: the plan's"))] = None,
    level: Annotated[
        Literal["group", "quarter", "ward", "district", "province"],
        Parameter(help=_("Units of this level are compared")),
    ] = "ward",
    as_json: AsJson = False,
) -> None:
    """Each unit against its own start."""
    from vungxanh.assessment import open_assessment
    from vungxanh.campaign import add_standing, league, read_plan

    assessment = open_assessment(folder)
    table = league(assessment, start=start, stop=stop, level=level)
    last = min(stop or read_plan().period.stop, assessment.last_day)
    table = add_standing(table, assessment, last)
    if as_json:
        tell_json(table.to_dicts())
    else:
        names = colour_names(assessment.pack, level)
        tell_table(*_shown(table, names))


def _shown(table: "pl.DataFrame", names: dict[str, str]) -> tuple[list[str], list[tuple[object, ...]]]:
    """What fits on a terminal; everything else is in the JSON."""
    headings = {
        "place": _("Rank"),
        "area": _("Code"),
        "name": _("Name"),
        "colour_start": _("At the start"),
        "colour_now": _("Now"),
        "colour_best": _("Best"),
        "days_green": _("Days green"),
        "days_to_green": _("Days to green"),
        "new_f0": _("New F0"),
        "change_percent": _("Change, %"),
    }
    if "standing" in table.columns:
        headings["standing"] = _("Verified")
        names = names | standing_names()
    rows = [tuple(names.get(v, v) if isinstance(v, str) else v for v in row)
            for row in table.select(*headings).iter_rows()]  # fmt: skip
    return list(headings.values()), rows
