"""Every link to a person, found from the models themselves, so that a new one cannot be forgotten."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from vungxanh.office.records.models import BlockingKey, DuplicatePair, Merge, Person

OURS = (DuplicatePair, Merge, BlockingKey, Person)
"""Models that speak of a person as the record it was: these links do not follow."""


@dataclass(frozen=True)
class Link:
    """A foreign key to Person."""

    model: type[models.Model]
    field: str

    @property
    def column(self) -> str:
        """The attribute with the person's id."""
        return f"{self.field}_id"


def person_links() -> tuple[Link, ...]:
    """All links that follow a person into another."""
    return tuple(
        Link(model, field.name)
        for model in apps.get_app_config("records").get_models()
        if model not in OURS and not model.__name__.startswith("Historical")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    )


def linked(link: Link, person_ids: Sequence[int]) -> list[Any]:
    """Records that point to one of these people, oldest first."""
    found = link.model._default_manager.filter(**{f"{link.column}__in": list(person_ids)})
    return list(found.order_by("pk"))


def redundant(link: Link, records: Sequence[Any], into: dict[int, int]) -> set[int]:
    """Ids of records that cannot follow, since the kept person has the same link already."""
    taken: dict[tuple[Any, ...], int] = {}
    stays: set[int] = set()
    for names in _unique_with(link):
        taken = defaultdict(int)
        others = linked(link, sorted(set(into.values())))
        for record in others:
            taken[_values(record, names, link, into)] += 1
        for record in records:
            key = _values(record, names, link, into)
            if taken[key]:
                stays.add(record.pk)
            taken[key] += 1
    return stays


def _unique_with(link: Link) -> list[tuple[str, ...]]:
    """Sets of fields that must be unique together with the link."""
    return [
        tuple(constraint.fields)
        for constraint in link.model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and link.field in constraint.fields
    ]


def _values(record: Any, names: tuple[str, ...], link: Link, into: dict[int, int]) -> tuple[Any, ...]:
    values = [getattr(record, record._meta.get_field(name).attname) for name in names]
    place = names.index(link.field)
    values[place] = into.get(values[place], values[place])
    return tuple(values)


def held_by(person_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many records of each kind (lower-case model name) point to these people."""
    held: dict[int, dict[str, int]] = {person: {} for person in person_ids}
    for link in person_links():
        found = link.model._default_manager.filter(**{f"{link.column}__in": list(person_ids)})
        for person, count in found.values_list(link.column).annotate(count=models.Count("pk")).order_by():
            held[person][link.model.__name__.lower()] = count
    return held
