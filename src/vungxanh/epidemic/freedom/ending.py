"""The end of an outbreak when every infection is reported: no further local case."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def outbreak_over(cases: Floats, generation: Floats, r: Floats, k: float) -> Floats:
    """P(no further local case) after the last day, shape (areas,).

    Question   have the known cases (areas, days) infected their last?
    Equation   prod_s (1 + R w_tail(s) / k)^(-k I_s), I_s cases of s days ago, w_tail(s) = sum_{u>s} w_u.
    Assumption every infection is a case on the day of infection; offspring negative binomial with mean `r`
               (areas,). It is the limit of `free` with found = 1 and without delay, isolation, tests and
               introduction.
    Source     Parag et al. 2020, 10.1371/journal.pcbi.1008478.
    """
    days = np.atleast_2d(cases)[:, ::-1]
    tail = np.append(1 - np.cumsum(generation), 0.0).clip(0)
    left = tail[np.minimum(np.arange(days.shape[1]), len(tail) - 1)]
    rate = np.atleast_1d(np.asarray(r, np.float64))[:, None] * left / k
    return np.asarray(np.exp(-k * (days * np.log1p(rate)).sum(axis=1)), np.float64)
