"""People by the words of their name, in any order, the last one perhaps unfinished; below areas where asked.

Both databases keep an index of words (migration person_words): of the folded name, and of the paths of the
areas above, so that "nguyen van" in one ward reads that ward's people and not a third of the city.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.expressions import RawSQL

from vungxanh.office.records.folding import name_key
from vungxanh.office.records.models import Person

STEPS = (4, 8, 12, 16, 20, 24, 28)
"""Lengths of paths that are words of the index: as deep as areas go."""

WORD = re.compile(r"[a-z0-9]+")
MATCH = "SELECT rowid FROM records_person_words WHERE records_person_words MATCH %s"


class HasWords(Func):
    """PostgreSQL: whether the indexed words fit a tsquery; written as the index has them."""

    output_field = BooleanField()

    def __init__(self, asked: str, **more: Any) -> None:
        super().__init__(F("name_key"), F("area_path"), **more)
        self.asked = asked

    def as_sql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """What was asked goes in as a parameter."""
        name, path = (compiler.compile(source)[0] for source in self.get_source_expressions())
        words = words_sql(name, path)
        return f"to_tsvector('simple'::regconfig, {words}) @@ to_tsquery('simple', %s)", [self.asked]


def words_sql(name: str, path: str) -> str:
    """SQL for the words of a person: the folded name, then each path above them with a `p` before it."""
    paths = " || ' p' || ".join(f"substr({path}, 1, {step})" for step in STEPS)
    return f"{name} || ' p' || {paths}"


def named_like(text: str, paths: Sequence[str] = ("",)) -> QuerySet[Person]:
    """People whose names have every word of the text; living below one of the paths."""
    words = WORD.findall(name_key(text))
    if not words or not paths:
        return Person.objects.none()
    if connection.vendor == "postgresql":
        return Person.objects.filter(HasWords(_tsquery(words, paths)))
    return Person.objects.filter(pk__in=RawSQL(MATCH, [_match(words, paths)]))  # noqa: S611 - a constant


def _tsquery(words: Sequence[str], paths: Sequence[str]) -> str:
    """`nguyen & van:* & (p0001 | p0002)`"""
    asked = " & ".join([*words[:-1], f"{words[-1]}:*"])
    where = " | ".join(f"p{path}" for path in paths)
    return asked if "" in paths else f"{asked} & ({where})"


def _match(words: Sequence[str], paths: Sequence[str]) -> str:
    """`"nguyen" AND "van"* AND ("p0001" OR "p0002")`"""
    asked = " AND ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
    where = " OR ".join(f'"p{path}"' for path in paths)
    return asked if "" in paths else f"{asked} AND ({where})"
