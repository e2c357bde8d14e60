"""What the search for duplicates reads of people."""

from collections.abc import Iterator, Sequence
from typing import Any

from vungxanh.office.records.models import Area, Person

BATCH = 5_000


def rows_of(person_ids: Sequence[int], fields: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """Fields of the people who were not merged into others."""
    for start in range(0, len(person_ids), BATCH):
        some = person_ids[start : start + BATCH]
        yield from Person.objects.filter(pk__in=some, merged_into=None).values_list(*fields)


def ward_paths() -> frozenset[str]:
    """Paths of all wards, of whatever time."""
    return frozenset(Area.objects.filter(level="ward").values_list("path", flat=True))


def all_people(after: int = 0, *, size: int) -> list[int]:
    """The next ids of people who were not merged."""
    people = Person.objects.filter(pk__gt=after, merged_into=None).order_by("pk")
    return list(people.values_list("pk", flat=True)[:size])
