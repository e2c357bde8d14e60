"""How much is tested, where and when: sums over tubes, by area and by day. Never tubes: people.

`people` were sampled (a pool counts its people, a retest nobody), `found` of them are positive, `cleared`
negative; positivity is found / (found + cleared), so that those who still wait make it neither better nor
worse. Somebody sampled twice counts twice here; different people are counted in coverage_people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Substr

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Area, Sample, Session
from vungxanh.office.records.queries.inside import below, inside
from vungxanh.response.sampling import COMMUNITY

SETTINGS: dict[str, tuple[str, ...]] = {
    "community": COMMUNITY,
    "held": ("quarantine", "lockdown"),
    "other": ("border", "unknown", ""),
}
"""Where people were when sampled. The criteria ask for the community; the others are never mixed into it."""


@dataclass(frozen=True)
class Asked:
    """What is counted: days (both included), a method ("" for all), a setting ("" for all), below a path."""

    since: date
    until: date
    method: str = ""
    setting: str = ""
    path: str = ""


@dataclass(frozen=True)
class Counted:
    """Sums over tubes."""

    people: int = 0
    found: int = 0
    cleared: int = 0
    tubes: int = 0

    @property
    def decided(self) -> int:
        """People with a positive or negative result."""
        return self.found + self.cleared

    @property
    def waiting(self) -> int:
        """People without a usable result."""
        return self.people - self.decided

    @property
    def positivity(self) -> float | None:
        """Per cent positive among the decided; None where nobody is."""
        return 100 * self.found / self.decided if self.decided else None

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(
            self.people + other.people,
            self.found + other.found,
            self.cleared + other.cleared,
            self.tubes + other.tubes,
        )


def tubes_asked(scope: Scope, asked: Asked) -> QuerySet[Sample]:
    """The tubes that are counted."""
    query = inside(Sample.objects.all(), scope, "samples.see")
    query = query.filter(taken_on__gte=asked.since, taken_on__lte=asked.until)
    if asked.path:
        query = query.filter(below("area_path", asked.path))
    if asked.method:
        query = query.filter(method=asked.method)
    if asked.setting:
        query = query.filter(found_in__in=SETTINGS[asked.setting])
    return query


def people_by_path(scope: Scope, asked: Asked, length: int) -> dict[str, Counted]:
    """Sums by the first `length` characters of the path: by the areas of one level below another."""
    query = tubes_asked(scope, asked).annotate(top=Substr("area_path", 1, length))
    return {row.pop("top"): Counted(**row) for row in _summed(query.values("top"))}


def people_by_day(scope: Scope, asked: Asked) -> dict[date, Counted]:
    """Sums by day of sampling; days without a sample are not there."""
    query = tubes_asked(scope, asked).values("taken_on")
    return {row.pop("taken_on"): Counted(**row) for row in _summed(query)}


def households_by_path(scope: Scope, asked: Asked, length: int) -> dict[str, tuple[int, int]]:
    """Households reached by sessions, and sessions that did not say how many, by path."""
    query = inside(Session.objects.all(), scope, "samples.see")
    query = query.filter(day__gte=asked.since, day__lte=asked.until)
    if asked.path:
        query = query.filter(below("area_path", asked.path))
    rows = query.annotate(top=Substr("area_path", 1, length)).values("top").order_by()
    summed = rows.annotate(reached=Sum("households"), told=Count("households"), n=Count("id"))
    return {row["top"]: (row["reached"] or 0, row["n"] - row["told"]) for row in summed}


def areas_compared(scope: Scope, path: str, on: date) -> list[Area]:
    """The areas that a table compares: the parts of the one asked for, else of what the reader holds."""
    tops = (path,) if path else scope.paths("samples.see")
    if "" in tops:
        return list(Area.objects.filter(parent=None).order_by("path"))
    held = Area.objects.filter(path__in=tops)
    parts = Area.objects.filter(parent__in=held).exclude(valid_to__lt=on).exclude(valid_from__gt=on)
    return list(parts.order_by("path")) or list(held.order_by("path"))


def added(rows: Iterable[Counted]) -> Counted:
    """The sum of rows."""
    return sum(rows, start=Counted())


def _summed(query: Any) -> list[dict[str, Any]]:
    # Sums may not carry the names of their columns.
    summed = query.annotate(n=Sum("people"), f=Sum("found"), c=Sum("cleared"), t=Count("pk")).order_by()
    names = {"n": "people", "f": "found", "c": "cleared", "t": "tubes"}
    return [{names.get(key, key): value for key, value in row.items()} for row in summed]
