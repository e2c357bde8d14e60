"""Values of choice columns: spellings of people to our words (`rules/linelist/values.toml`)."""

from collections.abc import Mapping
from functools import cache

import polars as pl

from vungxanh.rules import read_rule
from vungxanh.tables import fold

NOT_UNDERSTOOD = "?"
"""Stands for a value that is neither blank nor in the dictionary."""


@cache
def dictionary(name: str) -> dict[str, str]:
    """Folded spelling -> our value, for one section of the rule file."""
    section: Mapping[str, list[str]] = read_rule("linelist", "values")[name]
    return {spelling: ours for ours, spellings in section.items() for spelling in spellings}


@cache
def blanks() -> frozenset[str]:
    """Folded words that mean "nothing recorded"."""
    return frozenset(dictionary("blank"))


def understand(column: pl.Series, known: Mapping[str, str]) -> pl.Series:
    """Our value for each cell: null where blank, NOT_UNDERSTOOD where the dictionary has no entry.

    `known` maps folded spellings; each distinct spelling is looked up once.
    """
    spellings = column.drop_nulls().unique()
    ours = [_one(str(spelling), known) for spelling in spellings]
    found = pl.Series(ours, dtype=pl.String)
    return column.replace_strict(spellings, found, default=None, return_dtype=pl.String).alias(column.name)


def spelling_key(spelling: str) -> str:
    """How values are compared: folded, without the punctuation around them, `_` as a space."""
    return fold(spelling).strip(" .,;:").replace("_", " ")


def _one(spelling: str, known: Mapping[str, str]) -> str | None:
    key = spelling_key(spelling)
    if not key or key in blanks():
        return None
    return known.get(key, NOT_UNDERSTOOD)
