"""From blocking keys to the pairs that are compared; what is too common is passed over, and counted."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from vungxanh.office.records.blocking import members, sizes

Pair = tuple[int, int]


def sharing(keys: Sequence[tuple[int, int]], *, largest: int) -> tuple[list[Pair], int]:
    """Pairs (lower id first) of the owners of these (key, person) with all who share a key.

    The second value counts comparisons that were passed over, since more than `largest` share the key.
    """
    mine = pl.DataFrame(list(keys), schema={"key": pl.Int64, "mine": pl.Int64}, orient="row")
    found = members(mine["key"].unique().to_list(), largest=largest)
    blocks = pl.DataFrame(found, schema={"key": pl.Int64, "other": pl.Int64}, orient="row")
    size = pl.len().over("key")
    common = blocks.filter(size > largest)["key"].unique()
    pairs = (
        mine.join(blocks.filter(size <= largest), on="key")
        .filter(pl.col("mine") != pl.col("other"))
        .select(first=pl.min_horizontal("mine", "other"), second=pl.max_horizontal("mine", "other"))
        .unique()
        .sort("first", "second")
    )
    return list(pairs.iter_rows()), _passed_over(mine, common.to_list())


def _passed_over(mine: pl.DataFrame, common: list[int]) -> int:
    """Each owner of a common key with each other one; at the most, since rarer keys meet some of them."""
    owners = Counter(mine.filter(pl.col("key").is_in(common))["key"].to_list())
    total = sizes(common)
    return sum(count * (total[key] - 1) - count * (count - 1) // 2 for key, count in owners.items())
