"""Gaps: what an area and date without a row stands for.

A table of daily counts that never writes a zero leaves its zeros out; else what is not there was not
reported.
"""

from typing import Literal

import numpy as np
import polars as pl

from vungxanh.messages import Message, message

Absent = Literal["auto", "zero", "unknown"]


def meaning_of_gaps(known: pl.DataFrame, absent: Absent, *, daily: bool) -> tuple[float, tuple[Message, ...]]:
    """What a gap in the column `value` counts as (0 or nan), and a note where that was concluded."""
    if absent != "auto":
        return (0.0 if absent == "zero" else np.nan), ()
    if not daily or (known["value"] == 0).any():
        return np.nan, ()
    note = message("The table writes no zeros, so an area and day without a row counts as zero (--absent).")
    return 0.0, (note,)
