"""The page of every place: the answer, the curve, the history, the surroundings."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from vungxanh.publishing.site.atlas import HIDDEN, MISSING, Atlas
from vungxanh.publishing.site.certainty import certainty_note
from vungxanh.publishing.site.charts import EpiCurve, epicurve
from vungxanh.publishing.site.pages.league import Standing, standings
from vungxanh.publishing.site.pages.map import map_page
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.reasons import Reasons
from vungxanh.publishing.site.view import WEEK_HIDDEN, WEEK_MISSING, View

DAYS_SHOWN = 120
"""A phone shows about that many columns; a longer period is drawn by week below."""

DAYS_AS_ROWS = 45
RUNS_SHOWN = 60


class AreaPages:
    """Writes area pages; what does not depend on the language is computed once per place."""

    def __init__(self, view: View, presses: list[Press]) -> None:
        self.view, self.presses = view, presses
        self.reasons = Reasons(view.atlas.pack)
        self.standings = standings(view)

    def write_all(self) -> None:
        """Every place in every language."""
        for position in range(len(self.view.atlas.places)):
            content = self._content(position)
            for press in self.presses:
                self._write(press, position, content)

    def _write(self, press: Press, position: int, content: dict[str, Any]) -> None:
        place = self.view.atlas.places[position]
        press.page(
            f"{press.tongue.language}/area/{place.slug}.html",
            "area.html.j2",
            history=[(run, look, self.reasons.sentence(run, press.tongue)) for run, look in content["runs"]],
            certainty=lambda of: certainty_note(of, press.tongue),
            **content,
        )

    def _content(self, position: int) -> dict[str, Any]:
        view, atlas = self.view, self.view.atlas
        place, row = atlas.places[position], view.rows[position]
        weekly = atlas.days > DAYS_AS_ROWS
        runs = atlas.runs(position) if place.level in atlas.coloured_levels else []
        return {
            "place": place,
            "look": row.look,
            "since": row.since,
            "said": atlas.answers.get(position),
            "above": [view.rows[p] for p in atlas.path(position)],
            "children": view.rows_of(place.children),
            "neighbours": None if place.neighbours is None else view.rows_of(place.neighbours),
            "curve": self._curve(position, DAYS_SHOWN, 1),
            "whole_curve": self._curve(position, atlas.days, 7) if atlas.days > DAYS_SHOWN + 7 else None,
            "weekly": weekly,
            "table": list(_table(atlas, position, 7 if weekly else 1)),
            "runs": [(run, view.palette.look(place.level, run.colour)) for run in runs[:RUNS_SHOWN]],
            "more_runs": max(0, len(runs) - RUNS_SHOWN),
            "on_map": place.level in view.map_levels,
            "map_page": map_page(view, place.level),
            "standing": self._standing(position),
        }

    def _curve(self, position: int, days: int, width: int) -> EpiCurve:
        return epicurve(self.view.atlas.series(position), self.view.palette, days, width)

    def _standing(self, position: int) -> Standing | None:
        return self.standings.get(self.view.atlas.places[position].code)


def _table(atlas: Atlas, position: int, width: int) -> Iterator[tuple[int, int, int, int]]:
    """Rows first day, last day, cases, community cases; latest first; marks where a day is not shown."""
    state = atlas.state[position]
    for last in range(atlas.days - 1, -1, -width):
        first = max(0, last - width + 1)
        days = slice(first, last + 1)
        mark = _mark(state[days])
        yield (
            first,
            last,
            mark or int(atlas.cases[position, days].sum()),
            mark or int(atlas.community[position, days].sum()),
        )


def _mark(state: "np.ndarray[Any, np.dtype[np.uint8]]") -> int:
    if (state == MISSING).any():
        return WEEK_MISSING
    return WEEK_HIDDEN if (state == HIDDEN).any() else 0
