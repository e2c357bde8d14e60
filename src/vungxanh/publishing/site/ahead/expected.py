"""Expected: what may come for each place, from the disclosed tables of estimates to arrays.

A place that is not in `courses`, `growth` or `swings` has no such estimate: either none was made, or the
place is `hidden` (few people) and none may be shown. Neither is a zero.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.publishing.coming import Coming
from vungxanh.publishing.site.atlas import Atlas

QUANTILES = ("q025", "q25", "q50", "q75", "q975")
WIDE = ((0.1, 0.9), (0.05, 0.95), (0.025, 0.975))
"""The wide band of a forecast: the first of these pairs that the table has."""


@dataclass(frozen=True, slots=True)
class ToGreen:
    """When the best colour may come: chance until `end`, and the days by which so many courses have it."""

    chance: float | None
    early: date | None
    middle: date | None
    late: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """Shares (days, colours of the place's scale and unknown) from `first` on; `today` with late reports."""

    first: date
    shares: NDArray[np.float64]
    today: NDArray[np.float64] | None
    to_green: ToGreen | None


@dataclass(frozen=True, slots=True)
class Growth:
    """Rt by day from `first` on: (days, q025 q25 q50 q75 q975), nan = not enough cases; then the last day."""

    first: date
    values: NDArray[np.float64]
    last: date
    above_one: float | None
    doubling: float | None


@dataclass(frozen=True, slots=True)
class Swing:
    """Forecast cases a day: (days, low q25 q50 q75 high) from `first` on; `weeks` the same for weeks."""

    first: date
    values: NDArray[np.float64]
    wide_percent: int
    weeks: tuple[tuple[date, tuple[float, ...]], ...] = ()


@dataclass(frozen=True)
class Expected:
    """By position of the place. `hidden`: places of which no estimate may be shown."""

    courses: Mapping[int, Course] = field(default_factory=dict)
    growth: Mapping[int, Growth] = field(default_factory=dict)
    swings: Mapping[int, Swing] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    verified: frozenset[int] = frozenset()
    any: bool = False
    knows_verified: bool = False

    @property
    def end(self) -> date | None:
        """The last day of the outlook."""
        course = next(iter(self.courses.values()), None)
        return None if course is None else date.fromordinal(course.first.toordinal() + len(course.shares) - 1)


def read_expected(coming: Coming, atlas: Atlas, protected: frozenset[str]) -> Expected:
    """The estimates of all places of the atlas."""
    position = {place.code: number for number, place in enumerate(atlas.places)}
    verified = coming.verified or frozenset()
    return Expected(
        courses={} if coming.outlook is None else dict(_courses(coming, atlas, position)),
        growth={} if coming.rt is None else dict(_growth(coming.rt, position)),
        swings={} if coming.forecast is None else dict(_swings(coming.forecast, position)),
        hidden=frozenset(position[code] for code in protected if code in position),
        verified=frozenset(p for code in verified if (p := position[code]) >= 0 and atlas.colour[p, -1] == 0),
        any=any(part is not None for part in (coming.outlook, coming.rt, coming.forecast)),
        knows_verified=coming.verified is not None,
    )


def groups(frame: pl.DataFrame, by: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """The pieces of a frame sorted by a column, one for each of its values."""
    for code, start, length in frame.with_row_index().group_by(by, maintain_order=True).agg(
        start=pl.col("index").first(), length=pl.len()
    ).iter_rows():  # fmt: skip
        yield code, frame.slice(start, length)


def _courses(coming: Coming, atlas: Atlas, position: Mapping[str, int]) -> Iterator[tuple[int, Course]]:
    assert coming.outlook is not None
    to_green = {}
    if coming.to_green is not None:
        to_green = {row["area"]: row for row in coming.to_green.iter_rows(named=True)}
    for code, days in groups(coming.outlook, "area"):
        place = position[code]
        wanted = [f"p_{level.id}" for level in atlas.scale(atlas.places[place].level)]
        names = [*wanted, "p_unknown"]
        later = days.filter(pl.col("day") > atlas.last)
        if not wanted or later.is_empty():
            continue
        known = days.with_columns(pl.lit(0.0).alias(n) for n in names if n not in days.columns)
        table = known.select(names).fill_null(0.0).to_numpy()
        first: date = later["day"][0]
        ahead = len(later)
        today = table[-ahead - 1] if len(table) > ahead else None
        yield place, Course(first, table[-ahead:], today, _to_green(to_green.get(code)))


def _to_green(row: Mapping[str, object] | None) -> ToGreen | None:
    if row is None:
        return None
    chance = row.get("p_green_by_end")
    assert chance is None or isinstance(chance, float)
    names = ("green_q10", "green_q50", "green_q90", "green_end")
    days = [day if isinstance(day := row.get(name), date) else None for name in names]
    return ToGreen(chance, *days)


def _growth(rt: pl.DataFrame, position: Mapping[str, int]) -> Iterator[tuple[int, Growth]]:
    real_time = rt.filter(pl.col("kind") == "filter")
    for code, days in groups(real_time, "area"):
        whole = days.upsample("date", every="1d")
        last = days.row(-1, named=True)
        yield (
            position[code],
            Growth(
                first=whole["date"][0],
                values=whole.select(QUANTILES).fill_null(np.nan).to_numpy(),
                last=last["date"],
                above_one=last["p_above_1"],
                doubling=last.get("doubling_days"),
            ),
        )


def _swings(forecast: pl.DataFrame, position: Mapping[str, int]) -> Iterator[tuple[int, Swing]]:
    level = pl.col("output_type_id").cast(pl.Float64).round(4)
    ahead = (pl.col("target_end_date") - pl.col("reference_date")).dt.total_days()
    table = forecast.with_columns(level=level, days=ahead)
    known = set(table["level"])
    low, high = next((pair for pair in WIDE if set(pair) <= known), (0.25, 0.75))
    wanted = [low, 0.25, 0.5, 0.75, high]
    if not set(wanted) <= known:
        return
    wide = (
        table.filter(pl.col("level").is_in(wanted))
        .pivot(on="level", index=["location", "target_end_date", "days", "horizon"], values="value")
        .sort("location", "target_end_date")
    )
    names = [str(name) for name in wanted]
    percent = round((high - low) * 100)
    weeks = _weeks(wide.filter(pl.col("days") == 7 * pl.col("horizon")), names)
    daily = wide.filter((pl.col("days") == pl.col("horizon")) & (pl.col("horizon") > 0))
    for code, days in groups(daily, "location"):
        values = days.select(names).to_numpy()
        yield position[code], Swing(days["target_end_date"][0], values, percent, weeks.get(code, ()))


def _weeks(weekly: pl.DataFrame, names: list[str]) -> dict[str, tuple[tuple[date, tuple[float, ...]], ...]]:
    return {
        code: tuple(zip(rows["target_end_date"].to_list(), rows.select(names).rows(), strict=True))
        for code, rows in groups(weekly, "location")
    }
