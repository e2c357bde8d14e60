"""The forecast engine against its slow twins, and what must hold for every panel."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.slow_forecast import slow_factor, slow_mixture, slow_trees, slow_units
from vungxanh.epidemic.forecast.engine import forecast
from vungxanh.epidemic.forecast.levels import INNER
from vungxanh.epidemic.forecast.members import MEMBERS, Member, ask
from vungxanh.epidemic.forecast.pool import mixture
from vungxanh.epidemic.forecast.recalibrate import FACTORS, PATIENCE, WIDER, factors_of
from vungxanh.epidemic.forecast.series import FLOOR, MEMORY, PRIOR, TINY, series_of
from vungxanh.epidemic.forecast.trees import Growth, fit_trees
from vungxanh.epidemic.panel import Panel

seeds = st.integers(0, 2**32 - 1)


def _panel(rng: np.random.Generator, areas: int, steps: int) -> Panel:
    level = np.exp(np.cumsum(rng.normal(0, 0.25, (areas, steps)), axis=1) + rng.uniform(0, 6, (areas, 1)))
    names = tuple(f"{a:03d}" for a in range(areas))
    return Panel(names, date(2021, 1, 2), 7, rng.poisson(level).astype(float), np.full(areas, np.nan))


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_mixture_is_the_mixture(seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = np.sort(rng.normal(rng.normal(size=(3, 2, 1, 1)), 1, (3, 2, 2, len(INNER))), axis=-1)
    weights = rng.dirichlet(np.ones(3), 2).T
    assert np.allclose(mixture(parts, weights, INNER), slow_mixture(parts, weights, INNER), atol=1e-3)


@given(seeds)
@settings(max_examples=5, deadline=None)
def test_width_factor_is_the_one_with_the_least_loss(seed: int) -> None:
    rng = np.random.default_rng(seed)
    quantiles = np.sort(rng.normal(size=(6, 4, 1, len(INNER))), axis=-1)
    outcomes = rng.normal(0, 4, (6, 4, 1))
    got = factors_of(quantiles, INNER, outcomes)[:, 0]
    for side, which in enumerate((range(11), range(12, 23))):
        best = slow_factor(quantiles.reshape(24, -1), INNER, outcomes.reshape(24), 11, which, FACTORS)
        shrunk = np.exp(6 / (6 + PATIENCE) * np.log(best) + PATIENCE / (6 + PATIENCE) * np.log(1 + WIDER * 0))
        assert np.isclose(got[side], max(shrunk, 1.0))


@given(seeds)
@settings(max_examples=5, deadline=None)
def test_units_follow_their_definition(seed: int) -> None:
    series = series_of(_panel(np.random.default_rng(seed), 3, 9), 0.25)
    assert np.allclose(series.unit, slow_units(series.z, MEMORY, PRIOR, FLOOR, TINY))


@given(seeds)
@settings(max_examples=3, deadline=None)
def test_trees_are_walked_as_drawn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(400, 3))
    x[rng.random(x.shape) < 0.1] = np.nan
    y = np.nan_to_num(x[:, 0]) + rng.normal(size=400)
    trees = fit_trees(x, y, np.arange(400) // 20, np.array([0.1, 0.5, 0.9]), rng, Growth(trees=5, least=10))
    slow = slow_trees(x[:40], trees.edges, trees.start, trees.feature, trees.above, trees.leaf)
    assert np.allclose(trees.predict(x[:40]), slow)


@pytest.mark.parametrize("member", MEMBERS, ids=lambda m: m.name)
def test_the_future_does_not_change_the_past(member: Member) -> None:
    panel = _panel(np.random.default_rng(7), 12, 40)
    changed = panel.values.copy()
    changed[:, 31:] = changed[:, 31:] * 9 + 50
    other = Panel(panel.areas, panel.first_end, 7, changed, panel.population)
    origins = [30, 35]
    first, second = (ask(member, p, origins, 2, INNER, 0) for p in (panel, other))
    assert np.array_equal(first[0], second[0])
    assert not np.array_equal(first[1], second[1])


@given(seeds)
@settings(max_examples=2, deadline=None)
def test_quantiles_ascend_and_are_not_negative(seed: int) -> None:
    result = forecast(_panel(np.random.default_rng(seed), 6, 30), horizon=3, levels=INNER)
    assert (np.diff(result.quantiles, axis=-1) >= 0).all()
    assert (result.quantiles >= 0).all()
    assert np.allclose(result.weights.sum(axis=0), 1)


def test_the_order_of_the_areas_does_not_matter() -> None:
    panel = _panel(np.random.default_rng(11), 8, 30)
    turned = panel.of(np.arange(8)[::-1])
    straight = forecast(panel, horizon=2, levels=INNER, seed=3).quantiles
    assert np.array_equal(forecast(turned, horizon=2, levels=INNER, seed=3).quantiles, straight[::-1])
