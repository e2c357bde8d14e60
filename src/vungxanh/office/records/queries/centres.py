"""Centres and how full they are, by day."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Centre, Isolation
from vungxanh.office.records.queries.inside import inside
from vungxanh.office.records.queries.isolations import OPEN


def centres_for(scope: Scope) -> QuerySet[Centre]:
    """Centres inside the scope, and those that serve it: whose area contains a part of it."""
    own = inside(Centre.objects.select_related("area"), scope, "isolation.see")
    above = {path[:end] for path in scope.paths("isolation.see") for end in range(4, len(path), 4)}
    if not above:
        return own
    serving = Centre.objects.filter(area_path__in=above).values("pk")
    return Centre.objects.select_related("area").filter(Q(pk__in=serving) | Q(pk__in=own.values("pk")))


def taken(centre_ids: Iterable[int]) -> dict[int, int]:
    """Places taken now: people there, and people ordered to go there."""
    held = Isolation.objects.filter(centre__in=list(centre_ids), status__in=OPEN)
    return dict(held.values_list("centre").annotate(Count("id")).order_by())


def occupied_by_day(centre_ids: Iterable[int], first: date, last: date) -> dict[int, list[int]]:
    """People in each centre on each day from `first` to `last` (both included): two queries, then sums.

    Whoever leaves on a day no longer counts on it: the place is free for the next.
    """
    days = (last - first).days + 1
    change = {centre: [0] * (days + 1) for centre in centre_ids}
    held = Isolation.objects.filter(centre__in=list(change), begins__lte=last).exclude(status="cancelled")
    for centre, began, count in held.values_list("centre", "begins").annotate(Count("id")).order_by():
        change[centre][max(0, (began - first).days)] += count
    ended = held.filter(ended_on__lte=last)
    for centre, end, count in ended.values_list("centre", "ended_on").annotate(Count("id")).order_by():
        change[centre][max(0, (end - first).days)] -= count
    return {centre: _sums(steps[:days]) for centre, steps in change.items()}


def fortnight_to(day: date) -> tuple[date, date]:
    """The fourteen days that end with a day."""
    return day - timedelta(13), day


def _sums(steps: list[int]) -> list[int]:
    total, out = 0, []
    for step in steps:
        total += step
        out.append(total)
    return out
