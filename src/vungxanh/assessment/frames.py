"""From arrays (areas x days) to the long tables of the assessment folder."""

from datetime import date

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.territory import Territory
from vungxanh.zoning import NO_DATE, NOT_JUDGED, UNKNOWN_COLOUR, Ahead, Colours, deciding, missing_names

EPOCH = date(1970, 1, 1)


def areas_frame(territory: Territory) -> pl.DataFrame:
    """One row per area; shapes as WKB."""
    areas = len(territory)
    points = territory.label_points
    shapes = territory.shapes
    touching = territory.neighbours
    return pl.DataFrame(
        {
            "area": territory.codes,
            "name": territory.names,
            "level": territory.levels,
            "parent": [territory.codes[p] if p >= 0 else None for p in territory.parent],
            "population": [None if np.isnan(p) else float(p) for p in territory.population],
            "valid_from": list(territory.valid_from),
            "valid_to": list(territory.valid_to),
            "lon": [None] * areas if points is None else [_or_none(x) for x in points[:, 0]],
            "lat": [None] * areas if points is None else [_or_none(y) for y in points[:, 1]],
            "geometry": [None] * areas
            if shapes is None
            else [None if s is None else shapely.to_wkb(s) for s in shapes],
            "schematic": [territory.schematic] * areas,
            "touches": [
                [territory.codes[n] for n in touching.of(i)] if touching.known else None for i in range(areas)
            ],
        },
        schema_overrides={
            "parent": pl.String,
            "population": pl.Float64,
            "valid_from": pl.Date,
            "valid_to": pl.Date,
            "lon": pl.Float64,
            "lat": pl.Float64,
            "geometry": pl.Binary,
            "touches": pl.List(pl.String),
        },
    )


def counts_frame(counts: Counts) -> pl.DataFrame:
    """One row per area and day."""
    shape = counts.cases.shape
    reported = np.ones(shape, np.bool_) if counts.reported is None else counts.reported
    incomplete = np.zeros(counts.days, np.bool_) if counts.incomplete is None else counts.incomplete
    return _axes(counts.territory, counts.first, np.ones(shape, np.bool_)).with_columns(
        cases=pl.Series(counts.cases.ravel()),
        community_cases=pl.Series(counts.community.ravel()),
        unlinked_cases=pl.Series(counts.unlinked.ravel()),
        reported=pl.Series(reported.ravel()),
        incomplete=pl.Series(np.broadcast_to(incomplete, shape).ravel()),
    )


def colours_frame(colours: Colours, ahead: Ahead, first: date) -> pl.DataFrame:
    """One row per judged area and day from `first` on."""
    days = slice((first - colours.first).days, None)
    judged = (colours.rank != NOT_JUDGED)[:, days]
    value, bound, unknown = (part[:, days][judged] for part in deciding(colours))
    rank, counted = colours.rank[:, days][judged], colours.counted[:, days][judged]
    worst, names = colours.worst[:, days][judged], _level_names(colours)
    level_row = np.broadcast_to(np.arange(len(names))[:, None], judged.shape)[judged]
    frame = _axes(colours.counts.territory, first, judged)
    open_question = worst > np.maximum(counted, 0)
    return frame.with_columns(
        colour=_picked(names, level_row, rank, UNKNOWN_COLOUR),
        rank=_nullable(rank, rank >= 0, pl.Int8),
        decided_by=_decided_by(colours, days, judged, rank, counted),
        since=_dates(colours.since[:, days][judged]),
        days_to_better=_ahead(ahead.to_better, ahead, colours, days, judged, pl.Int32),
        days_to_best=_ahead(ahead.to_best, ahead, colours, days, judged, pl.Int32),
        value=_nullable(value, np.isfinite(value), pl.Float64),
        threshold=_nullable(bound, np.isfinite(bound), pl.Float64),
        counted_rank=_nullable(counted, counted >= 0, pl.Int8),
        worse_possible=_picked(names, level_row, np.where(open_question, worst, np.int8(-1)), None),
        missing=_missing(colours, unknown),
    ).with_columns(
        earliest_better=pl.col("day") + pl.duration(days=pl.col("days_to_better")),
        earliest_best=pl.col("day") + pl.duration(days=pl.col("days_to_best")),
    )


def _axes(territory: Territory, first: date, which: NDArray[np.bool_]) -> pl.DataFrame:
    """Columns area, level, day for the chosen cells, in row order."""
    area, day = np.nonzero(which)
    codes = pl.Series(territory.codes, dtype=pl.String).cast(pl.Categorical)
    levels = pl.Series(territory.levels, dtype=pl.String).cast(pl.Categorical)
    return pl.DataFrame(
        {
            "area": codes.gather(area).cast(pl.String),
            "level": levels.gather(area).cast(pl.String),
            "day": pl.Series(day.astype(np.int32) + (first - EPOCH).days).cast(pl.Date),
        }
    )


def _level_names(colours: Colours) -> list[list[str]]:
    """For each area the ids of its scale, best first (empty when it is not judged)."""
    scales = {
        level: [step.id for step in colours.pack.scale_for(level) or []]
        for level in set(colours.counts.territory.levels)
    }
    return [scales[level] for level in colours.counts.territory.levels]


def _picked(
    names: list[list[str]], row: NDArray[np.int64], rank: NDArray[np.int8], missing: str | None
) -> pl.Series:
    """Level ids by rank (negative: `missing`), through a small table of all ids."""
    ids = list(dict.fromkeys(name for scale in names for name in scale))
    width = max((len(scale) for scale in names), default=0)
    table = np.full((len(names), width + 1), len(ids), np.int32)
    for position, scale in enumerate(names):
        table[position, : len(scale)] = [ids.index(name) for name in scale]
    chosen = np.where(rank >= 0, table[row, np.maximum(rank, 0)], len(ids))
    return pl.Series([*ids, missing], dtype=pl.String).gather(chosen)


def _decided_by(
    colours: Colours,
    days: slice,
    judged: NDArray[np.bool_],
    rank: NDArray[np.int8],
    counted: NDArray[np.int8],
) -> pl.Series:
    labels = [*colours.conditions, "all_clear", "holding", "missing"]
    last = len(colours.conditions)
    decided = colours.decided[:, days][judged]
    number = np.where(decided >= 0, decided, last)
    number = np.where((counted >= 0) & (rank > counted), last + 1, number)
    number = np.where(rank < 0, last + 2, number)
    return pl.Series(labels, dtype=pl.String).gather(number)


def _missing(colours: Colours, unknown: NDArray[np.int64]) -> pl.Series:
    """Ids of the conditions that could not be answered, joined by commas; null when none matters."""
    patterns, which = np.unique(unknown, return_inverse=True)
    named = [
        ",".join(name for n, name in enumerate(missing_names(colours)) if pattern >> min(n, 62) & 1) or None
        for pattern in patterns.tolist()
    ]
    return pl.Series(named, dtype=pl.String).gather(which)


def _ahead(
    values: NDArray[np.int16],
    ahead: Ahead,
    colours: Colours,
    days: slice,
    judged: NDArray[np.bool_],
    dtype: type[pl.Int32],
) -> pl.Series:
    spread = np.full(colours.rank.shape, NO_DATE)
    spread[:, list(ahead.days)] = values
    chosen = spread[:, days][judged]
    return _nullable(chosen, chosen != NO_DATE, dtype)


def _dates(ordinals: NDArray[np.int32]) -> pl.Series:
    return pl.Series(ordinals - np.int32(EPOCH.toordinal())).cast(pl.Date)


def _nullable(values: NDArray[np.generic], known: NDArray[np.bool_], dtype: type[pl.DataType]) -> pl.Series:
    series = pl.Series(np.where(known, values, 0)).cast(dtype)
    return pl.select(pl.when(pl.Series(known)).then(series)).to_series()


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
