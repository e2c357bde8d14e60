"""`vungxanh assess`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _, spoken
from vungxanh.cli.options import (
    Areas,
    AsJson,
    Draws,
    Mapping,
    Neighbours,
    OnDay,
    Seed,
    ToGreen,
    WhatIfs,
    file_or_name,
)
from vungxanh.cli.output import complain, tell, tell_json, tell_table, working
from vungxanh.cli.wording import colour_names
from vungxanh.messages import message

if TYPE_CHECKING:
    from vungxanh.assessment import Assessment, OutlookRequest, Request

STEPS = 6  # what `assess` announces; only the bar's length depends on it


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Further:
    """What an assessment can be told besides the cases, the areas and the criteria."""

    first: Annotated[date | None, Parameter(name="--from", help=_("First day to colour"))] = None
    mapping: Mapping = None
    neighbours: Neighbours = None
    inputs: Annotated[Path | None, Parameter(help=_("Further values: area, day, name, value"))] = None
    history: Annotated[Path | None, Parameter(help=_("Earlier years: area, year, month or week, cases"))] = (
        None
    )
    absent: Annotated[Literal["auto", "zero", "unknown"], Parameter(help=_("What a missing day means"))] = (
        "auto"
    )
    data_through: Annotated[date | None, Parameter(help=_("The cases are complete up to this day"))] = None
    on: OnDay = None
    cases_areas: Annotated[
        str | None, Parameter(help=_("The cases name areas of an earlier day: that list of areas"))
    ] = None
    successors: Annotated[
        Path | None, Parameter(help=_("Which earlier areas became which later ones, with shares"))
    ] = None
    outlook_days: Annotated[
        int | None, Parameter(help=_("Work out days to a better colour for the last days only"))
    ] = None


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Outlooking:
    """Whether and how the coming days are looked at."""

    outlook: Annotated[int | None, Parameter(help=_("Days ahead that get a probability of each colour"))] = (
        None
    )
    to_green: ToGreen = 60
    draws: Draws = 200
    seed: Seed = 0
    what_if: WhatIfs = None

    @property
    def asked(self) -> "OutlookRequest | None":
        """What the assessment is asked for."""
        from vungxanh.assessment import OutlookRequest

        if self.outlook is None:
            return None
        return OutlookRequest(
            days=self.outlook,
            to_best=self.to_green,
            draws=self.draws,
            seed=self.seed,
            what_if=tuple(self.what_if or ()),
        )


NOTHING_FURTHER = Further()
NO_OUTLOOK = Outlooking()


def assess_cases(
    *,
    cases: Annotated[Path, Parameter(help=_("Case list or table of counts: CSV, Excel, ODS or Parquet"))],
    areas: Areas,
    criteria: Annotated[
        str, Parameter(help=_("Criteria pack: a built-in id (see 'packs list') or FILE.toml"))
    ],
    as_of: Annotated[date, Parameter(help=_("As known on this day (YYYY-MM-DD)"))],
    out: Annotated[Path, Parameter(help=_("Folder to write"))],
    further: Further = NOTHING_FURTHER,
    outlooking: Outlooking = NO_OUTLOOK,
    as_json: AsJson = False,
) -> None:
    """Run the pipeline once and keep its result in a folder."""
    from vungxanh.assessment import assess, open_assessment

    request = _request(cases, areas, criteria, as_of, further, outlooking)
    with working(STEPS) as progress:
        read = assess(request, out, progress=progress)
    assessment = open_assessment(out)
    if read.refused.height:
        rows, file = read.refused.height, out / "refused.csv"
        complain(message("{number} rows were refused; they are in {file}.", number=rows, file=file))
    if as_json:
        tell_json(assessment.info)
        return
    show_summary(assessment)
    tell(message("The assessment is in {folder}.", folder=out))


def _request(
    cases: Path, areas: str, criteria: str, as_of: date, further: Further, outlooking: Outlooking
) -> "Request":
    from vungxanh.assessment import Request

    return Request(
        cases=cases,
        areas=file_or_name(areas),
        criteria=file_or_name(criteria),
        as_of=as_of,
        mapping=further.mapping,
        first=further.first,
        neighbours=further.neighbours,
        inputs=further.inputs,
        history=further.history,
        absent=further.absent,
        data_through=further.data_through,
        territory_on=further.on,
        outlook_days=further.outlook_days,
        cases_areas=None if further.cases_areas is None else file_or_name(further.cases_areas),
        successors=further.successors,
        outlook=outlooking.asked,
    )


def show_summary(assessment: "Assessment") -> None:
    """How many areas have which colour on the last day."""
    import polars as pl

    tell(
        message(
            "Colours on {day} by {pack}:",
            day=assessment.last_day,
            pack=assessment.pack.title.render(spoken()),
        )
    )
    last = assessment.colours.filter(pl.col("day") == assessment.last_day)
    counted = last.group_by("level", "rank", "colour").len().sort("level", "rank", descending=[False, True])
    names = {level: colour_names(assessment.pack, level) for level in set(counted["level"])}
    rows = [(level, names[level][colour], areas) for level, _rank, colour, areas in counted.iter_rows()]
    tell_table((_("Level"), _("Colour"), _("Areas")), rows)
