"""Cori's estimator, the reference column. It knows Poisson only: too narrow intervals for real counts."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincinv

from vungxanh.epidemic.rt.summary import LEVELS

Array = NDArray[np.float64]


def infectiousness(counts: Array, generation: Array) -> Array:
    """Lambda (areas, days) = sum over s of w[s] * counts[t - s]; days not reported count as none."""
    known = np.nan_to_num(counts)
    total = np.zeros_like(known)
    for s in range(1, min(len(generation), known.shape[1])):
        total[:, s:] += generation[s] * known[:, :-s]
    return total


def cori(
    counts: Array,
    generation: Array,
    *,
    window: int = 7,
    prior_mean: float = 5.0,
    prior_sd: float = 5.0,
) -> Array:
    """Mean, quantiles (as COLUMNS of a Summary) and P(R > 1) of R over each window: (areas, days, 7).

    Question   how many does a case infect, taken as constant over the `window` days that end on t?
    Equation   R_t ~ Gamma(a + sum I, rate 1 / b + sum Lambda) over the window; prior mean a b, sd b sqrt(a).
    Index      t is the window's last day; nan while the window is not full (the first day has no Lambda), and
               before a mean generation interval has passed, as EpiEstim has it.
    Assumption counts are Poisson and complete; days not reported drop out of both sums.
    Source     Cori et al. 2013, 10.1093/aje/kwt133; prior as EpiEstim.
    """
    shape, scale = (prior_mean / prior_sd) ** 2, prior_sd**2 / prior_mean
    known = np.isfinite(counts)
    lam = np.where(known, infectiousness(counts, generation), 0.0)
    cases, exposure = (_window_sum(each, window) for each in (np.nan_to_num(counts), lam))
    days = _window_sum(known.astype(np.float64), window)
    a, rate = shape + cases, 1 / scale + exposure
    out = np.empty((*counts.shape, 7))
    out[:, :, 0] = a / rate
    out[:, :, 1:6] = _standard_quantiles(a) / rate[:, :, None]
    out[:, :, 6] = 1 - gammainc(a, rate)
    out[days == 0] = np.nan
    out[:, : max(window, int(np.arange(len(generation)) @ generation))] = np.nan
    return out


def _standard_quantiles(shape: Array) -> Array:
    """Quantiles of Gamma(shape, 1) at LEVELS; windows hold whole counts, so few shapes differ."""
    different, which = np.unique(shape, return_inverse=True)
    return np.asarray(gammaincinv(different[:, None], np.array(LEVELS))[which])


def _window_sum(values: Array, window: int) -> Array:
    """Sum over the last `window` days, today included."""
    total = np.cumsum(values, axis=1)
    total[:, window:] -= total[:, :-window].copy()
    return total
