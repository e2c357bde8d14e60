"""The first half of an assessment: read everything that was asked for, and count."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from vungxanh.assessment.carried import carry_counts
from vungxanh.assessment.errors import AssessmentError, NothingToJudge
from vungxanh.assessment.extras import INPUT_SCHEMA, read_inputs
from vungxanh.assessment.request import Request
from vungxanh.assessment.span import Span, plan_span
from vungxanh.epidemic import Counts, count, daily_series
from vungxanh.linelist import CaseFile, read_cases, read_mapping
from vungxanh.messages import Message, message
from vungxanh.rules import read_rule
from vungxanh.tables import read_table
from vungxanh.territory import Crosswalk, Territory, read_any_territory, read_crosswalk
from vungxanh.zoning import History, Pack, days_needed, read_history, read_pack

Progress = Callable[[Message], None]


class HalfACarry(AssessmentError):
    """Carrying needs both the areas of the cases and the table of successors."""


@dataclass(frozen=True)
class Prepared:
    """Everything that judging needs. `years` is the table behind `history`, as read."""

    request: Request
    territory: Territory
    pack: Pack
    cases: CaseFile
    inputs: pl.DataFrame
    years: pl.DataFrame
    history: History | None
    span: Span
    counts: Counts
    notes: tuple[Message, ...]


def prepare(request: Request, progress: Progress) -> Prepared:
    """Read areas, criteria, cases, inputs and earlier years; count. Raises the errors of their rooms."""
    progress(message("Reading the areas"))
    territory = read_any_territory(
        request.areas, on=request.territory_on or request.as_of, neighbours=request.neighbours
    )
    pack = _fitting_pack(request, territory)
    counted_on = _areas_of_cases(request, territory)
    progress(message("Reading the cases"))
    cases = read_cases(
        request.cases,
        counted_on,
        mapping=None if request.mapping is None else read_mapping(request.mapping),
        as_of=request.as_of,
        date_order=pack.date_order,
        absent=request.absent,
    )
    inputs = pl.DataFrame(schema=INPUT_SCHEMA)
    if request.inputs is not None:
        inputs = read_inputs(request.inputs, territory)
    years = pl.DataFrame() if request.history is None else read_table(request.history).frame
    span = _span(request, cases, pack, territory)
    progress(message("Counting"))
    counts, notes = _counted(request, cases, counted_on, pack, span)
    if counted_on is not territory:
        counts, carried = carry_counts(counts, territory, _successors(request))
        notes = (*notes, *carried)
    elif cases.extra.height:
        inputs = pl.concat([inputs, cases.extra.select(*INPUT_SCHEMA).cast(pl.Schema(INPUT_SCHEMA))])
    counts = _with_series(counts, inputs)
    notes = (*notes, *_out_of_force(pack, span))
    history = None if years.is_empty() else read_history(years, territory)
    return Prepared(request, territory, pack, cases, inputs, years, history, span, counts, notes)


def _areas_of_cases(request: Request, territory: Territory) -> Territory:
    if (request.cases_areas is None) != (request.successors is None):
        raise HalfACarry(message("Cases of earlier areas need both --cases-areas and --successors."))
    if request.cases_areas is None:
        return territory
    return read_any_territory(request.cases_areas, on=request.as_of)


def _successors(request: Request) -> Crosswalk:
    assert request.successors is not None
    return read_crosswalk(request.successors)


def _fitting_pack(request: Request, territory: Territory) -> Pack:
    pack = read_pack(request.criteria)
    if not any(pack.criteria_for(level) for level in territory.present_levels):
        raise NothingToJudge(
            message(
                "{pack} has no criteria for areas of the levels {levels}.",
                pack=pack.id,
                levels=territory.present_levels,
            )
        )
    return pack


def _counted(
    request: Request, cases: CaseFile, territory: Territory, pack: Pack, span: Span
) -> tuple[Counts, tuple[Message, ...]]:
    events = cases.events
    notes: tuple[Message, ...] = ()
    if cases.kind == "counts":
        events, notes = without_subtotals(events, territory)
    counts = count(
        events,
        territory,
        first=span.axis_first,
        last=span.last,
        as_of=request.as_of,
        absent=cases.absent,
        reported_through=span.reported_through,
        incomplete_from=_incomplete_from(pack, request.as_of),
        extra=cases.extra,
    )
    return counts, notes


def without_subtotals(events: pl.DataFrame, territory: Territory) -> tuple[pl.DataFrame, tuple[Message, ...]]:
    """A table of counts may give a district and its wards: the district's rows are sums, not more cases."""
    present = np.unique(events["area"].to_numpy())
    above = {step for position in present for step in territory.path(int(position))[1:]}
    subtotals = [position for position in present.tolist() if position in above]
    if not subtotals:
        return events, ()
    names = tuple(territory.names[position] for position in subtotals[:5])
    said = message("Rows of areas whose parts have rows too are sums and are not added: {names}", names=names)
    return events.filter(~pl.col("area").is_in(subtotals)), (said,)


def _with_series(counts: Counts, inputs: pl.DataFrame) -> Counts:
    extra = daily_series(inputs, counts.territory, counts.first, counts.days)
    wider = replace(counts, extra=extra)
    # Looked up once here: judging asks for it again for every day.
    return replace(wider, first_given={name: wider.given_since(name) for name in extra})


def _out_of_force(pack: Pack, span: Span) -> tuple[Message, ...]:
    """Colours of days on which the text was not in force are an exercise, not official."""
    begins, ends = pack.valid_from, pack.valid_to
    if (begins is None or span.first >= begins) and (ends is None or span.last <= ends):
        return ()
    return (
        message(
            "{pack} was in force from {begins} to {ends}: colours of other days are not official.",
            pack=pack.title,
            begins=begins or "…",
            ends=ends or "…",
        ),
    )


def _span(request: Request, cases: CaseFile, pack: Pack, territory: Territory) -> Span:
    return plan_span(
        first_row=cases.first_day,
        newest_row=cases.last_day,
        first=request.first,
        as_of=request.as_of,
        absent=cases.absent,
        data_through=request.data_through,
        needed=days_needed(pack, territory),
    )


def _incomplete_from(pack: Pack, as_of: date) -> date | None:
    """From which day on counts still grow, by the date that the pack counts by first."""
    days = int(read_rule("assessment", "freshness")["incomplete"][pack.date_order[0]])
    return as_of - timedelta(days=days - 1) if days else None
