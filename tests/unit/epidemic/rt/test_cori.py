"""Cori's estimator by hand."""

import numpy as np
import pytest
from scipy.stats import gamma

from vungxanh.epidemic.rt import cori

W = np.array([0, 0.5, 0.5])


def test_a_window_by_hand() -> None:
    counts = np.array([[4.0, 2, 2, 6, 8, 4]])
    # Lambda: 0, 2, 3, 2, 4, 7; window of 2 days: sum I = 12, sum Lambda = 11 on the last day.
    found = cori(counts, W, window=2, prior_mean=5, prior_sd=5)[0, 5]
    law = gamma(1 + 12, scale=1 / (1 / 5 + 11))
    assert found[0] == pytest.approx(law.mean())
    assert found[1:6] == pytest.approx(law.ppf([0.025, 0.25, 0.5, 0.75, 0.975]))
    assert found[6] == pytest.approx(law.sf(1))


def test_no_answer_before_the_window_is_full() -> None:
    found = cori(np.ones((1, 10)), W, window=7)
    assert np.isnan(found[0, :7]).all()
    assert np.isfinite(found[0, 7:]).all()


def test_no_answer_before_a_mean_interval_has_passed() -> None:
    late = np.zeros(13)
    late[12] = 1
    assert np.isfinite(cori(np.ones((1, 20)), late, window=3)[0, :, 0]).argmax() == 12


def test_days_not_reported_drop_out_of_both_sums() -> None:
    counts = np.array([[4.0, 4, 4, 4, np.nan, 4, 4]])
    found = cori(counts, W, window=3, prior_mean=1, prior_sd=1)[0, 4]
    assert found[0] == pytest.approx((1 + 8) / (1 + 8))


def test_without_cases_the_prior_stays() -> None:
    assert cori(np.zeros((1, 20)), W)[0, -1, 0] == pytest.approx(5)
