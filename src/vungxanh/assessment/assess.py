"""One assessment from files to folder: prepare, judge, look ahead, write."""

from pathlib import Path
from typing import Any

import polars as pl

from vungxanh import __version__
from vungxanh.assessment import store
from vungxanh.assessment.delays import triangle_frame
from vungxanh.assessment.extras import coded
from vungxanh.assessment.frames import areas_frame, colours_frame, counts_frame
from vungxanh.assessment.outlook import Outlooks, check_outlook, look_out
from vungxanh.assessment.prepare import Prepared, Progress, prepare
from vungxanh.assessment.request import Request
from vungxanh.linelist import CaseFile
from vungxanh.messages import LANGUAGES, message
from vungxanh.tables import write_csv
from vungxanh.zoning import Ahead, Colours, colour, look_ahead, pack_sha256, pack_text

INPUT_FILES = (
    "cases",
    "areas",
    "criteria",
    "mapping",
    "neighbours",
    "inputs",
    "history",
    "cases_areas",
    "successors",
)


def assess(request: Request, out: Path, *, progress: Progress = lambda _: None) -> CaseFile:
    """Write the assessment folder `out`; returns the case file with its import report and refused rows."""
    if request.outlook is not None:
        check_outlook(request.outlook)
    ready = prepare(request, progress)
    progress(message("Judging"))
    colours = colour(ready.counts, ready.pack, history=ready.history, warmup=ready.span.warmup)
    progress(message("Looking ahead"))
    ahead = look_ahead(colours, _days_ahead(ready, colours))
    late = _late_reports(ready)
    asked = request.outlook
    outlooks = None if asked is None else look_out(colours, late, asked, progress)
    progress(message("Writing"))
    store.write_whole(out, lambda folder: _fill(folder, ready, colours, ahead, late, outlooks))
    return ready.cases


def _late_reports(ready: Prepared) -> pl.DataFrame | None:
    """When cases became known; None where they count on their report, or were carried to other areas."""
    if ready.request.successors is not None:
        return None
    return triangle_frame(ready.cases.events, ready.territory)


def _days_ahead(ready: Prepared, colours: Colours) -> range:
    """The judged days that get dates of a better colour: those asked for, else all that are written."""
    first = (ready.span.first - colours.first).days
    wanted = ready.request.outlook_days
    return range(first if wanted is None else max(first, colours.days - wanted), colours.days)


def _fill(
    folder: Path,
    ready: Prepared,
    colours: Colours,
    ahead: Ahead,
    late: pl.DataFrame | None,
    outlooks: Outlooks | None,
) -> None:
    counts = ready.counts.between(ready.span.warmup, ready.counts.days)
    areas_frame(ready.territory).write_parquet(folder / "areas.parquet")
    counts_frame(counts).write_parquet(folder / "counts.parquet")
    colours_frame(colours, ahead, ready.span.first).write_parquet(folder / "colours.parquet")
    coded(ready.inputs, ready.territory).write_parquet(folder / "inputs.parquet")
    ready.years.write_parquet(folder / "history.parquet")
    if late is not None:
        late.write_parquet(folder / "triangle.parquet")
    if outlooks is not None:
        outlooks.write(folder)
    (folder / "pack.toml").write_text(pack_text(ready.request.criteria), "utf-8")
    (folder / "pack.json").write_text(ready.pack.model_dump_json(by_alias=True, indent=1), "utf-8")
    if ready.cases.refused.height:
        write_csv(ready.cases.refused, folder / "refused.csv")
    store.write_json(folder / "import.json", ready.cases.report.to_json())
    store.write_json(folder / "assessment.json", info(ready))


def info(ready: Prepared) -> dict[str, Any]:
    """What assessment.json records."""
    request, span, pack = ready.request, ready.span, ready.pack
    files = {role: path for role in INPUT_FILES if isinstance(path := getattr(request, role), Path)}
    readings = [*span.readings, *ready.notes, *ready.territory.notes]
    through = span.reported_through
    return {
        "software": {"name": "vungxanh", "version": __version__},
        "as_of": request.as_of.isoformat(),
        "from": span.first.isoformat(),
        "to": span.last.isoformat(),
        "axis": {"first": span.axis_first.isoformat(), "judged_first": span.judged_first.isoformat()},
        "pack": {"id": pack.id, "version": pack.version, "sha256": pack_sha256(request.criteria)},
        "inputs": [store.described(path, role) for role, path in files.items()],
        "areas": request.areas.name if isinstance(request.areas, Path) else request.areas,
        "territory_on": ready.territory.day.isoformat(),
        "kind": ready.cases.kind,
        "absent": ready.cases.absent,
        "carried": request.successors is not None,
        "reported_through": None if through is None else through.isoformat(),
        "levels": [level for level in ready.territory.present_levels if pack.criteria_for(level)],
        "readings": [{language: reading.render(language) for language in LANGUAGES} for reading in readings],
    }
