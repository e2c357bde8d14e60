"""Smooth delays: probabilities by known distribution functions, and a fit without truncation."""

import numpy as np
import pytest
from scipy import stats

from vungxanh.epidemic.delays.parametric import fit_delay, likelier


def whole(p: np.ndarray, days: int = 60, cases: float = 1000.0) -> np.ndarray:
    return np.tile(p * cases, (days, 1))


@pytest.mark.parametrize(
    ("family", "law"),
    [
        ("gamma", stats.gamma(a=4, scale=1)),
        ("lognormal", stats.lognorm(s=0.5, scale=4 / np.exp(0.125))),
    ],
)
def test_exact_counts_give_back_their_law(family: str, law: stats.rv_continuous) -> None:
    p = np.diff(law.cdf(np.arange(31)))
    found = fit_delay(whole(p), family)
    assert found.mean == pytest.approx(law.mean(), rel=0.01)
    assert found.sd == pytest.approx(law.std(), rel=0.01)
    np.testing.assert_allclose(found.probability, p, atol=1e-3)
    assert likelier(whole(p)).family == family


def test_nothing_seen_is_no_failure() -> None:
    assert np.isfinite(fit_delay(np.zeros((5, 4)), "gamma").mean)
