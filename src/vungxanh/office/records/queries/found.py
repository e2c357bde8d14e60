"""Where people had to stay, and when: one query a table, for one person or for two thousand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from vungxanh.office.records.folding import address_key
from vungxanh.office.records.models import Case, Household, Inside, Isolation, Lockdown, Person
from vungxanh.response.found import Stay

IN_FORCE = ("active", "proposed", "lifted")
"""Statuses of a lockdown whose days count; planned and cancelled ones never held anybody."""

HELD = ("active", "released", "transferred", "left")
"""Statuses of an isolation that really began."""


def stays_of(person_ids: Sequence[int]) -> dict[int, list[Stay]]:
    """Isolations and lockdowns of each person, whatever their day."""
    wanted = set(person_ids)
    found: dict[int, list[Stay]] = defaultdict(list)
    for person, stay in _isolations(wanted):
        found[person].append(stay)
    inside = _inside(wanted)
    registered = _registered(wanted)
    causes = _causes({stay.record for _, stay in (*inside, *registered)})
    for person, stay in (*inside, *registered):
        found[person].append(
            Stay("lockdown", stay.record, stay.since, stay.until, causes.get(stay.record, frozenset()))
        )
    return dict(found)


def _isolations(people: set[int]) -> list[tuple[int, Stay]]:
    rows = Isolation.objects.filter(person__in=people, status__in=HELD).values_list(
        "person", "id", "begins", "ended_on", "case"
    )
    # On the day of a transfer the first place still counts, so that there is no gap between the two.
    return [
        (person, Stay("quarantine", record, begins, ended, frozenset({case} if case else ())))
        for person, record, begins, ended, case in rows
    ]


def _inside(people: set[int]) -> list[tuple[int, Stay]]:
    """People listed in a lockdown, within the days on which it held."""
    rows = Inside.objects.filter(person__in=people, lockdown__status__in=IN_FORCE).values_list(
        "person", "lockdown", "since", "until", "lockdown__begins", "lockdown__lifted_on"
    )
    return [
        (person, Stay("lockdown", lockdown, max(since, begins), _earlier(until, lifted)))
        for person, lockdown, since, until, begins, lifted in rows
    ]


def _registered(people: set[int]) -> list[tuple[int, Stay]]:
    """People whose registered address is that of a listed household of a lockdown in their area."""
    homes = _homes(people)
    rows = Household.objects.filter(address_key__in=homes, lockdown__status__in=IN_FORCE).values_list(
        "address_key", "lockdown", "lockdown__area_path", "lockdown__begins", "lockdown__lifted_on"
    )
    return [
        (person, Stay("lockdown", lockdown, begins, lifted))
        for key, lockdown, path, begins, lifted in rows
        for person, home in homes[key]
        if _same_place(path, home)
    ]


def _homes(people: set[int]) -> dict[str, list[tuple[int, str]]]:
    """People and the path of their area, by folded address."""
    homes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = Person.objects.filter(pk__in=people).exclude(house="").exclude(street="")
    for person, house, street, path in rows.values_list("id", "house", "street", "area_path"):
        homes[address_key(house, street)].append((person, path))
    return homes


def _same_place(one: str, other: str) -> bool:
    """Whether one area contains the other."""
    return one.startswith(other) or other.startswith(one)


def _causes(lockdowns: set[int]) -> dict[int, frozenset[int]]:
    causes: dict[int, set[int]] = defaultdict(set)
    through = Lockdown.reason_cases.through.objects.filter(lockdown__in=lockdowns)
    for lockdown, case in through.values_list("lockdown", "case"):
        causes[lockdown].add(case)
    return {lockdown: frozenset(cases) for lockdown, cases in causes.items()}


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((d for d in (one, other) if d is not None), default=None)


def people_of_lockdown(lockdown: Lockdown) -> list[int]:
    """People with a case that this lockdown may decide about: listed inside, living there, linked to it."""
    listed = Q(person__inside__lockdown=lockdown)
    linked = Q(lockdown=lockdown) | Q(pk__in=lockdown.reason_cases.all())
    living = Q(pk__in=_living(lockdown))
    return list(Case.objects.filter(listed | linked | living).values_list("person", flat=True).distinct())


def _living(lockdown: Lockdown) -> list[int]:
    """Cases since the lockdown began whose person is registered at an address of its list."""
    keys = set(lockdown.household_list.values_list("address_key", flat=True)) - {""}
    if not keys:
        return []
    cases = Case.objects.filter(report_date__gte=lockdown.begins, area_path__startswith=lockdown.area_path)
    rows = cases.exclude(person__house="").values_list("id", "person__house", "person__street")
    return [case for case, house, street in rows if address_key(house, street) in keys]
