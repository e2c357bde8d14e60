"""The scan beside its goals: `python -m benchmarks.epidemic_scan [--quick]` prints rows S1 to S3.

S1  log likelihood ratios by the formulas of R's scanstatistics; false alarms at the 5 % level
S2  seconds for 1,000 areas x 28 days x 999 replicas, circles up to 50 and 500 areas (R scanstatistics: 218 s,
    measured elsewhere; its package is not in Debian), and the connected groups
S3  planted clusters in real baselines (epidemic_scan_planted); needs ../shared/data
"""

import math
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np

from benchmarks.epidemic_scan_data import SHARED, Real, kaohsiung, nyc
from benchmarks.epidemic_scan_planted import false_alarms, planted
from vungxanh.epidemic.clusters import Options, Places, scan
from vungxanh.epidemic.clusters.ratio import log_ratio
from vungxanh.territory import Neighbours

LAST = date(2021, 7, 8)


def world(n: int, seed: int = 1) -> Places:
    """n areas at random, lognormal populations."""
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, math.sqrt(n) * 1000, (n, 2))
    codes = tuple(f"{i:06d}" for i in range(n))
    return Places(codes, codes, rng.lognormal(9, 0.5, n), xy, Neighbours.unknown(n))


def row(goal: str, what: str, must: str, ahead: str, ours: str, *, good: bool) -> None:
    """One line of the table; a row that misses its "must" says so."""
    print(f"{goal:<4}{what:<58}{must:>12}{ahead:>12}{ours:>16}{'' if good else '   FALLS SHORT'}")


def ratios(samples: int = 100_000) -> float:
    """The largest difference from the formulas of R's package, as numpy writes them."""
    rng = np.random.default_rng(2)
    total = rng.integers(10, 5000, samples).astype(float)
    c = np.floor(rng.uniform(0, 1, samples) * total)
    e = rng.uniform(0.001, 1, samples) * total
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = np.where(total - c < 1e-16, 0.0, (total - c) * np.log((total - c) / (total - e)))
        population = np.where(c > e, c * np.log(c / e) + rest, 0.0)
        expectation = np.where(c > e, c * (np.log(c) - np.log(e)) + e - c, 0.0)
    ours = [(log_ratio(*of), log_ratio(of[0], of[1], -1.0)) for of in zip(c, e, total, strict=True)]
    return float(np.abs(np.array(ours) - np.column_stack([population, expectation])).max())


def false_rate(shape: str, sets: int) -> float:
    """Share of data sets without a cluster with p <= 0.05: 60 areas, 7 days, 120 cases, 99 replicas."""
    places, hits = world(60, 5), 0
    share = places.population / places.population.sum()
    for seed in range(sets):
        mean = np.repeat(share[:, None] * 120 / 7, 7, axis=1)
        cases = np.random.default_rng(1000 + seed).poisson(mean)
        found = scan(
            cases, places, last=LAST, days=7, model="poisson", replicas=99, seed=seed, most_areas=20,
            options=Options(shape=shape, limit=1),
        )  # fmt: skip
        hits += bool(found.clusters) and found.clusters[0].p <= 0.05
    return hits / sets


def seconds(shape: str, most_areas: int, replicas: int = 999) -> float:
    """One search over 1,000 areas and 28 days with 3,000 cases; the kernels are compiled before."""
    places = world(1000)
    share = places.population / places.population.sum()
    cases = np.random.default_rng(3).poisson(np.repeat(share[:, None] * 3000 / 28, 28, axis=1))

    def run(count: int) -> float:
        began = time.perf_counter()
        scan(
            cases, places, last=LAST, model="poisson", replicas=count, most_areas=most_areas,
            options=Options(shape=shape),
        )  # fmt: skip
        return time.perf_counter() - began

    run(9)
    return run(replicas)


def detection(real: Real, trials: int) -> tuple[float, float, int]:
    """Shares found at most 3 days after the oracle, and after the bound where it finds; how often it does."""
    tried = [trial for seed in range(trials) if (trial := planted(real, seed)) is not None]
    oracle = np.array([trial.ours - trial.oracle for trial in tried])
    bound = np.array([trial.ours - trial.bound for trial in tried if not np.isnan(trial.bound)])
    return float(np.mean(oracle <= 3)), float(np.mean(bound <= 3)) if len(bound) else float("nan"), len(bound)


def main() -> None:
    quick = "--quick" in sys.argv
    row("", "goal", "must", "ahead", "ours", good=True)
    worst = ratios()
    row("S1", "ratio, largest difference from R's formulas", "1e-6", "", f"{worst:.1e}", good=worst <= 1e-6)
    for shape in ("circles", "neighbours", "both"):
        rate = false_rate(shape, 200 if quick else 2000)
        row("S1", f"false alarms at 5 %, {shape}", "", "4-6 %", f"{rate:.1%}", good=0.04 <= rate <= 0.06)
    for shape, most, must, ahead in (
        ("circles", 50, 10, "5 s"), ("circles", 500, 40, ""),
        ("neighbours", 50, 10, ""), ("both", 50, 10, ""),
    ):  # fmt: skip
        took = seconds(shape, most)
        row(
            "S2",
            f"1,000 x 28 x 999, {shape}, k <= {most}",
            f"{must} s",
            ahead,
            f"{took:.1f} s",
            good=took <= must,
        )
    if not SHARED.is_dir():
        print("S3 needs ../shared/data")
        return
    trials, days = (10, 20) if quick else (60, 200)
    places: tuple[Callable[[], Real], ...] = (nyc, _quiet_nyc, kaohsiung)
    for read in places:
        real = read()
        share, fair, possible = detection(real, trials)
        what = f"{real.name}: <= 3 d after the oracle"
        row("S3", what, "80 %", "90 %", f"{share:.0%}", good=share >= 0.8)
        row(
            "S3",
            f"  ... after the bound, where it finds ({possible} of {trials})",
            "",
            "",
            f"{fair:.0%}",
            good=True,
        )
    alarms, searched = false_alarms(_quiet_nyc(), 0, days)
    rate = 20 * alarms / searched
    row(
        "S3",
        f"new false alarms in 20 days ({searched} days searched)",
        "1",
        "",
        f"{rate:.2f}",
        good=rate <= 1,
    )


def _quiet_nyc() -> Real:
    """New York in its quiet spring and summer."""
    return nyc(date(2021, 4, 1), date(2021, 7, 31))


if __name__ == "__main__":
    main()
