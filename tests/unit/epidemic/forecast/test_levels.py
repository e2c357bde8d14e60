"""From the engine's quantile levels to the ones asked for."""

import numpy as np
from scipy.stats import norm

from vungxanh.epidemic.forecast.levels import INNER, at_levels


def test_known_levels_come_back_unchanged() -> None:
    quantiles = np.sort(np.random.default_rng(1).normal(size=(3, len(INNER))), axis=1)
    assert np.allclose(at_levels(quantiles, INNER, INNER), quantiles)


def test_a_normal_distribution_is_continued_exactly() -> None:
    wanted = np.array([0.001, 0.033, 0.5, 0.8765, 0.999])
    assert np.allclose(at_levels(norm.ppf(INNER), INNER, wanted), norm.ppf(wanted))
