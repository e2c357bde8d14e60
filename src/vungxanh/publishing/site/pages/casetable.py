"""The curve of a place as a table; the part of area pages that is too long for a loop in a template."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from markupsafe import Markup, escape
from numpy.typing import NDArray

from vungxanh.publishing.site.atlas import HIDDEN, MISSING, Atlas
from vungxanh.publishing.site.view import WEEK_HIDDEN, WEEK_MISSING

DAYS_AS_ROWS = 45
WEEK = 7

Counted = Sequence[tuple[int, int]]
"""Cases and community cases of each row, or the mark of a row that cannot be shown; latest row first."""


def row_width(days: int) -> int:
    """A long period is told by week."""
    return WEEK if days > DAYS_AS_ROWS else 1


def row_spans(days: int) -> list[tuple[int, int]]:
    """First and last day of each row, latest first."""
    width = row_width(days)
    return [(max(0, last - width + 1), last) for last in range(days - 1, -1, -width)]


def counted(atlas: Atlas, position: int) -> Counted:
    """The numbers of one place."""
    edges = [first for first, _ in row_spans(atlas.days)][::-1]
    state = np.maximum.reduceat(_severity(atlas.state[position]), edges)
    columns = []
    for values in (atlas.cases[position], atlas.community[position]):
        sums = np.add.reduceat(values, edges)
        sums = np.where(state == 1, WEEK_HIDDEN, np.where(state == 2, WEEK_MISSING, sums))
        columns.append(sums[::-1].tolist())
    return list(zip(*columns, strict=True))


def _severity(state: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """0 shown, 1 suppressed, 2 not reported: what a sum over several days has to say."""
    return np.where(state == MISSING, np.uint8(2), np.where(state == HIDDEN, np.uint8(1), np.uint8(0)))


class CaseTable:
    """Rows in one language; the days are the same for all places, so their cells are written once."""

    def __init__(self, days: int, words: Mapping[str, Any]) -> None:
        self.count: Callable[[int], str] = words["count"]
        date_at = words["date_at"]
        self.heads = [
            str(escape(date_at(first) if first == last else f"{date_at(first)} – {date_at(last)}"))
            for first, last in row_spans(days)
        ]

    def body(self, numbers: Counted) -> Markup:
        """The rows. A number is digits, separators or a word of the catalogue: nothing from outside."""
        count = self.count
        rows = (
            f'<tr><th scope="row">{head}</th><td class="num">{count(cases)}</td>'
            f'<td class="num">{count(community)}</td></tr>\n'
            for head, (cases, community) in zip(self.heads, numbers, strict=True)
        )
        return Markup("".join(rows))  # noqa: S704
