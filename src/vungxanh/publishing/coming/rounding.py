"""How coarse an estimate is when it leaves: by the disclosure rule, in one place.

Estimates of open areas come out of models that also saw hidden counts (pooled parameters, sums up the tree).
Coarse values keep what those counts did to them below what is told.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.publishing.disclosure_rule import Estimates

PERCENT = 100


def shares(p: NDArray[np.float64], rule: Estimates) -> NDArray[np.float64]:
    """Probabilities (rows, colours) in steps of the rule that still add up to 1; nan stays nan.

    Whole steps first, then the largest remainders get the steps that are left.
    """
    steps = PERCENT // rule.probability_step.value
    scaled = np.nan_to_num(p) * steps
    whole = np.floor(scaled + 1e-9)
    left = np.rint(scaled.sum(axis=1) - whole.sum(axis=1)).astype(np.int64)
    order = np.argsort(np.argsort(-(scaled - whole), axis=1, kind="stable"), axis=1, kind="stable")
    return np.where(np.isnan(p), np.nan, (whole + (order < left[:, None])) / steps)


def share(name: str, rule: Estimates) -> pl.Expr:
    """One probability in steps of the rule."""
    steps = PERCENT // rule.probability_step.value
    return ((pl.col(name) * steps).round() / steps).alias(name)


def reproduction(name: str, rule: Estimates) -> pl.Expr:
    """A reproduction number in steps of the rule."""
    steps = PERCENT / rule.rt_step.value
    return ((pl.col(name) * steps).round() / steps).alias(name)


def cases(name: str, rule: Estimates) -> pl.Expr:
    """Cases as a whole number; large ones keep the rule's digits."""
    whole = pl.col(name).round()
    return (
        pl.when(whole.abs() < PERCENT)
        .then(whole)
        .otherwise(whole.round_sig_figs(rule.digits.value))
        .alias(name)
    )
