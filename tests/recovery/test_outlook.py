"""Outlooks of simulated outbreaks whose truth is known: what is said comes true as often as it is said.

Truth: 100 wards in 5 districts; renewal with one R per run (uniform 0.6-1.1), negative
binomial k = 5, imports 0.02 a day and ward; 50 days are seen, 21 more are the truth. Seeds as written.
"""

from dataclasses import dataclass

import numpy as np
import pytest

from tests.building import FIRST, territory
from vungxanh.epidemic import Counts, sum_up
from vungxanh.outlook import outlook
from vungxanh.zoning import Colours, colour, read_pack

WARDS, DISTRICTS, SEEN, LATER = 100, 5, 50, 21
GENERATION = np.array([0.1, 0.25, 0.25, 0.2, 0.1, 0.1])
DISPERSION, IMPORTS = 5.0, 0.02
PACK = read_pack("green-14-days")


def go_on(past: np.ndarray, days: int, r: float, rng: np.random.Generator) -> np.ndarray:
    """The next days of (..., wards, days) by the renewal equation."""
    whole = past
    for _ in range(days):
        force = (whole[..., -1 : -len(GENERATION) - 1 : -1] * GENERATION).sum(axis=-1)
        mean = np.minimum(r * force + IMPORTS, 200)
        new = rng.negative_binomial(DISPERSION, DISPERSION / (DISPERSION + mean))
        whole = np.concatenate([whole, new[..., None]], axis=-1)
    return whole[..., -days:]


@dataclass(frozen=True)
class Run:
    """One outbreak: colours of the days seen, true ranks of the days after, R, and the wards' cases."""

    known: Colours
    later: np.ndarray
    r: float
    past: np.ndarray


AREAS = territory(
    ("ward",) * WARDS + ("district",) * DISTRICTS,
    [WARDS + ward % DISTRICTS for ward in range(WARDS)] + [-1] * DISTRICTS,
    touching=None,
)


def counted(wards: np.ndarray) -> Counts:
    own = np.zeros((WARDS + DISTRICTS, wards.shape[1]), np.int32)
    own[:WARDS] = wards
    cases = sum_up(AREAS, own)
    return Counts(AREAS, FIRST, cases, cases, cases, as_of=FIRST)


def simulated(seed: int) -> Run:
    rng = np.random.default_rng([20261124, seed])
    r = float(rng.uniform(0.6, 1.1))
    start = rng.poisson(rng.gamma(0.5, 1.5, WARDS)[:, None], (WARDS, len(GENERATION)))
    past = go_on(start, SEEN, r, rng)
    whole = np.concatenate([past, go_on(past, LATER, r, rng)], axis=1)
    later = colour(counted(whole), PACK).rank[:WARDS, SEEN:]
    return Run(colour(counted(past), PACK), later, r, past)


def true_futures(run: Run, draws: int, seed: int) -> np.ndarray:
    """Paths of the very model that made the outbreak."""
    rng = np.random.default_rng(seed)
    paths = go_on(np.broadcast_to(run.past, (draws, *run.past.shape)), LATER, run.r, rng)
    groups = [paths[:, np.arange(WARDS) % DISTRICTS == district].sum(axis=1) for district in range(DISTRICTS)]
    return np.concatenate([paths, np.stack(groups, axis=1)], axis=1).astype(np.int32)


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    return [simulated(seed) for seed in range(7)]


def test_with_the_true_model_probabilities_come_true_as_often_as_said(runs: list[Run]) -> None:
    said, seen = [], []
    for number, run in enumerate(runs):
        found = outlook(run.known, horizon=LATER, paths=true_futures(run, 120, number))
        for day in (7, 14, LATER):
            said.append(found.p[1, :WARDS, day - 1])
            seen.append(run.later[:, day - 1] == 0)
    p, truth = np.concatenate(said), np.concatenate(seen)
    assert p.mean() == pytest.approx(truth.mean(), abs=0.02)
    for low, high in ((0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9)):
        inside = (p > low) & (p <= high)
        assert inside.sum() > 30
        assert truth[inside].mean() == pytest.approx(p[inside].mean(), abs=0.1), (low, high)


def test_with_the_true_model_the_interval_of_the_date_covers_as_it_says(runs: list[Run]) -> None:
    inside = []
    for number, run in enumerate(runs):
        found = outlook(run.known, horizon=LATER, paths=true_futures(run, 120, number))
        best = run.later == 0
        first = np.where(best.any(axis=1), best.argmax(axis=1) + 1, LATER + 1)
        drawn = found.tally.first_best[:, :WARDS]
        # A day is a lump of probability: only its part between 10 % and 90 % counts.
        below = (drawn < first).sum(axis=0) / (len(drawn) + 1)
        upto = ((drawn <= first).sum(axis=0) + 1) / (len(drawn) + 1)
        share = np.clip(np.minimum(upto, 0.9) - np.maximum(below, 0.1), 0, None) / (upto - below)
        inside.append(share[run.known.rank[:WARDS, -1] != 0])
    assert np.concatenate(inside).mean() == pytest.approx(0.8, abs=0.04)


def test_with_the_forecast_colours_are_foreseen_better_than_by_persistence(runs: list[Run]) -> None:
    """The product's own paths, which know neither R nor k: Brier at 14 days, and no gross bias."""
    ours, stays, said, seen = [], [], [], []
    for run in runs:
        found = outlook(run.known, horizon=14, draws=60, seed=1)
        p, truth = found.p[1, :WARDS, -1], run.later[:, 13] == 0
        ours.append((p - truth) ** 2)
        stays.append(((run.known.rank[:WARDS, -1] == 0) - truth.astype(float)) ** 2)
        said.append(p)
        seen.append(truth)
    assert np.concatenate(ours).mean() < 0.85 * np.concatenate(stays).mean()
    assert np.concatenate(said).mean() == pytest.approx(np.concatenate(seen).mean(), abs=0.12)
