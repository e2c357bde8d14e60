"""What reading a file gives to the counting: events, and what a missing area and day means."""

from dataclasses import dataclass, field
from typing import Literal

import polars as pl

Absent = Literal["zero", "unknown"]

EXTRA_SCHEMA = {"area": pl.Int32, "day": pl.Date, "name": pl.String, "value": pl.Float64}


@dataclass(frozen=True)
class Events:
    """`frame`: area, day, n, community, linked (and known, the report); `extra`: area, day, name, value."""

    frame: pl.DataFrame
    absent: Absent
    extra: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=EXTRA_SCHEMA))
