"""Quantiles and likelihood of the negative binomial, with scipy as the peer."""

import numpy as np
from scipy import stats

from vungxanh.epidemic.forecast.hub import LEVELS
from vungxanh.epidemic.forecast.negative_binomial import log_likelihood, quantiles_of

MU = np.array([0.01, 0.4, 3.0, 60.0, 499.0])
K = np.array([0.15, 1.0, 5.0, 30.0, 200.0])


def test_quantiles_are_scipys() -> None:
    mu, k = (grid.ravel() for grid in np.meshgrid(MU, K))
    peer = stats.nbinom.ppf(LEVELS, k[:, None], (k / (k + mu))[:, None])
    np.testing.assert_array_equal(quantiles_of(mu, k, LEVELS), peer)


def test_large_means_are_close_to_scipys() -> None:
    mu, k = np.array([800.0, 20_000.0]), np.array([5.0, 40.0])
    peer = stats.nbinom.ppf(LEVELS, k[:, None], (k / (k + mu))[:, None])
    np.testing.assert_allclose(quantiles_of(mu, k, LEVELS), peer, rtol=0.02)


def test_no_mean_no_cases_and_no_value_no_quantiles() -> None:
    q = quantiles_of(np.array([0.0, np.nan]), np.ones(2), LEVELS)
    assert (q[0] == 0).all()
    assert np.isnan(q[1]).all()


def test_the_likelihood_is_scipys_up_to_a_constant_of_y() -> None:
    y = np.array([0.0, 2.0, 9.0])
    ours = log_likelihood(y, np.full(3, 4.0), np.array(2.0)) - log_likelihood(
        y, np.full(3, 1.0), np.array(7.0)
    )
    peer = stats.nbinom.logpmf(y, 2, 2 / 6) - stats.nbinom.logpmf(y, 7, 7 / 8)
    np.testing.assert_allclose(ours, peer)
