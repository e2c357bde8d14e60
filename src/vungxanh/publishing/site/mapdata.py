"""The files that the interactive map loads: shapes, colours of all days, names. Compact, plain JSON.

shapes-ward.json  {"west", "north", "step": [x, y], "areas": [[polygon, ...], ...],
                       "labels": [[x, y], null, ...], "lines": [ring, ...], "clusters": [ring, ...]}
                  polygon = [ring, ...]; ring = [x0, y0, dx1, dy1, ...] on the grid, last point left out
days-ward.json    {"first", "last", "colours": ["a12b3a", ...]}    letter of the colour and for how many days
names-ward.json   {"names", "pages", "codes", "above", "population"}   one entry per area, in the same order
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vungxanh.publishing.site.atlas import NO_COLOUR, SUPPRESSED, UNKNOWN, Atlas
from vungxanh.publishing.site.geometry import Grid, label_points, outlines, rings

LETTERS = {**{rank: chr(97 + rank) for rank in range(20)}, UNKNOWN: "x", SUPPRESSED: "y", NO_COLOUR: "z"}
GRID_CELLS = 32_768
POINTS_PER_AREA, LEAST_POINTS, MOST_POINTS = 24, 50_000, 240_000


def write_map_data(
    atlas: Atlas, level: str, shapes: Sequence[Any] | None, folder: Path, clusters: Sequence[int] = ()
) -> None:
    """Write the three files of one level of the tree; `shapes` are those of its places, None without any.

    `clusters` has the number of each place's cluster, -1 without one.
    """
    positions = atlas.by_level[level].tolist()
    _write(folder / f"days-{level}.json", _days(atlas, positions))
    _write(folder / f"names-{level}.json", _names(atlas, positions))
    if shapes is not None:
        parents = [atlas.places[p].parent for p in positions]
        _write(folder / f"shapes-{level}.json", _shapes(shapes, parents, clusters))


def points_budget(areas: int) -> int:
    """How many points all shapes of a level may have together."""
    return min(MOST_POINTS, max(LEAST_POINTS, areas * POINTS_PER_AREA))


def run_lengths(colours: NDArray[np.uint8]) -> str:
    """`aaab` as "a3b": the letter of each colour and for how many days it lasted."""
    starts = np.flatnonzero(np.diff(colours, prepend=colours[:1] + 1))
    lengths = np.diff(starts, append=len(colours)).tolist()
    letters = colours[starts].tolist()
    return "".join(f"{LETTERS[colour]}{length}" for colour, length in zip(letters, lengths, strict=True))


def flat_ring(ring: NDArray[np.int64]) -> list[int]:
    """A closed ring as start and steps, without the repeated last point."""
    steps = np.diff(ring[:-1], axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    flat: list[int] = steps.ravel().tolist()
    return flat


def _days(atlas: Atlas, positions: Sequence[int]) -> dict[str, Any]:
    colours = [run_lengths(atlas.colour[p]) for p in positions]
    return {"first": atlas.first.isoformat(), "last": atlas.last.isoformat(), "colours": colours}


def _names(atlas: Atlas, positions: Sequence[int]) -> dict[str, Any]:
    places = [atlas.places[p] for p in positions]
    return {
        "names": [place.name for place in places],
        "pages": [place.slug for place in places],
        "codes": [place.code for place in places],
        "above": [", ".join(atlas.places[a].name for a in atlas.path(p)[::-1][:2]) for p in positions],
    }


def _shapes(shapes: Sequence[Any], parents: Sequence[int], clusters: Sequence[int]) -> dict[str, Any]:
    grid = Grid.over(shapes, GRID_CELLS)
    areas = [[] if shape is None else _polygons(shape, grid) for shape in shapes]
    return {
        "west": round(grid.west, 7),
        "north": round(grid.north, 7),
        "step": [grid.step_x, grid.step_y],
        "areas": areas,
        "labels": label_points(shapes, grid),
        "lines": _lines(shapes, parents, grid),
    } | ({"clusters": frames} if (frames := _lines(shapes, clusters or [-1] * len(shapes), grid)) else {})


def _lines(shapes: Sequence[Any], groups: Sequence[int], grid: Grid) -> list[list[int]]:
    """The outlines of groups of places."""
    borders = outlines(shapes, groups)
    return [ring for border in borders for polygon in _polygons(border, grid) for ring in polygon]


def _polygons(shape: Any, grid: Grid) -> list[list[list[int]]]:
    return [[flat_ring(ring) for ring in polygon] for polygon in rings(shape, grid)]


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")
