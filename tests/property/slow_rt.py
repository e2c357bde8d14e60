"""The filter, the smoother and Cori's estimator a second time: plain loops over the equations."""

import numpy as np
from scipy.special import ive
from scipy.stats import gamma, nbinom, norm

from vungxanh.epidemic.rt import Tuned
from vungxanh.epidemic.rt.lattice import LARGEST, SMALLEST


def slow_kernel(x: np.ndarray, eta: float) -> np.ndarray:
    """[i, j] = p(cell i tomorrow | cell j today), steps of the lattice curve, reflected at each end."""
    n = len(x)
    variance = (eta / (x[1] - x[0])) ** 2
    kernel = np.zeros((n, n))
    longest = min(int(np.ceil(4 * np.sqrt(variance) + 2)), n - 1)
    for j in range(n):
        for step in range(-longest, longest + 1):
            i = j + step
            i = -i - 1 if i < 0 else 2 * n - i - 1 if i >= n else i
            kernel[i, j] += ive(abs(step), variance)
    return kernel / kernel.sum(axis=0)


def slow_posteriors(
    counts: np.ndarray, w: np.ndarray, tuned: Tuned, points: int, imports: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """R on the grid, and p(R_t | I_1..t), p(R_t | all) as (days, grid) for one area around 1."""
    x = np.linspace(np.log(SMALLEST), np.log(LARGEST), points)
    r = np.exp(x)
    kernel = slow_kernel(x, tuned.eta)
    start = norm.pdf(x, 0, tuned.spread)
    start /= start.sum()
    days = len(counts)
    pred, post = np.zeros((days, points)), np.zeros((days, points))
    shown = np.zeros(days)
    for t in range(days):
        pred[t] = start if t == 0 else (1 - tuned.anew) * kernel @ post[t - 1] + tuned.anew * start
        known = sum(w[s] for s in range(1, min(t, len(w) - 1) + 1))
        lam = sum(w[s] * shown[t - s] for s in range(1, min(t, len(w) - 1) + 1)) / max(known, 0.5)
        post[t] = pred[t]
        if np.isnan(counts[t]):
            shown[t] = pred[t] @ r * lam + imports
            continue
        shown[t] = counts[t]
        if known >= 0.5 and lam > 1e-9:
            k = 1 / (1 / tuned.k + (1 - known) ** 2)
            mean = r * lam + imports
            post[t] = pred[t] * nbinom.pmf(counts[t], k, k / (k + mean))
            post[t] /= post[t].sum()
    smooth = post.copy()
    for t in range(days - 2, -1, -1):
        ratio = smooth[t + 1] / pred[t + 1]
        for j in range(points):
            ahead = (1 - tuned.anew) * kernel[:, j] + tuned.anew * start
            smooth[t, j] = post[t, j] * (ahead @ ratio)
        smooth[t] /= smooth[t].sum()
    return r, post, smooth


def slow_cori(counts: np.ndarray, w: np.ndarray, window: int) -> np.ndarray:
    """Mean and the 2.5, 50 and 97.5 % quantiles per day of one series, nan before the window is full."""
    days = len(counts)
    out = np.full((days, 4), np.nan)
    for t in range(window, days):
        cases = exposure = 0.0
        for u in range(t - window + 1, t + 1):
            cases += counts[u]
            exposure += sum(w[s] * counts[u - s] for s in range(1, min(u, len(w) - 1) + 1))
        law = gamma(1 + cases, scale=1 / (1 / 5 + exposure))
        out[t] = law.mean(), law.ppf(0.025), law.ppf(0.5), law.ppf(0.975)
    return out
