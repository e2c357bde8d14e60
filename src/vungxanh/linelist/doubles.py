"""The same case twice: identical rows count once, contradicting ones are refused."""

from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.linelist.source import Source
from vungxanh.linelist.verdicts import Verdicts

_PERSON = ("national_id", "phone")
_NAMED = ("full_name", "birth_date", "birth_year", "age")


def judge_doubles(source: Source, day: pl.Series, area: pl.Series, verdicts: Verdicts) -> None:
    """By identifier where there is one; else by whole rows, if they name persons."""
    identifier = source.column("case_id")
    if identifier is not None:
        if not _strictly_increasing(identifier):
            _by_identifier(source, identifier, verdicts)
        _same_person(source, day, area, verdicts)
    elif any(field in source.columns.of for field in ("full_name", *_PERSON)):
        again = _repeated(source.frame, source.frame.columns, verdicts)
        verdicts.mark("duplicate_row", again, "row")


def _strictly_increasing(identifier: pl.Series) -> bool:
    """Files of millions are sorted by identifier; then nothing has to be searched."""
    if identifier.null_count() or not (identifier.dtype.is_integer() or identifier.dtype == pl.String):
        return False
    if identifier.dtype.is_integer():
        return _increase([chunk.to_numpy() for chunk in identifier.get_chunks() if chunk.len()])
    return bool((identifier[1:] > identifier[:-1]).all())


def _increase(parts: list[NDArray[np.integer]]) -> bool:
    """Whether whole numbers grow, within each part and from one to the next; no copy is made of them."""
    inside = all(bool((part[1:] > part[:-1]).all()) for part in parts)
    return inside and all(before[-1] < after[0] for before, after in pairwise(parts))


def _by_identifier(source: Source, identifier: pl.Series, verdicts: Verdicts) -> None:
    key = identifier.cast(pl.String).str.strip_chars() if identifier.dtype == pl.String else identifier
    if key.dtype == pl.String:
        key = key.set(key == "", None)
    if key.drop_nulls().n_unique() == key.len() - key.null_count():
        return
    frame = source.frame.with_columns(key.alias("\0id"), pl.Series("\0open", verdicts.open))
    frame = frame.with_row_index("\0at").filter(pl.col("\0open") & pl.col("\0id").is_not_null())
    first = ~pl.col("\0id").is_first_distinct()
    suspects = frame.filter(pl.col("\0id").is_duplicated())
    # A running number or another column that we do not use does not make it another case.
    whole = pl.struct(list(source.columns.of.values()))
    suspects = suspects.with_columns(
        first.alias("\0again"), (whole == whole.first().over("\0id")).alias("\0same")
    ).filter("\0again")
    at = suspects["\0at"]
    same = suspects["\0same"]
    verdicts.mark("duplicate_row", _mask(key.len(), at.filter(same)), "case_id", identifier)
    verdicts.mark("duplicate_id", _mask(key.len(), at.filter(~same)), "case_id", identifier)


def _repeated(frame: pl.DataFrame, columns: list[str], verdicts: Verdicts) -> pl.Series:
    """Open rows that an earlier open row equals in all columns."""
    open_rows = pl.Series("\0open", verdicts.open)
    table = frame.with_columns(open_rows).with_row_index("\0at").filter("\0open")
    again = table.filter(~pl.struct(columns).is_first_distinct())
    return _mask(frame.height, again["\0at"])


def _same_person(source: Source, day: pl.Series, area: pl.Series, verdicts: Verdicts) -> None:
    """Warns of one person under two identifiers."""
    for fields in ((_PERSON[0],), (_PERSON[1], "full_name"), _NAMED):
        columns = [source.columns.of[field] for field in fields if field in source.columns.of]
        if len(columns) < min(2, len(fields)):
            continue
        table = source.frame.select(columns).with_columns(
            day.alias("\0day"), area.alias("\0area"), pl.Series("\0open", verdicts.open)
        )
        filled = pl.all_horizontal(pl.col(columns).is_not_null())
        table = table.with_row_index("\0at").filter(pl.col("\0open") & filled)
        again = table.filter(~pl.struct([*columns, "\0day", "\0area"]).is_first_distinct())
        if again.height:
            verdicts.mark("possible_duplicate", _mask(source.frame.height, again["\0at"]), fields[0])
            return


def _mask(length: int, at: pl.Series) -> pl.Series:
    mask = pl.repeat(False, length, dtype=pl.Boolean, eager=True)
    return mask.scatter(at, True) if len(at) else mask
