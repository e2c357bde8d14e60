"""R where the truth is known: ours beside EpiEstim in the same run, beside the goals, and how fast.

    python -m benchmarks.epidemic_rt [--seeds 11 12 13] [--k 10] [--series 100] [--days 400] [--speed 10000]

Goals R1-R4 and V1 are those of the project's list; k, the pace of R and everything else is estimated.
EpiEstim runs where Rscript and its package are installed (`make peers`); otherwise its columns stay empty.
"""

import argparse
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.epidemic_rt_data import Simulated, simulate
from vungxanh.epidemic.disease import read_disease
from vungxanh.epidemic.rt import cori, estimate

LEAST_LAMBDA, SMALL_LAMBDA, FAR_FROM_ONE = 3, 20, 0.1
GOALS = (
    ("R1 MAE, smoother", "smoother", "mae", 0.075, 0.068),
    ("R1 MAE, real time", "filter", "mae", 0.11, 0.10),
    ("R2 |bias|, smoother", "smoother", "bias", 0.02, 0.01),
    ("R2 |bias|, real time", "filter", "bias", 0.02, 0.01),
    ("R2 |cov 50 - .5|, smoother", "smoother", "off50", 0.05, 0.03),
    ("R2 |cov 50 - .5|, real time", "filter", "off50", 0.05, 0.03),
    ("R2 |cov 95 - .95|, smoother", "smoother", "off95", 0.03, 0.015),
    ("R2 |cov 95 - .95|, real time", "filter", "off95", 0.03, 0.015),
    ("R3 MAE, Lambda < 20, smoother", "smoother", "mae_small", 0.09, 0.08),
    ("R3 |cov 95 - .95|, Lambda < 20", "smoother", "off95_small", 0.03, 0.03),
    ("R4 wrong side of 1, real time", "filter", "wrong_side", 0.12, 0.10),
)
Table = dict[str, float]


@dataclass(frozen=True)
class Points:
    """Values (points, 7), truth and Lambda of the days that are judged."""

    values: NDArray[np.floating]
    truth: NDArray[np.float64]
    infectiousness: NDArray[np.float64]


def judged(values: NDArray[np.floating], simulated: Simulated) -> Points:
    """The days with Lambda of 3 or more on which there is an estimate, the first week left out."""
    use = (simulated.infectiousness >= LEAST_LAMBDA) & np.isfinite(values[:, :, 0])
    use[:, :8] = False
    return Points(values[use], simulated.truth[use], simulated.infectiousness[use])


def metrics(points: Points) -> Table:
    """Error and calibration."""
    v, truth = points.values, points.truth
    error = v[:, 0] - truth
    in50, in95 = ((truth >= v[:, low]) & (truth <= v[:, high]) for low, high in ((2, 4), (1, 5)))
    small, far = points.infectiousness < SMALL_LAMBDA, np.abs(truth - 1) > FAR_FROM_ONE
    return {
        "bias": float(error.mean()),
        "mae": float(np.abs(error).mean()),
        "rmse": float(np.sqrt((error**2).mean())),
        "cov50": float(in50.mean()),
        "cov95": float(in95.mean()),
        "off50": float(abs(in50.mean() - 0.5)),
        "off95": float(abs(in95.mean() - 0.95)),
        "mae_small": float(np.abs(error[small]).mean()),
        "cov95_small": float(in95[small].mean()),
        "off95_small": float(abs(in95[small].mean() - 0.95)),
        "wrong_side": float(((v[:, 0] > 1) != (truth > 1))[far].mean()),
    }


def epiestim(simulated: Simulated) -> tuple[NDArray[np.float64], float] | None:
    """EpiEstim's values (series, days, 7) for 7-day windows, and its seconds; None where not installed."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        counts, w, out = (Path(folder) / name for name in ("counts.csv", "w.csv", "out.csv"))
        np.savetxt(counts, simulated.counts, fmt="%d", delimiter=",")
        np.savetxt(w, simulated.w)
        script = Path(__file__).with_suffix(".R")
        ran = subprocess.run(
            ["Rscript", script, "series", counts, w, out], capture_output=True, text=True, check=False
        )
        if ran.returncode:
            return None
        found = np.genfromtxt(out, delimiter=",", missing_values="NA")
    values = np.full((*simulated.counts.shape, 7), np.nan)
    values[:, :, :6] = found.reshape(*simulated.counts.shape, 6)
    return values, float(ran.stdout.split()[-1])


def merged(parts: list[Points]) -> Points:
    """The points of several runs as one."""
    return Points(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in Points.__annotations__)
    )


def accuracy(seeds: list[int], series: int, days: int, k: float) -> dict[str, Table]:
    """Metrics per estimator over all seeds."""
    w = read_disease("covid19", "ancestral").generation
    parts: dict[str, list[Points]] = {}
    for seed in seeds:
        simulated = simulate(series, days, w=w, k=k, seed=seed)
        began = time.perf_counter()
        found = estimate(simulated.counts, w)
        took = time.perf_counter() - began
        print(f"seed {seed}: {found.settings.areas}, pooled {found.settings.pooled}, {took:.1f} s")
        answers: dict[str, NDArray[np.floating]] = {
            "filter": found.filter.values,
            "smoother": found.smoother.values,
            "cori": cori(simulated.counts, w),
        }
        peer = epiestim(simulated)
        if peer is not None:
            answers["EpiEstim"] = peer[0]
            print(f"         EpiEstim {peer[1]:.1f} s, {series / peer[1]:.1f} series of {days} days a second")
        for name, values in answers.items():
            parts.setdefault(name, []).append(judged(values, simulated))
    return {name: metrics(merged(points)) for name, points in parts.items()}


def show_accuracy(found: dict[str, Table]) -> None:
    columns = ("bias", "mae", "rmse", "cov50", "cov95", "mae_small", "cov95_small", "wrong_side")
    print("\n" + " " * 10 + "".join(f"{name:>13}" for name in columns))
    for name, table in found.items():
        print(f"{name:10}" + "".join(f"{table[column]:13.4f}" for column in columns))


def show_goals(found: dict[str, Table]) -> None:
    print(f"\n{'goal':34}{'ours':>8}{'EpiEstim':>10}{'must':>8}{'aim':>8}")
    for title, estimator, column, must, aim in GOALS:
        ours = abs(found[estimator][column])
        peer = f"{abs(found['EpiEstim'][column]):.3f}" if "EpiEstim" in found else "-"
        print(f"{title:34}{ours:8.3f}{peer:>10}{must:8.3f}{aim:8.3f}  {verdict(ours, must, aim)}")


def verdict(ours: float, must: float, aim: float) -> str:
    if ours <= aim:
        return "aim reached"
    return "must reached, aim missed" if ours <= must else "FALLS SHORT"


def speed(series: int) -> None:
    """V1: filter and smoother of series of 120 days, tuning included."""
    w = read_disease("covid19", "ancestral").generation
    simulated = simulate(200, 120, w=w, k=10, seed=5)
    counts = np.tile(simulated.counts, (series // 200, 1))
    estimate(counts[:2], w)
    began, busy = time.perf_counter(), time.process_time()
    estimate(counts, w)
    took, work = time.perf_counter() - began, time.process_time() - busy
    rate = len(counts) / took
    print(f"\nV1 {len(counts)} series of 120 days, tuning included: {took:.2f} s, {rate:.0f} series a second")
    print(f"   {work:.2f} s of processor time, {len(counts) / work:.0f} series a second and core")
    print(f"   must 2000, aim 4000 a second on two free cores: {verdict(-rate, -2000, -4000)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--k", type=float, default=10)
    parser.add_argument("--series", type=int, default=100)
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--speed", type=int, default=10_000)
    asked = parser.parse_args()
    found = accuracy(asked.seeds, asked.series, asked.days, asked.k)
    show_accuracy(found)
    show_goals(found)
    if asked.speed:
        speed(asked.speed)


if __name__ == "__main__":
    main()
