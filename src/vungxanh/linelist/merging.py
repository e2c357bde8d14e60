"""Importing into what is there already: the same file twice changes nothing."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from vungxanh.linelist.headers import REFUSED_COLUMNS
from vungxanh.linelist.mapping import Mapping_
from vungxanh.linelist.source import Source, open_source

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

    `key` is the case identifier where there is one, else a number for what the whole row says.
    """
    source = open_source(path, mapping)
    table = source.frame.select(
        pl.col(header).cast(pl.String).str.strip_chars().replace("", None).alias(field)
        for field, header in source.columns.of.items()
    )
    return table.select(_key(table, source).alias(KEY), pl.all()).unique(
        KEY, keep="last", maintain_order=True
    )


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
    changed = pl.any_horizontal(
        [
            pl.col(f"{name}\0new").is_not_null() & pl.col(f"{name}\0new").ne_missing(pl.col(name))
            for name in values
        ]
        or [pl.lit(value=False)]
    )
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
    return [
        pl.col(name) if name in table.columns else pl.lit(None, dtype=pl.String).alias(name)
        for name in columns
    ]


def _key(table: pl.DataFrame, source: Source) -> pl.Expr:
    """Identifier, else what the row says and how often it was said before in this file."""
    fields = [name for name in table.columns if name not in REFUSED_COLUMNS]
    said = pl.concat_str(
        [pl.lit(name + "=") + pl.col(name).fill_null("") for name in fields], separator="\x1f"
    )
    again = pl.int_range(pl.len()).over(fields).cast(pl.String)
    content = pl.format("row {}#{}", said, again)
    if "case_id" not in source.columns.of:
        return content
    return pl.coalesce(pl.format("id {}", pl.col("case_id")), content)
