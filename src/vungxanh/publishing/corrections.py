"""What a snapshot revises of the one before: every area-day, old and new, in published values only."""

from datetime import date

import polars as pl

from vungxanh.publishing.marks import ABSENT_MARK, SERIES, SHOWN, SUPPRESSED_MARK, UNKNOWN, UNKNOWN_MARK

KEY = ["area", "level", "day"]
NEW = "_new"
SCHEMA = {"area": pl.String, "level": pl.String, "day": pl.Date,
          "field": pl.String, "old": pl.String, "new": pl.String}  # fmt: skip


def no_corrections() -> pl.DataFrame:
    """The list of a first snapshot."""
    return pl.DataFrame(schema=SCHEMA)


def corrections(
    old_counts: pl.DataFrame, old_colours: pl.DataFrame, counts: pl.DataFrame, colours: pl.DataFrame
) -> pl.DataFrame:
    """Differences on the days that both cover; takes published tables, so nothing hidden can appear."""
    tallies = _side_by_side(old_counts, counts, [*SERIES, "status"])
    judged = _side_by_side(old_colours, colours, ["colour"])
    parts = [_differing(tallies, name, _shown(name), _shown(name, NEW)) for name in SERIES]
    parts.append(_differing(judged, "colour", _present("colour"), _present(f"colour{NEW}")))
    return pl.concat(parts).sort("day", "area", "field")


def _side_by_side(old: pl.DataFrame, new: pl.DataFrame, fields: list[str]) -> pl.DataFrame:
    """Rows of the days that both cover in which any field differs; null where a row has no counterpart."""
    first, last = max(_first(old), _first(new)), min(_last(old), _last(new))
    both = pl.col("day").is_between(pl.lit(first), pl.lit(last))
    before, after = (frame.filter(both).select(*KEY, *fields) for frame in (old, new))
    if before.select(KEY).equals(after.select(KEY)):
        # Nearly always: the same areas in the same order, so no join of millions of rows.
        beside = after.select(pl.col(fields).name.suffix(NEW))
        joined = pl.concat([before, beside], how="horizontal")
    else:
        joined = before.join(after, on=KEY, how="full", coalesce=True, suffix=NEW)
    differs = [pl.col(name).ne_missing(pl.col(f"{name}{NEW}")) for name in fields]
    return joined.filter(pl.any_horizontal(differs))


def _differing(rows: pl.DataFrame, name: str, old: pl.Expr, new: pl.Expr) -> pl.DataFrame:
    # What looks the same to a reader is no correction, so hidden changes stay hidden.
    return rows.filter(old != new).select(*KEY, field=pl.lit(name), old=old, new=new)


def _present(column: str) -> pl.Expr:
    # Areas that vanish or are new are told too: nothing changes silently.
    return pl.col(column).fill_null(ABSENT_MARK)


def _shown(name: str, suffix: str = "") -> pl.Expr:
    """A count as a reader sees it: the number or a mark."""
    status = pl.col(f"status{suffix}")
    return (
        pl.when(status == SHOWN)
        .then(pl.col(f"{name}{suffix}").cast(pl.String))
        .when(status == UNKNOWN)
        .then(pl.lit(UNKNOWN_MARK))
        .when(status.is_null())
        .then(pl.lit(ABSENT_MARK))
        .otherwise(pl.lit(SUPPRESSED_MARK))
    )


def _first(frame: pl.DataFrame) -> date:
    day = frame["day"].min()
    return day if isinstance(day, date) else date.max


def _last(frame: pl.DataFrame) -> date:
    day = frame["day"].max()
    return day if isinstance(day, date) else date.min
