"""The map of an assessment as a drawing: made when somebody asks first, then kept with the assessment."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

import polars as pl
import shapely

from vungxanh.assessment import open_assessment
from vungxanh.office.access import Scope
from vungxanh.office.records.models import Assessment
from vungxanh.office.records.queries.assessments import rows_of
from vungxanh.office.usecases.assessments.places import home_of, result_of
from vungxanh.publishing.site.palette import Palette
from vungxanh.publishing.site.svgmap import draw_looks


def map_of(assessment: Assessment, level: str, scope: Scope) -> Path | None:
    """The file of a drawing of the reader's areas of one level; None where there are no shapes.

    Readers of the same areas share a file.
    """
    shown = scope.paths("assessment.see")
    key = sha256(" ".join(shown).encode()).hexdigest()[:12]
    file = home_of(assessment) / "maps" / f"{level}-{key}.svg"
    if not file.is_file() and not _draw(assessment, level, scope, file):
        return None
    return file


def has_shapes(assessment: Assessment) -> bool:
    """Whether its areas have shapes that can be drawn."""
    table = result_of(assessment) / "areas.parquet"
    if not table.is_file():
        return False
    known = pl.scan_parquet(table).select(pl.col("geometry").is_not_null().any()).collect()
    return bool(known.item())


def _draw(assessment: Assessment, level: str, scope: Scope, file: Path) -> bool:
    judged = open_assessment(result_of(assessment))
    named = Palette.of(judged.pack).named(level)
    colours = dict(rows_of(assessment, scope).filter(level=level).values_list("area__code", "colour"))
    areas = judged.areas.filter(pl.col("area").is_in(list(colours)), pl.col("geometry").is_not_null())
    if areas.is_empty():
        return False
    parents = {code: number for number, code in enumerate(areas["parent"].unique().to_list())}
    shapes = [shapely.from_wkb(shape) for shape in areas["geometry"].to_list()]
    above = [parents[code] for code in areas["parent"].to_list()]
    file.parent.mkdir(exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=file.parent, suffix=".svg")
    os.close(handle)
    draw_looks([named(colours[code]) for code in areas["area"].to_list()], above, shapes, Path(fresh), level)
    Path(fresh).replace(file)
    return True
