"""The campaign's league tables as far as they may be shown.

Units that disclosure control protects are not ranked with the others: a place between two units whose cases
are shown would enclose theirs. They follow in the order of their codes, with colours but without counts.
"""

from dataclasses import replace
from datetime import date

import polars as pl

from vungxanh.assessment import Assessment
from vungxanh.campaign import league
from vungxanh.publishing.data import declared
from vungxanh.publishing.dictionary import LEAGUE
from vungxanh.publishing.disclosed import Disclosed

Period = tuple[date, date]


def public_leagues(
    assessment: Assessment, disclosed: Disclosed, period: Period | None
) -> dict[str, pl.DataFrame]:
    """The league table of every published level that has colours; none without a period."""
    if period is None:
        return {}
    levels = disclosed.colours["level"].unique(maintain_order=True).to_list()
    return {level: public_league(assessment, disclosed, period, level) for level in levels}


def public_league(assessment: Assessment, disclosed: Disclosed, period: Period, level: str) -> pl.DataFrame:
    """The league table of one level."""
    units = disclosed.areas.filter(pl.col("level") == level)
    protected = pl.col("protected")
    parts = []
    if not (ranked := units.filter(~protected)).is_empty():
        parts.append(_league(assessment, ranked, period, level))
    if not (others := units.filter(protected)).is_empty():
        parts.append(masked(_league(assessment, others, period, level)))
    return pl.concat(parts, how="vertical_relaxed")


def masked(table: pl.DataFrame) -> pl.DataFrame:
    """The table without counts, places and order."""
    kept = {column.name for column in LEAGUE if column.of_small}
    return table.select(
        pl.col(name) if name in kept else pl.lit(None, dtype=table.schema[name]).alias(name)
        for name in table.columns
    ).sort("area")


def _league(assessment: Assessment, units: pl.DataFrame, period: Period, level: str) -> pl.DataFrame:
    some = replace(assessment)
    # The same assessment, its table of areas narrowed: what is read once is kept under the property's name.
    vars(some).update(areas=units, counts=assessment.counts, colours=assessment.colours)
    return declared(league(some, start=period[0], stop=period[1], level=level), LEAGUE)
