"""`vungxanh outlook DIR`."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import AsJson, Assessed, Draws, Seed, ToGreen, WhatIfs
from vungxanh.cli.output import tell, tell_json, tell_table, working
from vungxanh.cli.wording import colour_names
from vungxanh.messages import message

if TYPE_CHECKING:
    from vungxanh.assessment import Outlooks
    from vungxanh.zoning import Pack


def show_outlook(
    folder: Assessed,
    /,
    *,
    days: Annotated[int, Parameter(help=_("Days ahead that get a probability of each colour"))] = 14,
    to_green: ToGreen = 60,
    draws: Draws = 200,
    seed: Seed = 0,
    what_if: WhatIfs = None,
    as_json: AsJson = False,
) -> None:
    """Judge the futures of an assessment and add outlook.parquet to its folder."""
    from vungxanh.assessment import OutlookRequest, look_out, open_assessment

    assessment = open_assessment(folder)
    asked = OutlookRequest(days=days, to_best=to_green, draws=draws, seed=seed, what_if=tuple(what_if or ()))
    with working() as progress:
        outlooks = look_out(assessment.judged, assessment.triangle, asked, progress)
        outlooks.write(folder)
    if as_json:
        tell_json(outlooks.info())
        return
    show_expected(outlooks, assessment.pack)
    tell(*outlooks.notes, message("The outlook is in {file}.", file=folder / "outlook.parquet"))


def show_expected(outlooks: "Outlooks", pack: "Pack") -> None:
    """How many areas of each colour are to be expected on the last day, as forecast and for every what-if."""
    plain = outlooks.plain
    tell(message("Expected number of areas on {day}:", day=plain.last_day))
    headings = (_("Level"), _("Colour"), _("now"), _("as forecast"), *outlooks.what_ifs)
    for level in plain.levels:
        now = plain.now(level)
        expected = [found.expected(level) for found in (plain, *outlooks.what_ifs.values())]
        tell_table(
            headings,
            [
                (level, name, now[step], *(round(column[step], 1) for column in expected))
                for step, name in colour_names(pack, level).items()
            ],
        )
