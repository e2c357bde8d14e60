"""The table that is compared: one row per person, folded, with how common the name is."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from vungxanh.office.usecases.linkage.folded import (
    address,
    birthday,
    group_number,
    identity,
    phone_ends,
    plain_name,
)
from vungxanh.rules import read_rule

READ = (
    "id", "full_name", "birth_date", "birth_year", "sex", "national_id", "phone", "other_phones",
    "area_path", "group_name", "house", "street",
)  # fmt: skip
"""Fields of Person that are compared, in the order in which a row has them."""

COLUMNS: dict[str, Any] = {
    "unique_id": pl.Int64, "name": pl.String, "words": pl.String, "parts": pl.List(pl.String),
    "family": pl.String, "given": pl.String, "year": pl.Int64, "born": pl.String, "swapped": pl.String,
    "sex": pl.String, "id": pl.String, "phones": pl.List(pl.String), "phone": pl.String,
    "address": pl.String, "ward": pl.String, "group": pl.String, "tf_name": pl.Float64,
}  # fmt: skip

WardOf = Callable[[str], str]


def compared(rows: Iterable[Sequence[Any]], ward_of: WardOf) -> pl.DataFrame:
    """People (rows with the fields of READ) as they are compared."""
    made = [_row(row, ward_of) for row in rows]
    return pl.DataFrame(made, schema=COLUMNS, orient="row")


def _row(row: Sequence[Any], ward_of: WardOf) -> tuple[Any, ...]:
    person, full_name, day, year, sex, national_id, phone, others, path, group, house, street = row
    name = plain_name(full_name)
    parts = name.split()
    real = birthday(day)
    phones = phone_ends(phone, others)
    ward = ward_of(path)
    where = address(house, street)
    return (
        person,
        name or None,
        " ".join(sorted(parts)) or None,
        parts,
        parts[0] if parts else None,
        parts[-1] if parts else None,
        year or (day.year if day else None),
        real.isoformat() if real else None,
        _swapped(real),
        sex if sex in ("male", "female") else None,
        identity(national_id),
        phones,
        phones[0] if phones else None,
        f"{ward}:{where}" if where else None,
        ward or None,
        group_number(group),
        expected_share(parts),
    )


def _swapped(day: date | None) -> str | None:
    """The date with day and month exchanged, where that is another date."""
    if day is None or day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month).isoformat()


def expected_share(parts: Sequence[str]) -> float:
    """How many people have this name, as a share: from its parts, so that it needs no counting."""
    shares = _shares()
    if not parts:
        return shares["rare"]
    share = shares["family"].get(parts[0], shares["rare"]) * shares["given"].get(parts[-1], shares["rare"])
    share *= shares["middle"].get(" ".join(parts[1:-1]), shares["rare"])
    return float(max(share, shares["rarest"]))


@cache
def _shares() -> dict[str, Any]:
    return read_rule("linkage", "name-shares")
