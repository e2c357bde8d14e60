"""Random territories and counts for property tests: small, but with every trap in them."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import numpy as np
import polars as pl
from hypothesis import strategies as st

from tests.building import territory
from tests.property.slow_values import Past
from vungxanh.epidemic import Counts, all_up, sum_up
from vungxanh.territory import LEVELS, Territory
from vungxanh.zoning import History, Pack, read_history
from vungxanh.zoning.pack import History as HistoryAt
from vungxanh.zoning.pack import Input

FIRST_DAYS = (date(2021, 6, 1), date(2020, 12, 20), date(2024, 2, 20), date(2026, 12, 14))
SERIES = ("tests", "positives", "new_chains")


@dataclass(frozen=True)
class World:
    """Counts of a random territory, and earlier years in both forms (None: not given)."""

    counts: Counts
    past: Past | None = field(repr=False)

    @property
    def history(self) -> History | None:
        """The earlier years as the engine reads them."""
        return None if self.past is None else history_of(self.past, self.counts.territory)


def random_territory(
    random: Random, *, roots: int = 1, most: int = 5, unknown_people: bool = True
) -> Territory:
    """Provinces, districts, wards and quarters in mixed order; some branches skip a level."""
    levels = ["province"] * roots
    for level in ("district", "ward", "quarter"):
        levels += [level] * random.randint(1 if level == "ward" else 0, most)
    random.shuffle(levels)
    coarser = [[p for p, above in enumerate(levels) if LEVELS.index(above) > LEVELS.index(one)]
               for one in levels]  # fmt: skip
    loose = 0.1 if roots == 1 else 0.0
    parent = [-1 if not choices or random.random() < loose else random.choice(choices) for choices in coarser]
    pairs = [(a, b) for a in range(len(levels)) for b in range(a) if levels[a] == levels[b]]
    people = [500.0, 1_000.0, 2_000.0, 10_000.0, 30_000.0] + [np.nan, 0.0] * unknown_people
    return territory(
        levels,
        parent,
        [random.choice(people) for _ in levels],
        None if random.random() < 0.15 else [pair for pair in pairs if random.random() < 0.4],
    )


def random_counts(random: Random, areas: Territory, days: int, *, corrections: bool = True) -> Counts:
    """Cases, corrections, days without a report, further series with gaps."""
    rng = np.random.default_rng(random.randint(0, 10**6))
    shape = (len(areas), days)
    density = random.choice([0.02, 0.1, 0.4])
    own = (rng.random(shape) < density) * rng.integers(1, 5, shape)
    if corrections and random.random() < 0.3:
        own -= (rng.random(shape) < 0.03) * rng.integers(1, 4, shape)
    community = own - (rng.random(shape) < 0.3) * own
    unlinked = community - (rng.random(shape) < 0.4) * community
    reported = None
    if random.random() < 0.5:
        reported = all_up(areas, rng.random(shape) >= random.choice([0.01, 0.1, 0.5]))
    first = random.choice(FIRST_DAYS)
    return Counts(
        territory=areas,
        first=first,
        cases=sum_up(areas, own.astype(np.int32)),
        community=sum_up(areas, community.astype(np.int32)),
        unlinked=sum_up(areas, unlinked.astype(np.int32)),
        as_of=first + timedelta(days=days - 1),
        reported=reported,
        extra={name: random_series(rng, shape) for name in SERIES if random.random() < 0.7},
    )


def random_series(rng: np.random.Generator, shape: tuple[int, int], highest: int = 6) -> np.ndarray:
    """Whole numbers with gaps."""
    gaps = rng.random(shape) < rng.choice([0.0, 0.05, 0.5])
    return np.where(gaps, np.nan, rng.integers(0, highest, shape).astype(float))


def with_inputs(random: Random, counts: Counts, pack: Pack) -> Counts:
    """The inputs that a pack asks for, some not given, some out of range."""
    rng = np.random.default_rng(random.randint(0, 10**6))
    extra = dict(counts.extra)
    for indicator in pack.indicators:
        if isinstance(indicator, Input) and random.random() < 0.7:
            values = rng.choice([0.0, 1.0, 1.0, 30.0, 70.0, 85.0, 101.0, -1.0], counts.cases.shape)
            often = random.choice([0.02, 0.3, 1.0])
            extra[indicator.name_in_table] = np.where(rng.random(counts.cases.shape) < often, values, np.nan)
    return replace(counts, extra=extra)


def random_past(random: Random, counts: Counts) -> Past | None:
    """Up to eight earlier years, with holes."""
    if random.random() < 0.2:
        return None
    rng = np.random.default_rng(random.randint(0, 10**6))
    hole = random.choice([0.0, 0.1, 0.4])
    days = [counts.day_at(day) for day in range(counts.days)]
    slots = {("month", day.month) for day in days} | {("week", day.isocalendar().week) for day in days}
    return {
        (area, period, counts.first.year + 1 - back, slot): float(rng.integers(0, 6))
        for area in range(len(counts.territory))
        for period, slot in sorted(slots)
        for back in range(8)
        if rng.random() >= hole
    }


def history_of(past: Past, areas: Territory) -> History:
    """The same earlier years as a table that was read; one marked epidemic year must play no part."""
    rows = [
        (areas.codes[area], year, *((slot, None) if period == "month" else (None, slot)), cases, None)
        for (area, period, year, slot), cases in past.items()
    ]
    rows.append((areas.codes[0], 1999, 6, None, 999.0, "x"))
    columns = ["area", "year", "month", "week", "cases", "epidemic"]
    return read_history(pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None), areas)


@st.composite
def worlds(
    draw: st.DrawFn,
    pack: Pack,
    *,
    days: tuple[int, int] = (3, 45),
    roots: int = 1,
    with_past: bool = True,
    **how: bool,
) -> World:
    """A random world with the inputs that the pack asks for."""
    random = draw(st.randoms(use_true_random=False))
    areas = random_territory(random, roots=roots)
    counts = with_inputs(random, random_counts(random, areas, random.randint(*days), **how), pack)
    with_past = with_past and any(isinstance(indicator, HistoryAt) for indicator in pack.indicators)
    return World(counts, random_past(random, counts) if with_past else None)
