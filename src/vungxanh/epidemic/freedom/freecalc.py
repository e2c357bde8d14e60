"""Tests with false positives and no confirmation: is more found than among the healthy?"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom, hypergeom

Floats = NDArray[np.float64]


def freecalc(
    population: int, tested: int, cut: int, infected: int, sensitivity: float, specificity: float
) -> float:
    """Chance of `cut` or more positives among n of N people, d of them infected.

    Equation   1 - sum_{x<cut} sum_y P(y infected in the sample) P(x positive | y), y hypergeometric, the
               positives a sum of Bin(y, se) and Bin(n - y, 1 - sp).
    Source     Cameron & Baldock 1998, 10.1016/S0167-5877(97)00081-0; epiR `rsu.sep.rsfreecalc`.
    """
    drawn = np.arange(min(infected, tested) + 1)
    weight = hypergeom.pmf(drawn, population, infected, tested)
    few = sum(w * _fewer(cut, int(y), tested - int(y), sensitivity, specificity)
              for y, w in zip(drawn, weight, strict=True) if w > 0)  # fmt: skip
    return float(1 - few)


def _fewer(cut: int, infected: int, healthy: int, sensitivity: float, specificity: float) -> float:
    """P(fewer than `cut` positives) among known numbers of infected and healthy people."""
    true = np.arange(min(infected, cut - 1) + 1)
    return float(binom.pmf(true, infected, sensitivity) @ binom.cdf(cut - 1 - true, healthy, 1 - specificity))


def tolerated_positives(tested: ArrayLike, specificity: ArrayLike, risk: float = 0.05) -> Floats:
    """The most positives that healthy people alone exceed with at most `risk`."""
    return np.asarray(binom.ppf(1 - risk, tested, 1 - np.asarray(specificity)), np.float64)


def evidence_against(
    tested: ArrayLike, positive: ArrayLike, sensitivity: ArrayLike, specificity: ArrayLike
) -> Floats:
    """By how much a tested infected person is less likely than a healthy one to be among these results; <= 1.

    Equation   1 - [(1 - se)(n - x)/(n sp) + se x/(n (1 - sp))], the likelihood ratio with one infected among
               the n tested; it is se where specificity is perfect and nothing was positive, and 0 or less
               where there are as many positives as the false ones that are to be expected.
    """
    n, x = np.maximum(np.asarray(tested, np.float64), 1.0), np.asarray(positive, np.float64)
    se, sp = np.asarray(sensitivity, np.float64), np.asarray(specificity, np.float64)
    false = np.where(x > 0, se * x / (n * np.maximum(1 - sp, 1e-12)), 0.0)
    return np.asarray(1 - (1 - se) * (n - x) / (n * sp) - false, np.float64)
