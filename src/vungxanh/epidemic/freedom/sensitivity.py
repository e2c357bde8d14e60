"""How likely a round of tests is to find an infection that is there: one component each, and several
combined.

All functions take numbers or arrays that broadcast. P* is the design prevalence: what would be there to be
found.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def infected_by_design(population: ArrayLike, prevalence: ArrayLike) -> Floats:
    """d = max(1, ceil(P* N)), the number of infected people that the survey is to find."""
    wanted = np.ceil(np.asarray(prevalence) * np.asarray(population, np.float64) - 1e-9)
    return np.asarray(np.maximum(1.0, wanted), np.float64)


def finite(population: ArrayLike, tested: ArrayLike, infected: ArrayLike, sensitivity: ArrayLike) -> Floats:
    """Sensitivity of testing n of N people at random, d of them infected.

    Equation   SSe = 1 - (1 - se n / N)^d, the usual approximation of the hypergeometric distribution.
    Assumption every infected person is as likely to be tested as anybody; positives are confirmed.
    Source     MacDiarmid 1988, 10.1016/0167-5877(88)90035-9; epiR `rsu.sep.rs`.
    """
    covered = np.asarray(sensitivity) * np.asarray(tested, np.float64) / np.asarray(population, np.float64)
    return np.asarray(1 - (1 - np.minimum(covered, 1.0)) ** np.asarray(infected, np.float64), np.float64)


def endless(tested: ArrayLike, prevalence: ArrayLike, sensitivity: ArrayLike) -> Floats:
    """The same in a population so large that its size does not matter: 1 - (1 - se P*)^n."""
    chance = np.asarray(sensitivity) * np.asarray(prevalence)
    return np.asarray(1 - (1 - chance) ** np.asarray(tested, np.float64), np.float64)


def adjusted_risk(relative_risk: ArrayLike, share: ArrayLike) -> Floats:
    """AR_i = RR_i / sum_i RR_i PPr_i over the last axis, so that sum_i AR_i PPr_i = 1."""
    risk, part = np.asarray(relative_risk, np.float64), np.asarray(share, np.float64)
    return np.asarray(risk / (risk * part).sum(axis=-1, keepdims=True), np.float64)


def strata(
    tested: ArrayLike, sensitivity: ArrayLike, relative_risk: ArrayLike, share: ArrayLike, prevalence: float
) -> Floats:
    """Sensitivity of testing n_i people of risk group i (last axis).

    Equation   SSe = 1 - prod_i (1 - EPI_i se_i)^n_i, EPI_i = P* AR_i.
    Assumption groups are large against what is tested in them. Source: Martin et al. 2007,
               10.1016/j.prevetmed.2006.09.008; epiR `rsu.sep.rb`, method binomial.
    """
    infected = np.minimum(prevalence * adjusted_risk(relative_risk, share), 1.0)
    missed = (1 - infected * np.asarray(sensitivity)) ** np.asarray(tested, np.float64)
    return np.asarray(1 - missed.prod(axis=-1), np.float64)


def strata_finite(
    tested: ArrayLike,
    sensitivity: ArrayLike,
    relative_risk: ArrayLike,
    population: ArrayLike,
    prevalence: float,
) -> Floats:
    """The same with groups of known size N_i: 1 - prod_i (1 - se_i n_i / N_i)^(EPI_i N_i)."""
    people = np.asarray(population, np.float64)
    share = people / people.sum(axis=-1, keepdims=True)
    infected = prevalence * adjusted_risk(relative_risk, share) * people
    missed = (1 - np.asarray(sensitivity) * np.asarray(tested, np.float64) / people) ** infected
    return np.asarray(1 - missed.prod(axis=-1), np.float64)


def pool_sensitivity(sensitivity: ArrayLike, size: ArrayLike, dilution: ArrayLike) -> Floats:
    """Sensitivity of a pool with one infected sample in it: se g^-dilution (dilution 0: none is lost)."""
    return np.asarray(np.asarray(sensitivity) * np.asarray(size, np.float64) ** -np.asarray(dilution))


def pools(
    number: ArrayLike, size: ArrayLike, prevalence: ArrayLike, sensitivity: ArrayLike, specificity: ArrayLike
) -> Floats:
    """Sensitivity of r pools of k samples; the pool's own sensitivity and specificity are given.

    Equation   SSe = 1 - [(1 - (1-P*)^k)(1 - se) + (1-P*)^k sp]^r. Source: epiR `rsu.sep.rspool`.
    """
    clean = (1 - np.asarray(prevalence)) ** np.asarray(size, np.float64)
    negative = (1 - clean) * (1 - np.asarray(sensitivity)) + clean * np.asarray(specificity)
    return np.asarray(1 - negative ** np.asarray(number, np.float64), np.float64)


def passive(
    infected: ArrayLike, symptoms: ArrayLike, seeks_care: ArrayLike, tested: ArrayLike, sensitivity: ArrayLike
) -> Floats:
    """Sensitivity of waiting for people with symptoms: 1 - (1 - p_symptoms p_care p_tested se)^d."""
    chain = np.asarray(symptoms) * np.asarray(seeks_care) * np.asarray(tested) * np.asarray(sensitivity)
    return np.asarray(1 - (1 - chain) ** np.asarray(infected, np.float64), np.float64)


def combined(components: ArrayLike, axis: int = -1) -> Floats:
    """Several independent components of surveillance: 1 - prod_c (1 - SSe_c)."""
    return np.asarray(1 - (1 - np.asarray(components, np.float64)).prod(axis=axis), np.float64)
