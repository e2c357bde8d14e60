"""What a snapshot revises of the one before: every area-day, old and new, in published values only."""

from datetime import date

import polars as pl

from vungxanh.publishing.marks import ABSENT_MARK, SERIES, SHOWN, SUPPRESSED_MARK, UNKNOWN, UNKNOWN_MARK

KEY = ["area", "level", "day"]
SCHEMA = {"area": pl.String, "level": pl.String, "day": pl.Date,
          "field": pl.String, "old": pl.String, "new": pl.String}  # fmt: skip


def no_corrections() -> pl.DataFrame:
    """The list of a first snapshot."""
    return pl.DataFrame(schema=SCHEMA)


def corrections(
    old_counts: pl.DataFrame, old_colours: pl.DataFrame, counts: pl.DataFrame, colours: pl.DataFrame
) -> pl.DataFrame:
    """Differences on the days that both cover; takes published tables, so nothing hidden can appear."""
    parts = [
        _differences(_as_shown(old_counts), _as_shown(counts), list(SERIES)),
        _differences(old_colours, colours, ["colour"]),
    ]
    return pl.concat(parts).sort("day", "area", "field")


def _as_shown(counts: pl.DataFrame) -> pl.DataFrame:
    """Each count as text: the number or its mark."""
    mark = pl.when(pl.col("status") == UNKNOWN).then(pl.lit(UNKNOWN_MARK)).otherwise(pl.lit(SUPPRESSED_MARK))
    shown = pl.col("status") == SHOWN
    texts = [pl.when(shown).then(pl.col(name).cast(pl.String)).otherwise(mark).alias(name) for name in SERIES]
    return counts.select(*KEY, *texts)


def _differences(old: pl.DataFrame, new: pl.DataFrame, fields: list[str]) -> pl.DataFrame:
    if old.is_empty() or new.is_empty():
        return no_corrections()
    first, last = max(_first(old), _first(new)), min(_last(old), _last(new))
    both = pl.col("day").is_between(pl.lit(first), pl.lit(last))
    before, after = (frame.filter(both).select(*KEY, *fields) for frame in (old, new))
    joined = before.join(after, on=KEY, how="full", coalesce=True, suffix="_new")
    return pl.concat([_of_field(joined, name) for name in fields])


def _of_field(joined: pl.DataFrame, name: str) -> pl.DataFrame:
    # Areas that vanish or are new are said too: nothing changes silently.
    old, new = pl.col(name).fill_null(ABSENT_MARK), pl.col(f"{name}_new").fill_null(ABSENT_MARK)
    return joined.filter(old != new).select(*KEY, field=pl.lit(name), old=old, new=new)


def _first(frame: pl.DataFrame) -> date:
    day = frame["day"].min()
    assert isinstance(day, date)
    return day


def _last(frame: pl.DataFrame) -> date:
    day = frame["day"].max()
    assert isinstance(day, date)
    return day
