"""Read a list of areas from a file: what a health office hands over becomes a Territory."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from vungxanh.territory.errors import NoneValid
from vungxanh.territory.gazetteer import Dated, Gazetteer
from vungxanh.territory.reading.adjacent import neighbours_from_shapes, neighbours_from_table
from vungxanh.territory.reading.columns import Columns, recognise
from vungxanh.territory.reading.drawing import points_of, shape_notes, shapes_of
from vungxanh.territory.reading.notes import reading_notes
from vungxanh.territory.reading.people import population_of
from vungxanh.territory.reading.records import Record
from vungxanh.territory.reading.rows import Rows
from vungxanh.territory.reading.source import Source, read_source
from vungxanh.territory.reading.tree import check_codes, day_of, grow
from vungxanh.territory.territory import Territory


@dataclass(frozen=True)
class _Listed:
    """A file whose rows are understood, for all days that it speaks of."""

    source: Source
    columns: Columns
    records: list[Record]
    made: tuple[str, ...]


def read_territory(path: Path, *, on: date | None = None, neighbours: Path | None = None) -> Territory:
    """The areas of a GeoJSON, GeoPackage, Shapefile or table that are valid on `on`.

    Without `on`, the areas that have not ended (or, where all have, those of the newest beginning).
    `valid_from` and `valid_to` are both days on which the area exists.
    """
    listed = _understand(path)
    source = listed.source
    day = on or day_of(listed.records)
    valid = [record for record in listed.records if record.valid_on(day)]
    if not valid:
        raise NoneValid(path, day)
    tree = grow(valid)
    shapes = shapes_of(source.geometry, tree)
    if neighbours is not None:
        touch, touch_notes = neighbours_from_table(neighbours, tree)
    else:
        touch, touch_notes = neighbours_from_shapes(tree, shapes)
    notes = reading_notes(listed.columns, listed.records, tree, listed.made, day)
    points = points_of(source, listed.columns, tree, shapes)
    return Territory(
        day=day,
        codes=tuple(area.code for area in tree.areas),
        names=tuple(area.name for area in tree.areas),
        levels=tree.levels,
        parent=np.array(tree.parent, np.int32),
        population=population_of(tree),
        neighbours=touch,
        valid_from=tuple(area.begins for area in tree.areas),
        valid_to=tuple(area.ends for area in tree.areas),
        shapes=None if shapes is None else tuple(shapes),
        label_points=None if np.isnan(points).all() else points,
        notes=(*source.notes, *notes, *shape_notes(source.geometry, tree, shapes), *touch_notes),
    )


def read_gazetteer(path: Path) -> Gazetteer:
    """Every row of a list of areas with its days of validity: what a code means on which day."""
    records = _understand(path).records
    return Gazetteer(Dated(r.code, r.name, r.level or "", r.begins, r.ends) for r in records)


def _understand(path: Path) -> _Listed:
    source = read_source(path)
    columns = recognise(source.headers)
    rows = Rows(source, columns)
    records = rows.records()
    check_codes(records)
    return _Listed(source, columns, records, tuple(rows.made))
