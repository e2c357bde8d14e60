"""The search: people by name, number or phone, and records of every kind by code, each inside the scope."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from vungxanh.office.access import Scope
from vungxanh.office.records.folding import phone_key
from vungxanh.office.records.models import (
    Case,
    Centre,
    Contact,
    Isolation,
    Lockdown,
    Outbreak,
    Person,
    Sample,
    Session,
)
from vungxanh.office.records.queries.inside import inside
from vungxanh.office.records.queries.words import named_like

MOST = 30
"""Results of a kind; whoever sees as many is asked for another word."""

LEAST_DIGITS = 6
PERSON_PERMISSIONS = ("cases.see", "contacts.see", "isolation.see")
NUMBER = re.compile(r"[+\d][\d\s.()-]*\Z")
CODE = re.compile(r"([a-z0-9]+)-?0*(\d+)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Kind:
    """A kind of record that has codes: who may see it, and a second area by which it may be seen."""

    name: str
    model: Any
    permission: str
    also: str | None = None
    person: bool = False


KINDS = (
    Kind("case", Case, "cases.see", person=True),
    Kind("contact", Contact, "contacts.see", "source_area_path", person=True),
    Kind("isolation", Isolation, "isolation.see", "home_path", person=True),
    Kind("sample", Sample, "samples.see"),
    Kind("session", Session, "samples.see"),
    Kind("lockdown", Lockdown, "lockdown.see"),
    Kind("outbreak", Outbreak, "cases.see"),
    Kind("centre", Centre, "isolation.see"),
)


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` says that there is more than is shown."""

    kind: str
    records: Sequence[Any]
    more: bool = False


def search_records(scope: Scope, text: str) -> list[Group]:
    """Everything that fits, grouped by kind; nothing that the scope does not hold."""
    text = " ".join(text.split())[:80]
    if len(text) < 2:
        return []
    people, more = _people(scope, text)
    groups = [Group("person", _known(scope, people), more), *_by_code(scope, text), *_of(scope, people)]
    return [group for group in groups if group.records]


def _people(scope: Scope, text: str) -> tuple[list[Person], bool]:
    """People by whatever was typed, and whether there are more."""
    paths = tuple({path for name in PERSON_PERMISSIONS for path in scope.paths(name)})
    if not paths:
        return [], False
    query = named_like(text, paths)
    if condition := _number_condition(text):
        query = Person.objects.filter(condition)
    elif re.search(r"\d", text):
        query = Person.objects.filter(code=text.upper())
    found = list(_visible(query, scope)[: MOST + 1])
    return found[:MOST], len(found) > MOST


def _visible(query: Any, scope: Scope) -> Any:
    """Cut by area whichever way the query went; people who were merged away are found as who was kept."""
    visible = Q(pk__in=[])
    for name in PERSON_PERMISSIONS:
        visible |= _below(scope.paths(name))
    return query.filter(visible, merged_into=None).select_related("area")


def _below(paths: Sequence[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(area_path__gte=path, area_path__lt=path + "~") if path else Q(pk__isnull=False)
    return condition


def _number_condition(text: str) -> Q | None:
    """Phones in any spacing with or without +84, national ids: whole or their beginning."""
    if not NUMBER.match(text):
        return None
    digits, phone = re.sub(r"\D", "", text), phone_key(text)
    if len(digits) < LEAST_DIGITS:
        return None
    return Q(phone_key__gte=phone, phone_key__lte=phone.ljust(20, "9")) | Q(
        national_id__gte=digits, national_id__lte=digits.ljust(20, "9")
    )


def _known(scope: Scope, people: list[Person]) -> list[Person]:
    """Those whose page may be opened."""
    return [person for person in people if scope.covers("cases.see", person.area_path)]


def _of(scope: Scope, people: list[Person]) -> Iterator[Group]:
    """The records of the people who were found."""
    ids = [person.pk for person in people]
    for kind in KINDS:
        if kind.person and ids and scope.has(kind.permission):
            query = kind.model.objects.filter(person__in=ids).select_related("person", "area")
            records = list(inside(query, scope, kind.permission, also=kind.also).order_by("-id")[: MOST + 1])
            yield Group(kind.name, records[:MOST], len(records) > MOST)


def _by_code(scope: Scope, text: str) -> Iterator[Group]:
    """Records with this code: as typed, in capitals, or with the zeros left out (F0-12)."""
    if not re.search(r"\d", text) or " " in text:
        return
    codes = {text, text.upper()}
    if match := CODE.match(text):
        codes |= {f"{match[1].upper()}-{int(match[2]):06d}", f"{match[1].upper()}{int(match[2]):06d}"}
    for kind in KINDS:
        if scope.has(kind.permission):
            found = kind.model.objects.filter(code__in=codes)
            yield Group(kind.name, list(inside(found, scope, kind.permission, also=kind.also)[:MOST]))
