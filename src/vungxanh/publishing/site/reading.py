"""From the disclosed tables to the Atlas: the only module of the site that knows their columns."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from vungxanh.publishing.disclosed import Disclosed
from vungxanh.publishing.grid import Grid
from vungxanh.publishing.site.atlas import (
    HIDDEN,
    MISSING,
    NO_COLOUR,
    SHOWN,
    SUPPRESSED,
    UNKNOWN,
    Atlas,
    Place,
)
from vungxanh.publishing.site.slugs import slugs

STATES = {"shown": SHOWN, "suppressed": HIDDEN, "unknown": MISSING}


def read_atlas(disclosed: Disclosed) -> Atlas:
    """The atlas of everything that may be shown; its days are those that have colours."""
    codes: list[str] = disclosed.areas["area"].to_list()
    colours = disclosed.colours
    first, last = colours["day"].min(), disclosed.last_day
    assert isinstance(first, date)  # an assessment has at least one day
    grid = Grid.of(colours, codes)
    why_names, why = _decided(colours["decided_by"])
    counts = disclosed.counts.filter(pl.col("day").is_between(first, last))
    shape = (len(codes), (last - first).days + 1)
    tally = _layout(counts, codes, first, shape)
    explained = disclosed.explanations(last)
    return Atlas(
        places=_places(disclosed.areas, codes),
        first=first,
        as_of=_as_date(disclosed.info["as_of"]),
        pack=disclosed.pack,
        colour=_filled(grid, _codes(colours), NO_COLOUR, np.uint8),
        why=_filled(grid, why, 0, np.int16),
        why_names=why_names,
        value=_filled(grid, colours["value"].cast(pl.Float32).fill_null(float("nan")), np.nan, np.float32),
        threshold=_filled(
            grid, colours["threshold"].cast(pl.Float32).fill_null(float("nan")), np.nan, np.float32
        ),
        cases=tally["cases"],
        community=tally["community_cases"],
        state=tally["state"],
        incomplete=np.logical_or.reduce(tally["incomplete"]),
        answers={position: explained[code] for position, code in enumerate(codes) if code in explained},
        shapes=_shapes(disclosed.areas),
        schematic=bool(disclosed.areas["schematic"].fill_null(False).any()),
    )


def _layout(
    counts: pl.DataFrame, codes: list[str], first: date, shape: tuple[int, int]
) -> dict[str, NDArray[Any]]:
    """Counts as arrays; an area-day without a row was not reported."""
    position = dict(zip(codes, range(len(codes)), strict=True))
    area = counts["area"].replace_strict(position, return_dtype=pl.Int64).to_numpy()
    day = (counts["day"] - first).dt.total_days().to_numpy()
    arrays = {
        "cases": np.zeros(shape, np.int32),
        "community_cases": np.zeros(shape, np.int32),
        "incomplete": np.zeros(shape, np.bool_),
        "state": np.full(shape, MISSING, np.uint8),
    }
    state = counts["status"].replace_strict(STATES, return_dtype=pl.UInt8).rename("state")
    for name in ("cases", "community_cases"):
        arrays[name][area, day] = counts[name].fill_null(0).to_numpy()
    arrays["incomplete"][area, day] = counts["incomplete"].fill_null(False).to_numpy()
    arrays["state"][area, day] = state.to_numpy()
    return arrays


def _filled(grid: Grid, values: pl.Series, default: float, kind: Any) -> NDArray[Any]:
    array = np.full(grid.shape, default, dtype=kind)
    array[grid.area, grid.day] = values.to_numpy()
    return array


def _codes(colours: pl.DataFrame) -> pl.Series:
    """Colour codes of the Atlas from `rank`, and from the word where there is no rank."""
    suppressed = pl.when(pl.col("colour") == "suppressed").then(SUPPRESSED).otherwise(UNKNOWN)
    return colours.select(code=pl.coalesce(pl.col("rank").cast(pl.UInt8), suppressed.cast(pl.UInt8)))["code"]


def _decided(decided: pl.Series) -> tuple[tuple[str, ...], pl.Series]:
    names: list[str] = decided.cast(pl.String).fill_null("").unique().sort().to_list()
    numbers = {name: number for number, name in enumerate(names)}
    return tuple(names), decided.cast(pl.String).fill_null("").replace_strict(numbers, return_dtype=pl.Int16)


def _places(areas: pl.DataFrame, codes: list[str]) -> tuple[Place, ...]:
    position = {code: number for number, code in enumerate(codes)}
    levels = areas["level"].to_list()
    parents = [position.get(code, -1) for code in areas["parent"].to_list()]
    children: dict[int, list[int]] = {}
    for number, parent in enumerate(parents):
        children.setdefault(parent, []).append(number)
    touches = areas["touches"].to_list()
    populations = areas["population"].to_list()
    names = slugs(zip(levels, codes, strict=True))
    return tuple(
        Place(
            code=code,
            name=name,
            level=levels[i],
            slug=names[i],
            parent=parents[i],
            population=populations[i],
            children=tuple(children.get(i, ())),
            neighbours=None
            if touches[i] is None
            else tuple(position[c] for c in touches[i] if c in position),
        )
        for i, (code, name) in enumerate(zip(codes, areas["name"].to_list(), strict=True))
    )


def _positions(codes: list[str] | None, position: dict[str, int]) -> tuple[int, ...] | None:
    return None if codes is None else tuple(position[code] for code in codes if code in position)


def _shapes(areas: pl.DataFrame) -> list[Any] | None:
    wkb = areas["geometry"].to_list()
    if all(shape is None for shape in wkb):
        return None
    return list(shapely.from_wkb(np.array(wkb, dtype=object)))


def _as_date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
