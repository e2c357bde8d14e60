"""The page of testing figures: by area, by day, and how long results take."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.access import Scope
from vungxanh.office.clock import today
from vungxanh.office.pages.coverage.drawing import HEIGHT, WIDTH, bars
from vungxanh.office.pages.coverage.forms import SETTING, FilterForm
from vungxanh.office.records.queries.areas import area_or_not_found
from vungxanh.office.records.queries.coverage import (
    Asked,
    Counted,
    added,
    areas_compared,
    households_by_path,
    people_by_day,
    people_by_path,
)
from vungxanh.office.records.queries.coverage_people import different_people_by_path, unlisted_by_path
from vungxanh.office.records.queries.turnaround import open_tubes, spans
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.response.sampling import plans_on, turnaround

DAYS = 7
MOST_DAYS = 92


@dataclass(frozen=True)
class Row:
    """One area of the table; without an area: samples of the whole that name none of its parts."""

    area: Any
    tested: Counted
    different: int = 0
    unlisted: int = 0
    reached: int = 0
    silent: int = 0

    @property
    def share(self) -> float | None:
        """Per cent of the population with at least one sample."""
        people = self.area.population if self.area else None
        return 100 * self.different / people if people else None

    @property
    def share_of_households(self) -> float | None:
        """Per cent of the households that sessions reached; None where a session did not say."""
        known = self.area.households if self.area and not self.silent else None
        return 100 * self.reached / known if known else None


@require_GET
@needs("samples.see")
def coverage(request: HttpRequest) -> HttpResponse:
    """People tested and positive by area and day. No person is named here."""
    scope = actor_of(request).scope
    form = FilterForm(request.GET, scope=scope)
    area, asked = _asked(form, scope)
    rows = _rows(scope, asked)
    by_day = people_by_day(scope, asked)
    waiting, late = open_tubes(scope, asked, today())
    shown = {
        "form": form,
        "asked": asked,
        "area": area,
        "rows": rows,
        "total": added(by_day.values()),
        "bars": bars(by_day, asked.since, asked.until),
        "size": (WIDTH, HEIGHT),
        "spans": spans(scope, asked, turnaround().hours),
        "target": turnaround(),
        "open": waiting,
        "late": late,
        "settings": SETTING,
        "plans": plans_on(asked.until),
    }
    return render(request, "coverage/coverage.html.j2", shown)


def _asked(form: FilterForm, scope: Scope) -> tuple[Any, Asked]:
    """The filters that make sense; the last week in the community where nothing is said."""
    form.is_valid()
    given = form.cleaned_data
    until: date = given.get("until") or today()
    since: date = given.get("since") or until - timedelta(days=DAYS - 1)
    if since > until:
        since, until = until, since
    since = max(since, until - timedelta(days=MOST_DAYS - 1))
    area = area_or_not_found(scope, "samples.see", given["area"]) if given.get("area") else None
    setting = "community" if "setting" not in form.data else given.get("setting", "")
    return area, Asked(since, until, given.get("method", ""), setting, area.path if area else "")


def _rows(scope: Scope, asked: Asked) -> list[Row]:
    """One row an area; what was entered for the area above its parts stands in a row of its own."""
    areas = areas_compared(scope, asked.path, asked.until)
    length = max((len(area.path) for area in areas), default=4)
    tested = people_by_path(scope, asked, length)
    different = different_people_by_path(scope, asked, length)
    unlisted = unlisted_by_path(scope, asked, length)
    reached = households_by_path(scope, asked, length)
    known = {area.path for area in areas}
    rest = added(row for path, row in tested.items() if path not in known)
    shown = [
        Row(
            area,
            tested.get(area.path, Counted()),
            different.get(area.path, 0),
            unlisted.get(area.path, 0),
            *reached.get(area.path, (0, 0)),
        )
        for area in areas
    ]
    return [*shown, Row(None, rest)] if rest.people else shown
