"""Back-test of the outlook (goal G1): how good are P(green) in 7 and 14 days, and the date with its interval?

    python -m benchmarks.outlook [--set hcmc-2686 hcmc-green demo kaohsiung-2014] [--every 2] [--draws 200]

For every origin day the outlook sees the counts up to that day; the truth is the colour that the criteria
gave on the later day. Beside it, on the same areas and days:
    persistence   the best level stays, any other stays too (0 or 1)
    transitions   how often a level was followed by the best one h days later, over all areas so far
    earliest      the same, told apart by whether the best level is possible by then at all
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.forecast_sets import DATA
from vungxanh.assessment import Request
from vungxanh.assessment.prepare import prepare
from vungxanh.demo import simulate
from vungxanh.epidemic import Counts, sum_up
from vungxanh.outlook import Outlook, outlook
from vungxanh.territory import Neighbours, Territory, read_any_territory
from vungxanh.zoning import NO_DATE, NOT_JUDGED, Colours, Pack, colour, look_ahead, read_pack

DAYS = (7, 14)
GOAL, AIM = 0.15, 0.30
COVERED = (0.75, 0.85)
LONGEST = 60
BINS = np.array([0, 0.05, 0.15, 0.35, 0.65, 0.85, 0.95, 1.0001])


@dataclass(frozen=True)
class Set:
    """Counts with their criteria; `first` and `last`: the range of origin days."""

    name: str
    counts: Counts
    pack: Pack
    first: date
    last: date


@dataclass
class Scores:
    """What is collected over origins, one array per origin."""

    truth: dict[int, list[np.ndarray]]
    said: dict[tuple[str, int], list[np.ndarray]]
    dates: list[tuple[np.ndarray, ...]]


def hcmc(pack: str) -> Set:
    """312 wards of Ho Chi Minh City by day of announcement, to 8 July 2021."""
    areas = read_any_territory(
        DATA / "hcmc-boundaries-2021/hcmc_wards_312_simplified.geojson", on=date(2021, 7, 8)
    )
    raw = pl.read_csv(
        DATA / "vn-covid-ward-daily-2021/hcmc_ward_daily.csv", schema_overrides={"ward_code": str}
    )
    rows = raw.select(pl.col("date").str.to_date(), area="ward_code", n="cases")
    return Set("", _counts(rows, areas, date(2021, 4, 27), date(2021, 7, 8)), read_pack(pack),
               date(2021, 6, 1), date(2021, 6, 24))  # fmt: skip


def kaohsiung(year: int) -> Set:
    """Dengue in the villages of Kaohsiung by day of notification; the villages with a case that year."""
    raw = pl.read_parquet(DATA / f"taiwan-dengue-2014/kaohsiung_{year}.parquet")
    raw = raw.filter(pl.col("village_code") != "")
    rows = raw.select(date=pl.col("notified_date").cast(pl.Date), area="village_code", n="n")
    place = raw.group_by("village_code").agg(pl.col("district_code").first()).sort("village_code")
    counts = _counts(rows, _two_levels(place), date(year, 4, 1), date(year, 12, 31))
    return Set("", counts, read_pack("green-14-days"), date(year, 7, 15), date(year, 12, 10))


def demo(seed: int = 11) -> Set:
    """The simulated outbreak of District 6, groups and quarters and wards, by day of report."""
    with tempfile.TemporaryDirectory() as folder:
        made = simulate(Path(folder), seed=seed)
        asked = Request(cases=made.cases_csv, areas="district6-2021", criteria="hcmc-emulation-2021",
                        as_of=made.as_of, inputs=made.inputs)  # fmt: skip
        counts = prepare(asked, lambda _: None).counts
    last = made.as_of - timedelta(days=14)
    return Set("", counts, read_pack("hcmc-emulation-2021"), counts.first + timedelta(days=28), last)


SETS: dict[str, Callable[[], Set]] = {
    "hcmc-2686": lambda: hcmc("vn-2686-2021"),
    "hcmc-green": lambda: hcmc("green-14-days"),
    "demo": demo,
    "kaohsiung-2014": lambda: kaohsiung(2014),
    "kaohsiung-2015": lambda: kaohsiung(2015),
}


def _counts(rows: pl.DataFrame, areas: Territory, first: date, last: date) -> Counts:
    rows = rows.filter(pl.col("date").is_between(first, last) & pl.col("area").is_in(list(areas.codes)))
    own = np.zeros((len(areas), (last - first).days + 1), np.int32)
    place = np.array([areas.index[code] for code in rows["area"]])
    day = (rows["date"] - first).dt.total_days().to_numpy()
    np.add.at(own, (place, day), rows["n"].to_numpy())
    cases = sum_up(areas, own)
    return Counts(areas, first, cases, cases, cases, as_of=last)


def _two_levels(place: pl.DataFrame) -> Territory:
    """Villages as wards inside districts; adjacency is not known."""
    districts = sorted(set(place["district_code"]))
    codes = (*place["village_code"], *(f"D{code}" for code in districts))
    wards = place.height
    parent = [wards + districts.index(code) for code in place["district_code"]] + [-1] * len(districts)
    size = len(codes)
    return Territory(
        day=date(2014, 1, 1), codes=codes, names=codes,
        levels=("ward",) * wards + ("district",) * len(districts), parent=np.array(parent, np.int32),
        population=np.full(size, np.nan), neighbours=Neighbours.unknown(size),
        valid_from=(None,) * size, valid_to=(None,) * size,
    )  # fmt: skip


def back_test(one: Set, every: int, draws: int) -> Scores:
    """Every origin day of a set."""
    counts, last = one.counts, one.counts.days - 1
    truth = colour(counts, one.pack)
    ahead = look_ahead(truth).to_best
    scores = Scores({h: [] for h in DAYS}, {}, [])
    origins = range((one.first - counts.first).days, (one.last - counts.first).days + 1, every)
    for today in origins:
        known = colour(counts.between(0, today + 1), one.pack)
        reach = min(LONGEST, last - today)
        found = outlook(known, horizon=14, to_best=reach, draws=draws, seed=today)
        judged = known.rank[:, -1] != NOT_JUDGED
        for h in DAYS:
            scores.truth[h].append(truth.rank[judged, today + h] == 0)
            said = {
                "outlook": found.p[1, :, h - 1],
                "persistence": (known.rank[:, -1] == 0).astype(float),
                "transitions": _transitions(truth, None, today, h),
                "earliest": _transitions(truth, ahead, today, h),
            }
            for name, values in said.items():
                scores.said.setdefault((name, h), []).append(values[judged])
        scores.dates.append(_first_green(found, truth, today, reach, judged))
    return scores


def _transitions(truth: Colours, ahead: np.ndarray | None, today: int, h: int) -> np.ndarray:
    """Share of past cases of today's state that were best h days later, with one half case of each added."""
    state = truth.rank.astype(int) + 1
    if ahead is not None:
        state = 2 * state + ((ahead != NO_DATE) & (ahead <= h))
    before, after = state[:, : today - h + 1], truth.rank[:, h : today + 1] == 0
    judged = truth.rank[:, : today - h + 1] != NOT_JUDGED
    cells = np.bincount(before[judged], minlength=state.max() + 1)
    best = np.bincount(before[judged], weights=after[judged], minlength=state.max() + 1)
    share: np.ndarray = ((best + 0.5) / (cells + 1))[state[:, today]]
    return share


def _first_green(
    found: Outlook, truth: Colours, today: int, reach: int, judged: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Of the areas that are not best today: true days to the best level, and what was said (as draws)."""
    rows = np.flatnonzero(judged & (truth.rank[:, today] != 0))
    later = truth.rank[rows, today + 1 : today + 1 + reach] == 0
    first = np.where(later.any(axis=1), later.argmax(axis=1) + 1, reach + 1)
    return first, found.tally.first_best[:, rows], np.full(len(rows), reach)


def coverage(dates: list[tuple[np.ndarray, ...]]) -> tuple[float, float, int]:
    """Of the 80 % interval, where it ends within the days looked at or begins there: closed, by PIT, number.

    By PIT: the part of the true day's probability that lies between 10 % and 90 % - a day is a lump.
    """
    closed, smooth = [], []
    for first, drawn, reach in dates:
        low, high = (np.quantile(drawn, q, axis=0, method="inverted_cdf") for q in (0.1, 0.9))
        says = low <= reach
        closed.append(((low <= first) & (first <= high))[says])
        smooth.append(inside_80(drawn, first)[says])
    return (
        float(np.concatenate(closed).mean()),
        float(np.concatenate(smooth).mean()),
        len(np.concatenate(closed)),
    )


def inside_80(drawn: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The part of the true day's probability between 10 % and 90 %, the truth counted as one more draw."""
    below = (drawn < first).sum(axis=0) / (len(drawn) + 1)
    upto = ((drawn <= first).sum(axis=0) + 1) / (len(drawn) + 1)
    part: np.ndarray = np.clip(np.minimum(upto, 0.9) - np.maximum(below, 0.1), 0, None) / (upto - below)
    return part


def show(name: str, scores: Scores, seconds: float) -> list[str]:
    """The figures of one set; the goals that it misses."""
    missed = []
    print(f"\n{name}: {len(scores.dates)} origins, {seconds:.0f} s")
    for h in DAYS:
        truth = np.concatenate(scores.truth[h])
        briers = {
            n: float(((np.concatenate(v) - truth) ** 2).mean()) for (n, d), v in scores.said.items() if d == h
        }
        gain = {
            n: 1 - briers["outlook"] / b if b else float("nan") for n, b in briers.items() if n != "outlook"
        }
        print(f"  {h:2} days: Brier {briers['outlook']:.4f} (n {len(truth)}, {truth.mean():.1%} green); "
              + "; ".join(f"{n} {briers[n]:.4f} ({-g:+.0%})" for n, g in gain.items()))  # fmt: skip
        if not gain["persistence"] >= GOAL:
            missed.append(f"{name}: Brier at {h} days {-gain['persistence']:+.0%}, goal -{GOAL:.0%}")
    p, truth = np.concatenate(scores.said["outlook", 14]), np.concatenate(scores.truth[14])
    place = np.digitize(p, BINS) - 1
    shown = [f"{p[place == b].mean():.2f}->{truth[place == b].mean():.2f} ({(place == b).sum()})"
             for b in range(len(BINS) - 1) if (place == b).any()]  # fmt: skip
    print("  reliability at 14 days, said -> seen (n): " + "  ".join(shown))
    closed, smooth, number = coverage(scores.dates)
    print(f"  date of green, 80 % interval: covers {closed:.1%} as days, {smooth:.1%} by PIT (n {number})")
    if not COVERED[0] <= smooth <= COVERED[1]:
        missed.append(f"{name}: 80 % interval of the date covers {smooth:.1%}, goal 75-85 %")
    return missed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--set", nargs="*", default=list(SETS), choices=list(SETS))
    parser.add_argument("--every", type=int, default=None, help="days between origins")
    parser.add_argument("--draws", type=int, default=200)
    asked = parser.parse_args()
    missed = []
    print(
        f"Goal G1: Brier at 14 days at least {GOAL:.0%} below persistence (aim {AIM:.0%}); interval 75-85 %"
    )
    for name in asked.set:
        began = time.perf_counter()
        every = asked.every or (7 if name.startswith("kaohsiung") else 2)
        scores = back_test(SETS[name](), every, asked.draws)
        missed += show(name, scores, time.perf_counter() - began)
    print("\nGoals missed:" if missed else "\nAll goals met.")
    print("\n".join(missed))


if __name__ == "__main__":
    main()
