"""Weekday effects: found where they are, not where they are not."""

import numpy as np
import pytest

from vungxanh.epidemic.rt.weekdays import weekday_effects

PATTERN = np.array([1.2, 1.1, 1.1, 1.05, 1.05, 0.8, 0.7])


def test_a_pattern_is_found() -> None:
    counts = 500 * np.tile(PATTERN, 12)[None]
    assert weekday_effects(counts)[0] == pytest.approx(PATTERN / PATTERN.mean(), rel=0.03)


def test_noise_is_no_pattern() -> None:
    rng = np.random.default_rng(1)
    counts = rng.negative_binomial(10, 10 / (10 + 100), size=(50, 140)).astype(float)
    assert np.abs(weekday_effects(counts) - 1).mean() < 0.03


def test_a_few_weeks_are_not_enough() -> None:
    assert (weekday_effects(500 * np.tile(PATTERN, 5)[None]) == 1).all()


def test_days_never_reported_leave_it_open() -> None:
    counts = np.tile(PATTERN, 12)[None] * 100
    counts[:, 6::7] = np.nan
    assert (weekday_effects(counts) == 1).all()
