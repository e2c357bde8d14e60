"""R is found again where it is known: four shapes of R, negative-binomial counts, the rest estimated."""

import numpy as np
import pytest

from benchmarks.epidemic_rt import judged, metrics
from benchmarks.epidemic_rt_data import epidemic, simulate
from vungxanh.epidemic.disease import read_disease
from vungxanh.epidemic.rt import cori, estimate

W = read_disease("covid19", "ancestral").generation
SERIES, DAYS = 40, 300


@pytest.fixture(scope="module", params=[(10, 21), (3, 22), (100, 23)], ids=lambda p: f"k{p[0]}")
def case(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    k, seed = request.param
    simulated = simulate(SERIES, DAYS, w=W, k=k, seed=seed)
    return simulated, estimate(simulated.counts, W)


def test_the_dispersion_is_found(case) -> None:  # type: ignore[no-untyped-def]
    simulated, found = case
    assert found.settings.areas.k == pytest.approx(simulated.k, rel=0.35)


def test_intervals_hold_the_truth_as_often_as_they_say(case) -> None:  # type: ignore[no-untyped-def]
    simulated, found = case
    for summary in (found.filter, found.smoother):
        table = metrics(judged(summary.values, simulated))
        assert table["cov50"] == pytest.approx(0.5, abs=0.06)
        assert table["cov95"] == pytest.approx(0.95, abs=0.03)
        assert abs(table["bias"]) < 0.02


def test_the_error_is_well_below_coris(case) -> None:  # type: ignore[no-untyped-def]
    simulated, found = case
    reference = metrics(judged(cori(simulated.counts, W), simulated))
    in_time, later = (metrics(judged(each.values, simulated)) for each in (found.filter, found.smoother))
    assert in_time["mae"] < 0.85 * reference["mae"]
    assert later["mae"] < 0.65 * reference["mae"]
    assert in_time["wrong_side"] < reference["wrong_side"]


def family(seed: int, *, groups: int, areas: int, days: int):  # type: ignore[no-untyped-def]
    """Small areas whose log R differs from their group's by N(0, 0.1): counts, truth, Lambda, group."""
    drawn = []
    for one in range(groups):
        rng = np.random.default_rng([seed, one])
        base = 1 + 0.3 * np.sin(2 * np.pi * (np.arange(days) / 90 + rng.random()))
        while len(drawn) < (one + 1) * areas:
            r = base * np.exp(rng.normal(0, 0.1))
            counts, lam = epidemic(r, W, 10.0, rng, start=4)
            if lam.max() < 2000:
                drawn.append((counts, r, lam))
    counts, truth, lam = (np.array([each[i] for each in drawn]) for i in range(3))
    return counts, truth, lam, np.repeat(np.arange(groups), areas)


def test_small_areas_gain_from_their_group_and_stay_honest() -> None:
    counts, truth, lam, group = family(5, groups=6, areas=12, days=200)
    use = (lam >= 1) & (lam < 20)
    use[:, :20] = False
    together, apart = estimate(counts, W, group=group), estimate(counts, W, group=np.arange(len(counts)))
    assert together.settings.pooled
    errors = [float(np.abs(each.filter.mean - truth)[use].mean()) for each in (together, apart)]
    assert errors[0] < 0.85 * errors[1]
    inside = (truth >= together.filter.q025) & (truth <= together.filter.q975)
    # Areas here differ from their group less than areas can: too careful is allowed, too sure is not.
    assert 0.93 < inside[use].mean() < 0.995
