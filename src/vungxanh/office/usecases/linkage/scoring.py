"""Scoring candidate pairs with Splink: the probability that two records are one person, and why.

Splink runs in DuckDB in memory; it is given the pairs (the database found them) and the learnt weights,
and trains nothing.
"""

from math import log2
from typing import Any

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from vungxanh.office.usecases.linkage.rule import linkage, settings

MEMORY = "1GB"


def scored(people: pl.DataFrame, pairs: pl.DataFrame, *, least: float) -> pl.DataFrame:
    """Columns first, second, probability and, per comparison, its outcome's place and bits.

    `people` as made by `compared`; `pairs` has `first` and `second`. Pairs below `least` are left out.
    """
    if pairs.is_empty():
        return pl.DataFrame(schema={"first": pl.Int64, "second": pl.Int64, "probability": pl.Float64})
    with duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": 2}) as connection:
        database = DuckDBAPI(connection=connection)
        linker = Linker(
            database.register(people.to_arrow()), settings(), log_level="ERROR", validate_settings=False
        )
        blocked = pairs.select(
            match_key=pl.lit("0"), join_key_l=pl.col("first"), join_key_r=pl.col("second")
        ).to_arrow()
        linker.table_management.register_blocked_pairs_for_predict(database.register(blocked))
        found = linker.inference.predict(threshold_match_probability=least, warning_mode="never")
        return _plain(connection, found.physical_name)


def _plain(connection: Any, table: str) -> pl.DataFrame:
    """Splink's table in our words."""
    chosen = ", ".join(
        [
            "unique_id_l AS first",
            "unique_id_r AS second",
            "match_probability AS probability",
            "mw_tf_adj_name AS common",
            *(f"gamma_{comparison.id}" for comparison in linkage().comparisons),
        ]
    )
    found: pl.DataFrame = connection.sql(f"SELECT {chosen} FROM {table}").pl()  # noqa: S608 - our own names
    return found


def reasons(row: dict[str, Any]) -> dict[str, list[Any]]:
    """Comparison -> [outcome, bits] of one scored pair, as it is stored with the pair."""
    said: dict[str, list[Any]] = {}
    for comparison in linkage().comparisons:
        gamma = int(row[f"gamma_{comparison.id}"])
        known = [level for level in comparison.levels if not level.unknown]
        if gamma < 0:
            continue
        level = known[len(known) - 1 - gamma]
        bits = level.bits + (float(row["common"]) if level.frequency else 0.0)
        said[comparison.id] = [level.id, round(bits, 1)]
    return said


def bits_of(probability: float) -> float:
    """A probability as bits for against: 0 at one half."""
    held = min(max(probability, 1e-15), 1 - 1e-15)
    return log2(held / (1 - held))
