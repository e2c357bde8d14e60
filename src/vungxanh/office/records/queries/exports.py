"""Lists as they are exported: which rows, which columns, in steps of a few thousand rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Literal

from django.db.models import Q, QuerySet

from vungxanh.messages import Message
from vungxanh.office.access import Scope
from vungxanh.office.records.models import Area
from vungxanh.office.records.queries import cases, contacts, isolations, samples
from vungxanh.office.records.queries.inside import below

STEP = 5_000

Form = Literal["text", "day", "moment", "number", "place"]
Listed = Callable[..., QuerySet[Any]]

LISTS: dict[str, Listed] = {
    "cases": cases.listed,
    "contacts": contacts.listed,
    "samples": samples.listed,
    "isolations": isolations.listed,
}


@dataclass(frozen=True)
class Column:
    """One column: `source` is a path of the query (of an area path for "place": its level is the name).

    `words` translate stored codes. `guard` is a path whose area the reader must be allowed to see cases of.
    """

    name: str
    heading: Message
    source: str
    form: Form = "text"
    words: Mapping[str, Message] | None = None
    guard: str = ""


def exported(what: str, scope: Scope, asked: Mapping[str, str], *, today: date) -> QuerySet[Any]:
    """The list as its filters make it, as far as the person may also export it."""
    query = LISTS[what](scope, asked, today=today)
    paths = scope.paths("export.run")
    if not paths:
        return query.none()
    if "" in paths:
        return query
    return query.filter(reduce(or_, (below("area_path", path) for path in paths), Q()))


def in_steps(query: QuerySet[Any], paths: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    """Values of all rows, by id, a step at a time: the memory does not grow with the list."""
    last = 0
    while True:
        rows = list(query.filter(pk__gt=last).order_by("pk").values_list("pk", *paths)[:STEP])
        if not rows:
            return
        last = rows[-1][0]
        yield [row[1:] for row in rows]


def touched(query: QuerySet[Any]) -> list[tuple[int, str]]:
    """The areas that a list has rows in: id and path."""
    paths = list(query.order_by().values_list("area_path", flat=True).distinct())
    return list(Area.objects.filter(path__in=paths).values_list("pk", "path"))


def people_in(query: QuerySet[Any], most: int) -> list[tuple[int, str]]:
    """The people of a list, at most so many: id and path."""
    rows = query.exclude(person=None).order_by("pk").values_list("person_id", "person__area_path")
    return list(rows[:most])


def place_names() -> dict[str, tuple[str, str]]:
    """Path of every area -> its level and name."""
    return {path: (level, name) for path, level, name in Area.objects.values_list("path", "level", "name")}
