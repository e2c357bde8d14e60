"""The page of every place: the answer, the curve, the history, the surroundings."""

from typing import Any

from vungxanh.publishing.site.charts import EpiCurve, epicurve
from vungxanh.publishing.site.pages.casetable import CaseTable, counted, row_width
from vungxanh.publishing.site.pages.league import Standing, standings
from vungxanh.publishing.site.pages.map import map_page
from vungxanh.publishing.site.pages.prospect import prospect
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.reasons import Reasons
from vungxanh.publishing.site.view import View

DAYS_SHOWN = 120
"""A phone shows about that many columns; a longer period is drawn by week below."""

RUNS_SHOWN = 60


class AreaPages:
    """Writes area pages; what does not depend on the language is computed once per place."""

    def __init__(self, view: View, presses: list[Press]) -> None:
        self.view, self.presses = view, presses
        self.reasons = Reasons(view.atlas.pack)
        self.standings = standings(view)
        self.tables = {press: CaseTable(view.atlas.days, press.words) for press in presses}

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
            table=self.tables[press].body(content["numbers"]),
            history=[(run, look, self.reasons.sentence(run, press.tongue)) for run, look in content["runs"]],
            **content,
        )

    def _content(self, position: int) -> dict[str, Any]:
        view, atlas = self.view, self.view.atlas
        place, row = atlas.places[position], view.rows[position]
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
            "weekly": row_width(atlas.days) > 1,
            "numbers": counted(atlas, position),
            "runs": [(run, view.palette.look(place.level, run.colour)) for run in runs[:RUNS_SHOWN]],
            "more_runs": max(0, len(runs) - RUNS_SHOWN),
            "on_map": place.level in view.map_levels,
            "map_page": map_page(view, place.level),
            "standing": self._standing(position),
            "prospect": prospect(view, position),
            "verified": row.verified,
        }

    def _curve(self, position: int, days: int, width: int) -> EpiCurve:
        return epicurve(self.view.atlas.series(position), self.view.palette, days, width)

    def _standing(self, position: int) -> Standing | None:
        return self.standings.get(self.view.atlas.places[position].code)
