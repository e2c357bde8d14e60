"""The situation at a glance, from a stored assessment only: no case is counted when the page is opened."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.messages import message
from vungxanh.office.access import NotFound
from vungxanh.office.clock import today
from vungxanh.office.pages.dashboard import drawing
from vungxanh.office.pages.dashboard.looks import Looks, level_name, looks
from vungxanh.office.records.queries.areas import areas_for
from vungxanh.office.records.queries.assessments import (
    assessment_or_not_found,
    clusters_for,
    newer_waiting,
    newest_shown,
    row_of,
    rows_of,
)
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.assessments.maps import has_shapes, map_of

STALE_DAYS = 2
"""From this age on the page says that the figures are old."""

CLUSTERS = 10


@dataclass(frozen=True)
class Tally:
    """How many areas of a level have each colour; `levels` are told apart by what they are called."""

    level: str
    name: str
    colours: list[tuple[str, int]]
    places: int


@require_GET
@needs("assessment.see")
def dashboard(request: HttpRequest) -> HttpResponse:
    """Colours, curve, estimates, clusters and the response, for the reader's areas."""
    scope = actor_of(request).scope
    asked = request.GET.get("assessment", "")
    shown = assessment_or_not_found(scope, int(asked)) if asked.isdigit() else newest_shown(scope)
    if shown is None:
        return render(request, "dashboard/empty.html.j2", {})
    rows = list(rows_of(shown, scope))
    tops = _tops(rows)
    if not rows:
        return render(request, "dashboard/empty.html.j2", {})
    chosen = next((row for row in tops if str(row.area_id) == request.GET.get("area")), tops[0])
    look = looks()
    levels = list(dict.fromkeys(row.level for row in rows))
    content = {
        "assessment": shown,
        "newer": newer_waiting(scope, shown),
        "age": (today() - shown.as_of).days,
        "stale": (today() - shown.as_of).days >= STALE_DAYS,
        "look": look,
        "level_name": level_name,
        "day_of": date.fromisoformat,
        "tops": tops,
        "tallies": [_tally(level, rows, look) for level in levels],
        "worst": _worst(rows, look),
        "mapped": levels[min(1, len(levels) - 1)] if has_shapes(shown) else None,
        "clusters": clusters_for(shown, scope)[:CLUSTERS],
        **charts(shown, chosen.area_id, scope, look),
    }
    return render(request, "dashboard/dashboard.html.j2", content)


def charts(assessment: Any, area_id: int, scope: Any, look: Looks) -> dict[str, Any]:
    """The drawings of one area, and its row."""
    area = areas_for(scope, "assessment.see").filter(pk=area_id).first()
    row = None if area is None else row_of(assessment, area)
    if row is None:
        return {"row": None}
    name = row.area.name
    return {
        "row": row,
        "curve": drawing.curve(row.series, row.level, name, look),
        "rt": drawing.rt(row.estimates, name),
        "forecast": drawing.forecast(row.estimates, row.series, name),
        "nowcast": drawing.nowcast(row.estimates, name),
        "outlook": drawing.outlook(row.outlook, row.level, name, look),
    }


@require_GET
@needs("assessment.see")
def map_drawing(request: HttpRequest, assessment: int) -> HttpResponse:
    """The map of the reader's areas."""
    scope = actor_of(request).scope
    found = assessment_or_not_found(scope, assessment)
    level = request.GET.get("level", "ward")
    file = map_of(found, level, scope) if level in found.info.get("levels", ()) else None
    if file is None:
        raise NotFound(message("There is no such page or record."))
    answer = HttpResponse(file.read_bytes(), content_type="image/svg+xml")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _tops(rows: list[Any]) -> list[Any]:
    """The rows that lie below no other one; they come in the order of the tree."""
    found: list[Any] = []
    for row in rows:
        if not found or not row.area_path.startswith(found[-1].area_path):
            found.append(row)
    return found


def _tally(level: str, rows: list[Any], look: Looks) -> Tally:
    counted = Counter(row.colour for row in rows if row.level == level)
    known = [*look.ranks(level), "unknown"]
    colours = [(colour, counted[colour]) for colour in known if counted[colour]]
    return Tally(level, level_name(level, many=True), colours, counted.total())


def _worst(rows: list[Any], look: Looks, most: int = 12) -> list[Any]:
    """The areas in the worst colours of the finest level but one, most cases first."""
    levels = list(dict.fromkeys(row.level for row in rows))
    level = levels[min(1, len(levels) - 1)]
    ranks = {colour: rank for rank, colour in enumerate(look.ranks(level))}
    of_level = [row for row in rows if row.level == level]
    return sorted(of_level, key=lambda row: (-ranks.get(row.colour, 99), -(row.cases or 0)))[:most]
