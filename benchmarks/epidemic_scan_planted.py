"""Goal S3: clusters planted into real baselines, found how much later than by one who knows where to look?

The baseline is what is usual in real counts (epidemic_scan_data.Real.usual); counts are drawn around it, with
gamma scatter of shape `K` per area and day. In a zone of 4-9 areas (half the trials a circle, half a
connected chain) counts are drawn at RR 2 or 3 times the usual from a random day on. Each morning we search
as `vungxanh epi clusters` does, with no more knowledge than the counts so far.

Oracle   knows the zone, its first day and the true baseline, not whether anything is there: alarms when the
         tail of all cases since that day is <= 1/20, the same rate of false alarms, in one zone only
Bound    the same, but as one who must look everywhere: alarms when the ratio of that zone since that day
         reaches the level that 95 % of the replicas (circles, true baseline) stay below
Found    an alarm that holds at least half of the planted areas' expected cases
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

from benchmarks.epidemic_scan_data import Real
from vungxanh.epidemic.clusters import Options, Scan, followed, scan
from vungxanh.epidemic.clusters.forming import search_for
from vungxanh.epidemic.clusters.model import model_of
from vungxanh.epidemic.clusters.near import graph_of
from vungxanh.epidemic.clusters.ratio import UNCONDITIONAL, log_ratio

K = 20.0
PAST, SPREAD, PATIENCE = 56, 28, 21
ORACLE = 0.05
REPLICAS = 99


@dataclass(frozen=True)
class Trial:
    """Days from the first day of the cluster to the alarm (1 = same day); nan: not within PATIENCE days."""

    risk: float
    usual_per_day: float
    oracle: float
    bound: float
    ours: float


def draw(usual: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Counts around what is usual."""
    return rng.poisson(usual * rng.gamma(K, 1 / K, usual.shape)).astype(np.int64)


def planted(real: Real, seed: int) -> Trial | None:
    """One trial; None where the oracle itself finds nothing."""
    rng = np.random.default_rng([seed, 3])
    usual = real.usual
    start = int(rng.integers(PAST + SPREAD, usual.shape[1] - PATIENCE))
    zone = _zone(real, rng, circle=seed % 2 == 0)
    risk = float(rng.choice([2.0, 3.0]))
    truth = usual.copy()
    truth[zone, start:] *= risk
    counts = draw(truth, rng)
    oracle = _oracle(counts[zone, start:].sum(axis=0), usual[zone, start:].sum(axis=0))
    if np.isnan(oracle):
        return None
    ours = float("nan")
    for day in range(start, start + PATIENCE):
        found = search(real, counts, day, seed)
        if _hits(found, usual[:, day], zone, real):
            ours = float(day - start + 1)
            break
    inside, expected = counts[zone, start:].sum(axis=0), usual[zone, start:].sum(axis=0)
    bound = _bound(inside, expected, _level(real, usual[:, :start]))
    return Trial(risk, float(expected[:7].mean()), oracle, bound, ours)


def false_alarms(real: Real, seed: int, days: int) -> tuple[int, int]:
    """(new alarms, days searched) in counts without any cluster."""
    rng = np.random.default_rng([seed, 4])
    counts = draw(real.usual, rng)
    last = counts.shape[1]
    alarms, before = 0, None
    for day in range(last - days, last):
        before = followed(search(real, counts, day, seed).frame(), before)
        alarms += before.filter(before["new_alarm"])["cluster"].n_unique()
    return alarms, days


def search(real: Real, counts: NDArray[np.int64], day: int, seed: int) -> Scan:
    """What the command does on the morning after column `day`."""
    last = real.last - timedelta(days=counts.shape[1] - 1 - day)
    return scan(
        counts[:, : day + 1], real.places, last=last, replicas=REPLICAS, seed=seed * 1000 + day,
        options=Options(stop_after=20, limit=5),
    )  # fmt: skip


def _zone(real: Real, rng: np.random.Generator, *, circle: bool) -> NDArray[np.intp]:
    size = int(rng.integers(4, 10))
    located = np.flatnonzero(real.places.located)
    centre = int(rng.choice(located))
    if circle:
        distance = np.hypot(*(real.places.xy - real.places.xy[centre]).T)
        return np.argsort(distance)[:size]
    start, touching, _ = graph_of(real.places)
    chain = [centre]
    while len(chain) < size:
        beside = [int(t) for i in chain for t in touching[start[i] : start[i + 1]] if t not in chain]
        if not beside:
            break
        chain.append(int(rng.choice(beside)))
    return np.array(chain)


def _oracle(cases: NDArray[np.int64], usual: NDArray[np.float64]) -> float:
    for days in range(1, PATIENCE + 1):
        mean = usual[:days].sum()
        shape = K * days
        if nbinom.sf(cases[:days].sum() - 1, shape, shape / (shape + mean)) <= ORACLE:
            return float(days)
    return float("nan")


def _level(real: Real, usual: NDArray[np.float64]) -> float:
    """The ratio that the highest circle of one replica in twenty reaches, on the true baseline."""
    window = usual[:, -SPREAD:]
    order = np.argsort(np.array(real.places.codes))
    under = model_of(
        "expected", np.zeros(window.shape, np.int64), real.places.of(order), SPREAD, window[order]
    )
    search_, _ = search_for(under, real.places.of(order), Options(shape="circles"), 50)
    seeds = np.arange(REPLICAS, dtype=np.uint64) * np.uint64(7919)
    return float(
        np.quantile(search_.highest(seeds, under.counts(np.random.default_rng(1), REPLICAS))[:, 0], 0.95)
    )


def _bound(cases: NDArray[np.int64], usual: NDArray[np.float64], level: float) -> float:
    """Days until the planted zone itself reaches the level."""
    for days in range(1, PATIENCE + 1):
        if log_ratio(float(cases[:days].sum()), float(usual[:days].sum()), UNCONDITIONAL) >= level:
            return float(days)
    return float("nan")


def _hits(found: Scan, usual: NDArray[np.float64], zone: NDArray[np.intp], real: Real) -> bool:
    frame = followed(found.frame())
    inside = {real.places.codes[i] for i in zone}
    index = {code: n for n, code in enumerate(real.places.codes)}
    for _, rows in frame.filter(frame["alarm"]).group_by("cluster"):
        common = [index[code] for code in rows["area"] if code in inside]
        if usual[common].sum() >= 0.5 * usual[zone].sum():
            return True
    return False
