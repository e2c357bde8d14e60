"""From a cumulative series to daily numbers.

day          1   2   3   5        a fall is a correction of earlier days and stays negative;
cumulative   8  10   9  15        the first value of the file is a level reached before it began;
daily        -   2  -1   6        after a gap the whole rise falls on the day that reports it
"""

from dataclasses import dataclass

import polars as pl

from vungxanh.linelist.mapping import Start


@dataclass(frozen=True)
class Daily:
    """One entry per record, in the order given."""

    new: pl.Series
    superseded: pl.Series
    baseline: pl.Series


def daily_from_cumulative(
    *,
    area: pl.Series,
    day: pl.Series,
    level: pl.Series,
    later: pl.Series | None,
    usable: pl.Series,
    start: Start,
) -> Daily:
    """Differences per area. Of several values on one day the last counts, by `later` and then by position.

    An area whose series begins after the file does starts from zero: it had no case before.
    """
    keys = {"area": area, "day": day, "level": level, "usable": usable}
    table = pl.DataFrame(
        {**keys, "later": later.cast(pl.String) if later is not None else pl.Series([""] * len(area))}
    )
    table = table.with_row_index("record")
    used = table.filter("usable").sort("area", "day", "later", "record")
    last = (pl.col("area") != pl.col("area").shift(-1)) | (pl.col("day") != pl.col("day").shift(-1))
    used = used.with_columns(last.fill_null(value=True).alias("last"))
    kept = used.filter("last")
    first_day = kept["day"].min()
    before = pl.col("level").shift(1).over("area")
    opens = before.is_null()
    is_level = opens & (pl.col("day") == first_day) & (pl.col("level") != 0) & pl.lit(start == "baseline")
    kept = kept.with_columns((pl.col("level") - before.fill_null(0)).alias("new"), is_level.alias("baseline"))
    back = table.join(
        kept.select("record", "new", "baseline"), on="record", how="left", maintain_order="left"
    )
    return Daily(
        new=back["new"],
        superseded=usable & back["new"].is_null(),
        baseline=back["baseline"].fill_null(value=False),
    )
