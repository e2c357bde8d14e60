"""The map as a drawing: same colours and patterns as the interactive one, without it and for print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from vungxanh.publishing.site.atlas import Atlas
from vungxanh.publishing.site.geometry import Grid, outlines, rings, simplified
from vungxanh.publishing.site.palette import Palette, Swatch
from vungxanh.publishing.site.patterns import pattern

CELLS = 2_000
POINTS_PER_AREA, LEAST_POINTS, MOST_POINTS = 40, 6_000, 120_000
LINE = "#5c6b66"
FRAME = (
    '<path d="{frames}" fill="none" stroke="#fff" stroke-width="16"/>'
    '<path d="{frames}" fill="none" stroke="#5b21a6" stroke-width="9" stroke-dasharray="22 12"/>'
)
"""Violet on white: no level has this colour."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map that was drawn: width and height, so that pages can leave room for it."""

    size: tuple[int, int]


def draw_map(
    atlas: Atlas,
    level: str,
    shapes: Sequence[Any],
    palette: Palette,
    path: Path,
    title: str,
    clusters: Sequence[int] = (),
) -> Drawing:
    """Draw the last day's colours of one level; `shapes` are those of its places, None where unknown.

    `clusters` has the number of each place's cluster, -1 without one; each gets a dashed frame.
    """
    positions = atlas.by_level[level].tolist()
    looks = [palette.look(level, int(colour)) for colour in atlas.colour[positions, -1]]
    return draw_looks(looks, [atlas.places[p].parent for p in positions], shapes, path, title, clusters)


def draw_looks(
    looks: Sequence[Swatch],
    parents: Sequence[int],
    shapes: Sequence[Any],
    path: Path,
    title: str,
    clusters: Sequence[int] = (),
) -> Drawing:
    """Draw places with one look each, the borders of the places above them, and frames around clusters."""
    shapes = simplified(shapes, min(MOST_POINTS, max(LEAST_POINTS, POINTS_PER_AREA * len(looks))))
    grid = Grid.over(shapes, CELLS)
    used = {look.css: look for look in looks}
    parts = [_head(grid, title, used.values())]
    for look in used.values():
        drawn = "".join(_path(s, grid) for s, own in zip(shapes, looks, strict=True) if own == look and s)
        parts.append(_painted(drawn, look))
    borders = outlines(shapes, parents)
    outline = "".join(_path(border, grid) for border in borders)
    parts.append(f'<path d="{outline}" fill="none" stroke="#111c19" stroke-width="4"/>')
    frames = "".join(_path(frame, grid) for frame in outlines(shapes, clusters or [-1] * len(shapes)))
    parts += [FRAME.format(frames=frames)] if frames else []
    parts.append("</g></svg>\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(parts), "utf-8")
    return Drawing((grid.width, grid.height))


def _head(grid: Grid, title: str, looks: Iterable[Swatch]) -> str:
    # 8 px tiles must stay visible in a drawing 2,000 units wide.
    tiles = "".join(pattern(f"p-{look.css}", look.pattern, look.ink, 3) for look in looks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="-4 -4 {grid.width + 8} {grid.height + 8}" width="{grid.width}" height="{grid.height}">'
        f"<title>{escape(title)}</title><defs>{tiles}</defs>"
        '<g stroke-linejoin="round">'
    )


def _painted(drawn: str, look: Swatch) -> str:
    fill = f'<path d="{drawn}" fill="{look.fill}" stroke="{LINE}" stroke-width="1.5"/>'
    if look.pattern == "none":
        return fill
    return f'{fill}<path d="{drawn}" fill="url(#p-{look.css})"/>'


def _path(shape: Any, grid: Grid) -> str:
    return "".join(_ring(ring) for polygon in rings(shape, grid) for ring in polygon)


def _ring(ring: NDArray[np.int64]) -> str:
    steps: Sequence[Sequence[int]] = np.diff(ring[:-1], axis=0).tolist()
    start = ring[0].tolist()
    return f"M{start[0]} {start[1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z"
