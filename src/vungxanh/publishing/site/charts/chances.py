"""How probable each colour is on each coming day: one column a day, the best colour at the bottom.

x and width in per cent of the chart's width, y and height in per cent of its height, from the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from vungxanh.publishing.site.palette import Swatch

GAP = 0.12
"""Of a column's width, left free between two days."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One colour's share of one day."""

    x: float
    y: float
    width: float
    height: float
    look: Swatch


@dataclass(frozen=True, slots=True)
class Chances:
    """The pieces, and the looks that occur, best first."""

    days: int
    pieces: tuple[Piece, ...]
    looks: tuple[Swatch, ...]

    def drawn(self, prefix: str) -> Markup:
        """The pieces as SVG; patterns have ids that begin with `prefix`. Numbers and classes of ours only."""
        parts = []
        for piece in self.pieces:
            box = f'<rect x="{piece.x}%" y="{piece.y}%" width="{piece.width}%" height="{piece.height}%"'
            parts.append(f'{box} class="{piece.look.css} piece"/>')
            if piece.look.pattern != "none":
                parts.append(f'{box} fill="url(#{prefix}-{piece.look.css})"/>')
        return Markup("".join(parts))  # noqa: S704


def chances(shares: NDArray[np.float64], looks: Sequence[Swatch]) -> Chances:
    """From shares (days, looks) that add up to 1 on each day; a day without an answer stays empty."""
    days = len(shares)
    width = (1 - GAP) * 100 / days
    tops = np.cumsum(shares, axis=1)
    pieces = [
        Piece(
            round((day + GAP / 2) * 100 / days, 2),
            round(100 - float(tops[day, row]) * 100, 2),
            round(width, 2),
            round(float(shares[day, row]) * 100, 2),
            look,
        )
        for day in range(days)
        for row, look in enumerate(looks)
        if shares[day, row] > 0
    ]
    occurring = {piece.look.css for piece in pieces}
    return Chances(days, tuple(pieces), tuple(look for look in looks if look.css in occurring))
