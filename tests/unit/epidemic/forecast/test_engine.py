"""The engine in limit cases: constant, one series, short, empty, all zero, gaps, a jump."""

from datetime import date

import numpy as np
import pytest

from vungxanh.epidemic.forecast.engine import Forecast, forecast
from vungxanh.epidemic.forecast.levels import INNER
from vungxanh.epidemic.panel import Panel

MEDIAN = 11


def _forecast(values: np.ndarray, horizon: int = 3) -> Forecast:
    areas = tuple(f"{a:03d}" for a in range(len(values)))
    panel = Panel(areas, date(2021, 1, 2), 7, np.asarray(values, float), np.full(len(values), np.nan))
    return forecast(panel, horizon=horizon, levels=INNER)


def test_constant_stays_constant_and_narrow() -> None:
    quantiles = _forecast(np.full((4, 40), 200.0)).quantiles
    assert np.allclose(quantiles[..., MEDIAN], 200, rtol=0.01)
    assert ((quantiles[..., -1] - quantiles[..., 0]) < 20).all()


def test_zeros_only() -> None:
    assert (_forecast(np.zeros((5, 40))).quantiles[..., MEDIAN] < 0.1).all()


@pytest.mark.parametrize("steps", [1, 2, 3, 9, 17])
def test_a_short_history_is_enough_for_something(steps: int) -> None:
    values = np.random.default_rng(1).poisson(40, (3, steps))
    quantiles = _forecast(values).quantiles
    assert np.isfinite(quantiles).all()
    assert (quantiles[..., MEDIAN] > 5).all()


def test_a_single_value_gives_a_wide_forecast() -> None:
    quantiles = _forecast(np.array([[4.0]])).quantiles[0, 0]
    assert np.isclose(quantiles[MEDIAN], 4, rtol=0.1)
    assert quantiles[1] < 2
    assert quantiles[-2] > 8


def test_one_series() -> None:
    values = 100 + 50 * np.sin(np.arange(60) / 5)
    assert np.isfinite(_forecast(values[None]).quantiles).all()


def test_an_area_without_any_value_gets_no_forecast_and_a_note() -> None:
    values = np.random.default_rng(1).poisson(40, (3, 30)).astype(float)
    values[1] = np.nan
    result = _forecast(values)
    assert np.isnan(result.quantiles[1]).all()
    assert np.isfinite(result.quantiles[[0, 2]]).all()
    assert "1 " in result.notes[0].render("en")


def test_gaps_are_no_zeros() -> None:
    values = np.random.default_rng(1).poisson(400, (6, 40)).astype(float)
    values[0, 35:] = np.nan
    values[2, 10:20] = np.nan
    quantiles = _forecast(values).quantiles
    assert np.isfinite(quantiles).all()
    assert (quantiles[..., MEDIAN] > 200).all()


def test_a_negative_correction_counts_as_zero() -> None:
    values = np.random.default_rng(1).poisson(40, (6, 30)).astype(float)
    corrected = values.copy()
    values[0, 12], corrected[0, 12] = 0.0, -35.0
    assert np.allclose(_forecast(values).quantiles, _forecast(corrected).quantiles)


def test_a_tenfold_jump_in_one_area_explodes_nowhere() -> None:
    values = np.random.default_rng(1).poisson(100, (10, 40)).astype(float)
    values[0, -1] *= 10
    quantiles = _forecast(values, horizon=4).quantiles
    assert (quantiles[1:] < 1000).all()
    assert (quantiles[0] < 20_000).all()


def test_other_levels_and_weights_that_sum_to_one() -> None:
    values = np.random.default_rng(1).poisson(100, (4, 30)).astype(float)
    panel = Panel(tuple("abcd"), date(2021, 1, 2), 7, values, np.full(4, np.nan))
    result = forecast(panel, horizon=2, levels=np.array([0.005, 0.5, 0.995]))
    assert result.quantiles.shape == (4, 2, 3)
    assert result.weights.shape == (len(result.members), 2)
    assert np.allclose(result.weights.sum(axis=0), 1)


def test_same_seed_same_numbers() -> None:
    values = np.random.default_rng(1).poisson(100, (4, 40))
    assert np.array_equal(_forecast(values).quantiles, _forecast(values).quantiles)
