"""Importing into what is there already: the same file twice changes nothing."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl

from vungxanh.linelist.mapping import Mapping_
from vungxanh.linelist.source import open_source

KEY = "key"


@dataclass(frozen=True)
class Merged:
    """The records after an import, and what the import did to them."""

    records: pl.DataFrame
    created: int
    updated: int
    unchanged: int


def read_records(path: Path, mapping: Mapping_ | None = None) -> pl.DataFrame:
    """The rows of a line list under our column names, as text, with `key` in front.

    `key` is the case identifier where there is one, else a hash of what the whole row says.
    """
    source = open_source(path, mapping)
    table = source.frame.select(
        pl.col(header).cast(pl.String).str.strip_chars().replace("", None).alias(field)
        for field, header in source.columns.of.items()
    )
    table = table.select(pl.Series(KEY, _keys(table)), pl.all())
    return table.unique(KEY, keep="last", maintain_order=True)


def merge(existing: pl.DataFrame, new: pl.DataFrame) -> Merged:
    """Adds records with a new key and replaces those that say something else under the same key.

    Columns that only one side has are kept; a blank in `new` leaves what is known.
    """
    columns = [*existing.columns, *(name for name in new.columns if name not in existing.columns)]
    old = existing.select(_columns(existing, columns))
    add = new.select(_columns(new, columns))
    both = old.join(add, on=KEY, how="full", coalesce=True, suffix="\0new", maintain_order="left_right")
    values = [name for name in columns if name != KEY]
    told = [pl.coalesce(f"{name}\0new", name).alias(name) for name in values]
    differing = [
        pl.col(f"{name}\0new").is_not_null() & pl.col(f"{name}\0new").ne_missing(pl.col(name))
        for name in values
    ]
    changed = pl.any_horizontal(differing or [pl.lit(value=False)])
    is_old = both[KEY].is_in(old[KEY].implode())
    is_new = both[KEY].is_in(add[KEY].implode())
    differs = both.select(changed).to_series()
    return Merged(
        records=both.select(KEY, *told),
        created=int((~is_old).sum()),
        updated=int((is_old & is_new & differs).sum()),
        unchanged=int((is_old & is_new & ~differs).sum()),
    )


def _columns(table: pl.DataFrame, columns: list[str]) -> list[pl.Expr]:
    missing = pl.lit(None, dtype=pl.String)
    return [pl.col(name) if name in table.columns else missing.alias(name) for name in columns]


def _keys(table: pl.DataFrame) -> list[str]:
    """The identifier; else a hash of what the row says, and how often the file has said it before."""
    identifiers = table["case_id"] if "case_id" in table.columns else [None] * table.height
    seen: dict[str, int] = {}
    keys = []
    for identifier, row in zip(identifiers, table.iter_rows(), strict=True):
        if identifier is not None:
            keys.append(f"id {identifier}")
            continue
        said = sha256(repr(row).encode()).hexdigest()[:32]
        seen[said] = seen.get(said, 0) + 1
        keys.append(f"row {said} {seen[said]}")
    return keys
