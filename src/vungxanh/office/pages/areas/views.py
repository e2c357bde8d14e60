"""The tree of areas with their colours; one area: colour, reasons, what must happen, who is behind it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import today
from vungxanh.office.pages.dashboard.looks import level_name, looks
from vungxanh.office.pages.dashboard.views import STALE_DAYS, charts
from vungxanh.office.records.queries.areas import area_or_not_found, areas_for, children, parents
from vungxanh.office.records.queries.assessments import (
    colours_over_time,
    newer_waiting,
    newest_shown,
    rows_of,
)
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.features import panels
from vungxanh.office.shell.permits import needs

SEE = "assessment.see"
WHOLE_TREE = 1_500
"""More areas than this are shown branch by branch."""


@require_GET
@needs(SEE)
def areas(request: HttpRequest) -> HttpResponse:
    """The reader's areas as a tree; in large offices down to the wards, the rest on the areas' pages."""
    scope = actor_of(request).scope
    shown = newest_shown(scope)
    rows = {} if shown is None else {row.area_id: row for row in rows_of(shown, scope)}
    found = areas_for(scope, SEE, on=today() if shown is None else shown.as_of)
    if found.count() > WHOLE_TREE:
        found = found.filter(level__in=("province", "district", "ward"))
    listed = [(area, rows.get(area.pk)) for area in found]
    top = min((len(area.path) for area, _ in listed), default=0)
    content = {"listed": listed, "top": top, **_about(shown, request)}
    return render(request, "areas/tree.html.j2", content)


@require_GET
@needs(SEE)
def area(request: HttpRequest, area: int) -> HttpResponse:
    """One area. Panels of other features check their own permissions."""
    scope = actor_of(request).scope
    found = area_or_not_found(scope, SEE, area)
    shown = newest_shown(scope)
    below = list(children(found))
    rows = {}
    if shown is not None:
        rows = {row.area_id: row for row in rows_of(shown, scope).filter(area__in=below)}
    visible = {one.pk for one in areas_for(scope, SEE).filter(pk__in=[p.pk for p in parents(found)])}
    content = {
        "area": found,
        "above": [one for one in parents(found) if one.pk in visible],
        "below": [(one, rows.get(one.pk)) for one in below],
        "past": colours_over_time(found),
        "panels": list(panels("area", request, found)),
        "row": None,
        **_about(shown, request),
    }
    if shown is not None:
        content |= charts(shown, found.pk, scope, looks())
    return render(request, "areas/area.html.j2", content)


def _about(shown: object, request: HttpRequest) -> dict[str, object]:
    """Which assessment the page's figures are from."""
    age = 0 if shown is None else (today() - shown.as_of).days  # type: ignore[attr-defined]
    return {
        "assessment": shown,
        "newer": None if shown is None else newer_waiting(actor_of(request).scope, shown),  # type: ignore[arg-type]
        "age": age,
        "stale": age >= STALE_DAYS,
        "look": looks(),
        "level_name": level_name,
        "day_of": date.fromisoformat,
    }
