"""How good our nowcasts are, beside taking reports as they are, KIT's chain ladder and the published scores.

    python -m benchmarks.epidemic_nowcast [--every N] [--speed]

Data: ../shared/data (German hospital admissions by age, New York boroughs, dengue in Kaohsiung). Each nowcast
sees only what had been reported by its day; the truth is what was known with the longest delay of the table.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.nowcast_plain import plain_nowcast
from benchmarks.nowcast_surveillance import compare
from vungxanh.epidemic.delays import Triangle, triangle_of, triangle_of_cases, triangle_of_vintages
from vungxanh.epidemic.nowcast import LEVELS, nowcast
from vungxanh.epidemic.scores import wis

Array = NDArray[np.float64]
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEVEN = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])


@dataclass(frozen=True)
class Task:
    """One set to score: which days, sums over how many days, horizons up to `longest` days back."""

    name: str
    triangle: Triangle
    days: Sequence[date]
    width: int
    longest: int
    levels: Array
    goal: float | None = None
    aim: float | None = None
    published: str = ""


def german(part: str) -> Triangle:
    rows = pl.read_parquet(DATA / "germany-hospital-triangle/triangle_de_age_reported_by_2022-01-31.parquet")
    rows = rows.rename({"age_group": "area"}).with_columns(pl.col("reference_date").str.to_date())
    national = pl.col("area") == "00+"
    return triangle_of(rows.filter(national if part == "national" else ~national), as_of=date(2022, 1, 31))


def boroughs() -> Triangle:
    rows = pl.read_parquet(DATA / "nyc-zip-2020-21/borough_vintages_45d.parquet")
    rows = rows.with_columns(pl.col("published", "date").str.to_date()).rename({"published": "as_of"})
    long = rows.unpivot(
        on=["BX", "BK", "MN", "QN", "SI"], index=["as_of", "date"], variable_name="area", value_name="value"
    )
    return triangle_of_vintages(long, as_of=date(2021, 8, 31), max_delay=30)


def dengue(year: int) -> Triangle:
    rows = pl.read_parquet(DATA / f"taiwan-dengue-2014/kaohsiung_{year}.parquet").select(
        pl.col("district").alias("area"),
        pl.col("onset_date").cast(pl.Date).alias("reference_date"),
        pl.col("notified_date").cast(pl.Date).alias("report_date"),
        "n",
    )
    season = rows.filter(pl.col("reference_date") >= date(year, 6, 1))
    return triangle_of_cases(season, as_of=date(year + 1, 1, 7), max_delay=20)


def between(first: date, last: date, every: int) -> list[date]:
    return [first + timedelta(n) for n in range(0, (last - first).days + 1, every)]


def tasks(every: int) -> list[Task]:
    """All sets; the German one as the hub scored it, on the part of its period that is given."""
    ages, national = german("ages"), german("national")
    autumn = between(date(2021, 11, 22), date(2021, 12, 22), every)
    later = between(date(2021, 12, 23), date(2022, 1, 19), every)
    summer = between(date(2021, 8, 15), date(2021, 11, 21), 3 * every)
    hub = "KIT .120, mean of all hub models .085 (22 Nov - 29 Apr)"
    hub_national = "KIT .111, mean of all hub models .074 (22 Nov - 29 Apr)"
    found = [
        Task("DE ages 7 d, 22 Nov-22 Dec", ages, autumn, 7, 28, SEVEN, 0.115, 0.085, hub),
        Task("DE total 7 d, 22 Nov-22 Dec", national, autumn, 7, 28, SEVEN, 0.105, 0.074, hub_national),
        Task("DE ages 7 d, 23 Dec-19 Jan *", ages, later, 7, 28, SEVEN, 0.115, 0.085),
        Task("DE total 7 d, 23 Dec-19 Jan *", national, later, 7, 28, SEVEN, 0.105, 0.074),
        Task("DE ages 7 d, 15 Aug-21 Nov", ages, summer, 7, 28, SEVEN, 0.115, 0.085),
        Task("DE total 7 d, 15 Aug-21 Nov", national, summer, 7, 28, SEVEN, 0.105, 0.074),
    ]
    spring = between(date(2021, 2, 1), date(2021, 7, 31), 5 * every)
    found += [Task(f"NYC boroughs {w} d, Feb-Jul", boroughs(), spring, w, 20, LEVELS) for w in (1, 7)]
    for year in (2014, 2015):
        season = between(date(year, 8, 15), date(year, 12, 15), 4 * every)
        found += [Task(f"Kaohsiung {year} {w} d", dengue(year), season, w, 14, LEVELS) for w in (1, 7)]
    return found


def scored(task: Task) -> tuple[Array, NDArray[np.bool_], NDArray[np.bool_]]:
    """WIS of ours, plain and frozen (3, n) on common tasks, and whether 50 % and 95 % intervals held."""
    final = task.triangle.known()
    sums = np.cumsum(np.pad(final, ((0, 0), (task.width, 0))), axis=1)
    truth = sums[:, task.width :] - sums[:, : -task.width]
    complete = task.triangle.as_of - timedelta(days=task.triangle.max_delay)
    losses, inside = [], []
    for day in task.days:
        seen = task.triangle.seen_by(day)
        now = nowcast(seen, sum=task.width, levels=task.levels)
        other = plain_nowcast(seen, task.width, task.levels)
        at = (day - task.triangle.first).days - np.arange(min(task.longest, now.days - 1) + 1)
        at = at[at <= (complete - task.triangle.first).days]
        horizon = (day - task.triangle.first).days - at
        y = truth[:, at]
        ours, reported = now.quantiles[:, ::-1][:, horizon], now.known[:, ::-1][:, horizon]
        loss = [wis(ours, task.levels, y), wis(other[:, horizon], task.levels, y), np.abs(reported - y)]
        losses.append(np.stack([one.ravel() for one in loss]))
        low = [int(np.argmin(np.abs(task.levels - level))) for level in (0.25, 0.025)]
        inside.append(np.stack([((ours[..., i] <= y) & (y <= ours[..., -1 - i])).ravel() for i in low]))
    loss, held = np.concatenate(losses, axis=1), np.concatenate(inside, axis=1)
    return loss, held[0], held[1]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, help="every so many days; more is quicker")
    parser.add_argument("--speed", action="store_true", help="only the time for 10,000 areas")
    asked = parser.parse_args()
    short = [] if asked.speed else accuracy(asked.every)
    if not asked.speed:
        autumn = between(date(2021, 11, 22), date(2021, 12, 17), 5)
        print(compare(german("national"), autumn) or "R surveillance is not here: not compared")
    short += speed()
    print()
    for line in short or ["nothing falls short"]:
        print(f"SHORT: {line}" if short else line)


def accuracy(every: int) -> list[str]:
    """The table, and the rows that miss their goal."""
    print(
        f"{'WIS / WIS of reports as they are':32} {'ours':>6} {'plain':>6} {'goal':>5} {'aim':>5}  50 %  95 %"
    )
    short = []
    for task in tasks(every):
        loss, half, most = scored(task)
        ours, plain = loss[0].sum() / loss[2].sum(), loss[1].sum() / loss[2].sum()
        goals = f"{task.goal:5.3f} {task.aim:5.3f}" if task.goal else f"{'-':>5} {'-':>5}"
        held = f"{half.mean():.3f} {most.mean():.3f}"
        print(f"{task.name:32} {ours:6.3f} {plain:6.3f} {goals}  {held}  {task.published}", flush=True)
        if task.goal is not None and ours > task.goal:
            short.append(f"{task.name} {ours:.3f} > {task.goal}")
        if task.goal is None and ours > plain:
            short.append(f"{task.name} {ours:.3f} > plain {plain:.3f}")
        if task.goal is not None and (abs(half.mean() - 0.5) > 0.05 or abs(most.mean() - 0.95) > 0.03):
            short.append(f"{task.name} coverage {half.mean():.3f}/{most.mean():.3f} (must 5/3 points)")
    print("* reference days to 22 Dec only (40 days of reports are given for those): Christmas reporting")
    return short


def speed() -> list[str]:
    """V2: 10,000 areas x 120 reference days x 41 delays, 23 levels."""
    rng = np.random.default_rng(0)
    areas, references, delays = 10_000, 120, 41
    share = np.exp(-np.arange(delays) / 4.0)
    cases = np.exp(rng.normal(1, 1, (areas, 1, 1)))
    counts = rng.poisson(cases * share / share.sum(), (areas, references, delays)).astype(float)
    counts[:, np.add.outer(np.arange(references), np.arange(delays)) > references - 1] = np.nan
    triangle = Triangle(tuple(map(str, range(areas))), date(2021, 1, 1), 1, counts)
    nowcast(triangle.of(np.arange(5)))
    short = []
    for width in (1, 7):
        start, cpu = time.perf_counter(), time.process_time()
        nowcast(triangle, sum=width)
        wall, used = time.perf_counter() - start, time.process_time() - cpu
        print(
            f"10,000 areas x 41 delays, sums of {width}: {wall:.1f} s ({used:.1f} s of CPU); must 10, aim 3"
        )
        if wall > 10:
            short.append(f"V2 {wall:.1f} s")
    return short


if __name__ == "__main__":
    main()
