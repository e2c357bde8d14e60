"""One assessment from files to folder: read, count, judge, look ahead, write."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from vungxanh import __version__
from vungxanh.assessment import store
from vungxanh.assessment.errors import NothingToJudge
from vungxanh.assessment.extras import INPUT_SCHEMA, coded, read_inputs
from vungxanh.assessment.frames import areas_frame, colours_frame, counts_frame
from vungxanh.assessment.request import Request
from vungxanh.assessment.span import Span, plan_span
from vungxanh.epidemic import Counts, count
from vungxanh.linelist import CaseFile, read_cases, read_mapping
from vungxanh.messages import LANGUAGES, Message, message
from vungxanh.rules import read_rule
from vungxanh.tables import read_table
from vungxanh.territory import Territory, read_builtin, read_territory
from vungxanh.zoning import (
    Pack,
    colour,
    days_needed,
    look_ahead,
    pack_sha256,
    pack_text,
    read_history,
    read_pack,
)

Progress = Callable[[Message], None]


def assess(request: Request, out: Path, *, progress: Progress = lambda _: None) -> CaseFile:
    """Write the assessment folder `out`; returns the case file with its import report and refused rows."""
    progress(message("Reading the areas"))
    territory = _territory(request)
    pack = read_pack(request.criteria)
    if not any(pack.criteria_for(level) for level in territory.present_levels):
        raise NothingToJudge(
            message(
                "{pack} has no criteria for areas of the levels {levels}.",
                pack=pack.id,
                levels=territory.present_levels,
            )
        )
    progress(message("Reading the cases"))
    cases = read_cases(
        request.cases,
        territory,
        mapping=None if request.mapping is None else read_mapping(request.mapping),
        as_of=request.as_of,
        date_order=pack.date_order,
        absent=request.absent,
    )
    inputs = (
        pl.DataFrame(schema=INPUT_SCHEMA)
        if request.inputs is None
        else read_inputs(request.inputs, territory)
    )
    inputs = pl.concat([inputs, cases.extra.select(*INPUT_SCHEMA).cast(pl.Schema(INPUT_SCHEMA))])
    table = None if request.history is None else read_table(request.history).frame
    history = None if table is None else read_history(table, territory)
    span = _span(request, cases, pack, territory)
    progress(message("Counting"))
    counts = counted(cases, territory, pack, span, request.as_of, inputs)
    progress(message("Judging"))
    colours = colour(counts, pack, history=history, warmup=span.warmup)
    progress(message("Looking ahead"))
    days = colours.days if request.outlook_days is None else min(request.outlook_days, colours.days)
    start = max(colours.days - days, (span.first - colours.first).days)
    ahead = look_ahead(colours, range(start, colours.days))
    progress(message("Writing"))

    def fill(folder: Path) -> None:
        areas_frame(territory).write_parquet(folder / "areas.parquet")
        counts_frame(counts.between(span.warmup, counts.days)).write_parquet(folder / "counts.parquet")
        colours_frame(colours, ahead, span.first).write_parquet(folder / "colours.parquet")
        coded(inputs, territory).write_parquet(folder / "inputs.parquet")
        (table if table is not None else pl.DataFrame()).write_parquet(folder / "history.parquet")
        (folder / "pack.toml").write_text(pack_text(request.criteria), "utf-8")
        store.write_json(folder / "import.json", cases.report.to_json())
        store.write_json(folder / "assessment.json", info(request, cases, pack, territory, span))

    store.write_whole(out, fill)
    return cases


def counted(
    cases: CaseFile, territory: Territory, pack: Pack, span: Span, as_of: date, inputs: pl.DataFrame
) -> Counts:
    """The counts of a case file over a span."""
    return count(
        cases.events,
        territory,
        first=span.axis_first,
        last=span.last,
        as_of=as_of,
        absent=cases.absent,
        reported_through=span.reported_through,
        incomplete_from=_incomplete_from(pack, as_of),
        extra=inputs,
    )


def info(request: Request, cases: CaseFile, pack: Pack, territory: Territory, span: Span) -> dict[str, Any]:
    """What assessment.json records."""
    files = {
        "cases": request.cases,
        "areas": request.areas if isinstance(request.areas, Path) else None,
        "criteria": request.criteria if isinstance(request.criteria, Path) else None,
        "mapping": request.mapping,
        "neighbours": request.neighbours,
        "inputs": request.inputs,
        "history": request.history,
    }
    readings = [*span.readings, *territory.notes]
    return {
        "software": {"name": "vungxanh", "version": __version__},
        "as_of": request.as_of.isoformat(),
        "from": span.first.isoformat(),
        "to": span.last.isoformat(),
        "axis": {"first": span.axis_first.isoformat(), "judged_first": span.judged_first.isoformat()},
        "pack": {"id": pack.id, "version": pack.version, "sha256": pack_sha256(request.criteria)},
        "inputs": [store.described(path, role) for role, path in files.items() if path is not None],
        "areas": request.areas.name if isinstance(request.areas, Path) else str(request.areas),
        "territory_on": territory.day.isoformat(),
        "kind": cases.kind,
        "absent": cases.absent,
        "reported_through": None if span.reported_through is None else span.reported_through.isoformat(),
        "levels": [level for level in territory.present_levels if pack.criteria_for(level)],
        "readings": [{language: reading.render(language) for language in LANGUAGES} for reading in readings],
    }


def _territory(request: Request) -> Territory:
    """The areas as they were on the day of the assessment: codes mean nothing without a date."""
    if isinstance(request.areas, Path):
        on = request.territory_on or request.as_of
        return read_territory(request.areas, on=on, neighbours=request.neighbours)
    return read_builtin(request.areas)


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
