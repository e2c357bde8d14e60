"""`vungxanh epi freedom`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import Areas, Neighbours, OnDay, file_or_name
from vungxanh.cli.output import tell, working
from vungxanh.messages import message

if TYPE_CHECKING:
    from vungxanh.epidemic.freedom import Evidence, Rule
    from vungxanh.territory import Territory


def judge_freedom(
    *,
    tests: Annotated[Path, Parameter(help=_("Table of tests: area, date, tested, positive, and more"))],
    areas: Areas,
    as_of: Annotated[date, Parameter(help=_("The day that is judged; later rows are left out"))],
    out: Annotated[Path, Parameter(help=_("Table to write: .parquet or .csv"))],
    counts: Annotated[Path | None, Parameter(help=_("Table of cases: area, date, cases"))] = None,
    absent: Annotated[
        Literal["zero", "unknown"],
        Parameter(help=_("What it means when the table of cases has no row for an area and day")),
    ] = "unknown",
    rt: Annotated[Path | None, Parameter(help=_("Estimates of R: the table that 'epi rt' writes"))] = None,
    disease: Annotated[str, Parameter(help=_("Disease pack: name or TOML file"))] = "covid19",
    method: Annotated[str, Parameter(help=_("Test method in which missing tests are counted"))] = "rt-pcr",
    prevalence: Annotated[
        float | None, Parameter(help=_("Design prevalence, a share of the population"))
    ] = None,
    prior: Annotated[float | None, Parameter(help=_("Probability to be free before any data"))] = None,
    introduction: Annotated[
        float | None, Parameter(help=_("Chance of an introduction each day, in place of the computed one"))
    ] = None,
    confidence: Annotated[
        float | None, Parameter(help=_("Probability from which an area counts as verified"))
    ] = None,
    neighbours: Neighbours = None,
    on: OnDay = None,
) -> None:
    """How sure each area is to be free of undetected infection."""
    from vungxanh.epidemic.disease import read_disease
    from vungxanh.epidemic.freedom import Choices, freedom_frame, judge_evidence, read_estimates
    from vungxanh.tables import write_long
    from vungxanh.territory import read_any_territory

    rule = Choices(prevalence, prior, introduction, confidence, method).apply()
    pack = read_disease(disease)
    with working(2) as progress:
        progress(message("Reading the tables"))
        territory = read_any_territory(file_or_name(areas), on=on or as_of, neighbours=neighbours)
        evidence = _evidence(tests, counts, territory, rule, as_of, absent)
        estimates = None if rt is None else read_estimates(rt)
        progress(message("Computing"))
        freedom = judge_evidence(evidence, territory, pack, rule, introduction=introduction, r=estimates)
        write_long(freedom_frame(freedom, territory.codes, as_of, rule, method=method), out)
    tell(
        message(
            "{verified} of {areas} areas are {confidence} % sure to be free of undetected infection: {file}",
            verified=int(freedom.verified.sum()),
            areas=len(territory),
            confidence=round(100 * freedom.confidence, 1),
            file=out,
        )
    )


def _evidence(
    tests: Path,
    counts: Path | None,
    territory: "Territory",
    rule: "Rule",
    as_of: date,
    absent: Literal["zero", "unknown"],
) -> "Evidence":
    """Both tables, checked and brought to the days of the window."""
    from vungxanh.epidemic.freedom import FreedomError, gather, read_counts, read_tests

    tested = read_tests(tests)
    if not (tested["date"] <= as_of).any():
        raise FreedomError(message("{file} has no test up to {day}.", file=tests.name, day=as_of))
    return gather(
        tested,
        territory,
        rule,
        as_of=as_of,
        counts=None if counts is None else read_counts(counts),
        absent=absent,
        names=(tests.name, "" if counts is None else counts.name),
    )
