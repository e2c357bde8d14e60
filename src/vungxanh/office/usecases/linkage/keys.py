"""Blocking keys: two people are compared only where they share one of these.

Each key is 64 bits of a hash, so that the index is small and tells nothing about anybody. A wrong letter, a
missing date or another ward breaks some keys; the others still meet.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import polars as pl


def keys_of(people: pl.DataFrame) -> list[tuple[int, int]]:
    """(key, person) of everybody in a table made by `compared`, each once."""
    return [
        (_hash(text), row["unique_id"])
        for row in people.iter_rows(named=True)
        for text in dict.fromkeys(_texts(row))
    ]


def _texts(row: dict[str, Any]) -> Iterator[str]:
    words, year, ward = row["words"], row["year"], row["ward"]
    ends = f"{row['family']} {row['given']}" if words else None
    for phone in row["phones"]:
        yield f"phone {phone}"
    if row["id"]:
        yield f"id {row['id']}"
    if words and year:
        yield f"name {words} {year}"
        yield f"ends {ends} {year} {ward}"
    if words:
        yield f"name {words} in {ward}"
    if row["born"]:
        same = "-".join(sorted(row["born"].split("-")))
        yield f"born {row['given']} {same}"
        yield f"born {row['family']} {same}"
    if row["address"]:
        yield f"at {row['address']} {row['given']}"
        if year:
            yield f"at {row['address']} {year}"


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
