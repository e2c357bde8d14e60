"""What was known on a day: the newest version before it, or, without versions, the rows up to it.

          as_of 1 Oct   as_of 8 Oct    known before 8 Oct: the column of 1 Oct
    24 Sep     10            12        known before 9 Oct: the column of 8 Oct, and of 1 Oct where that
    has a gap
     1 Oct      -            20

`as_of` is the day a version was published. "Before" is strict: what is published on the day of the
forecast was not at hand when it was made. A table without `as_of` counts as known on the dates of its
rows, the day included.
"""

from datetime import date

import polars as pl


def known_before(table: pl.DataFrame, day: date) -> pl.DataFrame:
    """area, date, value as known for a forecast made on `day`, from area, date, value [, as_of]."""
    rows = table.filter(pl.col("date") <= day)
    if "as_of" not in table.columns:
        return rows.select("area", "date", "value")
    return newest(rows.filter(pl.col("as_of") < day))


def newest(table: pl.DataFrame) -> pl.DataFrame:
    """area, date, value of the newest version of each (all rows where there are no versions)."""
    if "as_of" not in table.columns:
        return table.select("area", "date", "value")
    last = table.filter(pl.col("as_of") == pl.col("as_of").max().over("area", "date"))
    return last.select("area", "date", "value")
