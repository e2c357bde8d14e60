"""A file of areas before its columns are understood: text cells, row labels, and shapes if it is a map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from vungxanh.messages import Message, message
from vungxanh.tables import read_table
from vungxanh.territory.errors import MapUnreadable, NoAreas, NoSuchMap, NotLonLat

MAP_FORMS = frozenset({".geojson", ".json", ".gpkg", ".shp", ".zip", ".fgb", ".kml", ".topojson"})


@dataclass(frozen=True)
class Source:
    """The cells of each column as text (None where empty); `rows` is how the file counts its rows."""

    path: Path
    headers: tuple[str, ...]
    cells: dict[str, list[str | None]]
    rows: tuple[str, ...]
    geometry: NDArray[np.object_] | None = None
    notes: tuple[Message, ...] = ()

    def column(self, header: str | None) -> list[str | None]:
        """One column; a column that is not there is empty."""
        return [None] * len(self.rows) if header is None else self.cells[header]


def read_source(path: Path) -> Source:
    """Read a map or a table; which one the name's ending tells."""
    source = _read_map(path) if path.suffix.lower() in MAP_FORMS else _read_rows(path)
    if not source.rows:
        raise NoAreas(path)
    return source


def _read_rows(path: Path) -> Source:
    raw = read_table(path)
    frame = raw.frame
    cells = {name: texts(frame[name]) for name in frame.columns}
    rows: Sequence[int] = range(frame.height)
    if not any(column and None not in column for column in cells.values()):
        rows = [i for i in rows if any(column[i] is not None for column in cells.values())]
        cells = {name: [column[i] for i in rows] for name, column in cells.items()}
    return Source(
        path=path,
        headers=tuple(frame.columns),
        cells=cells,
        rows=tuple(str(raw.first_data_row + i) for i in rows),
        notes=raw.notes,
    )


def _read_map(path: Path) -> Source:
    if not path.exists():
        raise NoSuchMap(path)
    try:
        layers = pyogrio.list_layers(path)
        layer, notes = _choose_layer(layers)
        meta, _, wkb, fields = pyogrio.raw.read(path, layer=layer)
        shapes = shapely.from_wkb(wkb)
    except (pyogrio.errors.DataSourceError, shapely.errors.GEOSException, UnicodeDecodeError) as error:
        raise MapUnreadable(path, str(error).split("\n", maxsplit=1)[0]) from error
    headers = tuple(str(name) for name in meta["fields"])
    rows = tuple(str(i + 1) for i in range(len(wkb)))
    cells = {name: [cell_text(v) for v in values] for name, values in zip(headers, fields, strict=True)}
    return Source(path, headers, cells, rows, lon_lat(path, rows, shapes, meta["crs"]), notes)


def _choose_layer(layers: NDArray[np.object_]) -> tuple[str, tuple[Message, ...]]:
    drawn = [str(name) for name, form in layers if form is not None]
    names = drawn or [str(name) for name, _ in layers]
    if not names:
        raise pyogrio.errors.DataSourceError("no layer")
    if len(names) == 1:
        return names[0], ()
    return names[0], (message("Of the layers {layers} the first one was read", layers=tuple(names)),)


def lon_lat(
    path: Path, rows: Sequence[str], shapes: NDArray[np.object_], crs: str | None
) -> NDArray[np.object_]:
    """The shapes in longitude and latitude (WGS 84), without heights."""
    flat = shapely.force_2d(shapes)
    if crs is not None and not CRS.from_user_input(crs).is_geographic:
        turn = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        flat = shapely.transform(flat, lambda xy: np.column_stack(turn.transform(xy[:, 0], xy[:, 1])))
    box = shapely.bounds(flat)
    with np.errstate(invalid="ignore"):
        outside = (box[:, 0] < -180) | (box[:, 2] > 180) | (box[:, 1] < -90) | (box[:, 3] > 90)
    outside |= np.isinf(box).any(axis=1)
    if outside.any():
        first = int(np.flatnonzero(outside)[0])
        raise NotLonLat(path, rows[first], float(box[first, 0]), float(box[first, 1]))
    turned: NDArray[np.object_] = flat
    return turned


def texts(column: pl.Series) -> list[str | None]:
    """The cells of a column as text, as `cell_text` gives them."""
    if column.dtype.is_integer():
        return column.cast(pl.String).to_list()
    if column.dtype == pl.String:
        return [(cell.strip() or None) if cell else None for cell in column.to_list()]
    return [cell_text(value) for value in column.to_list()]


def cell_text(value: Any) -> str | None:
    """A cell as text: whole numbers without decimals, days as ISO, blank as None."""
    match value:
        case None:
            return None
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case np.datetime64():
            return None if np.isnat(value) else str(value.astype("datetime64[D]"))
        case float() | np.floating():
            if np.isnan(value):
                return None
            return str(int(value)) if float(value).is_integer() else repr(float(value))
        case _:
            return str(value).strip() or None


def join(values: Iterable[str], at_most: int = 5) -> tuple[str, ...]:
    """The first few of many, for a message."""
    listed = list(values)
    return tuple(listed[:at_most]) + (("...",) if len(listed) > at_most else ())
