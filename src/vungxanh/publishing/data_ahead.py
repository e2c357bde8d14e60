"""Writes the estimates and the ledger of forecasts into the folder `data` of a snapshot."""

from collections.abc import Collection
from pathlib import Path

import polars as pl

from vungxanh.publishing.coming import Coming, Ledger
from vungxanh.publishing.data import write_forms

COLOUR = "p_"
NOT_A_COLOUR = "p_green_by_end"


def write_ahead(coming: Coming, ledger: Ledger, folder: Path) -> list[str]:
    """Write what there is; the paths inside the snapshot."""
    tables = {
        "outlook": None if coming.outlook is None else by_colour(coming.outlook),
        "to-green": coming.to_green,
        "rt": coming.rt,
        "forecast": ledger.forecast,
        "forecast-open": ledger.open,
        "scores": ledger.scores,
        "forecast-record": ledger.record,
        "clusters": coming.clusters,
        "verified": None if coming.verified is None else areas_of(coming.verified),
    }
    written: list[str] = []
    for name, table in tables.items():
        if table is not None:
            written += write_forms(folder, name, table)
    return written


def by_colour(outlook: pl.DataFrame) -> pl.DataFrame:
    """One row per area, day and colour that the area's scale has."""
    names = [name for name in outlook.columns if name.startswith(COLOUR) and name != NOT_A_COLOUR]
    long = outlook.unpivot(names, index=["area", "day"], variable_name="colour", value_name="probability")
    kept = long.filter(pl.col("probability").is_not_null())
    return kept.with_columns(pl.col("colour").str.strip_prefix(COLOUR)).sort(
        "area", "day", maintain_order=True
    )


def areas_of(codes: Collection[str]) -> pl.DataFrame:
    """A table of nothing but codes."""
    return pl.DataFrame({"area": sorted(codes)}, schema={"area": pl.String})
