"""Choosing the settings of a call from its own areas; and where R starts anew under them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.rt.imported import import_rate
from vungxanh.epidemic.rt.parents import aims_from, aims_without
from vungxanh.epidemic.rt.series import Model, Series
from vungxanh.epidemic.rt.tuning import Tuned, believed, informative, tune

Array = NDArray[np.float64]
Alone = NDArray[np.bool_]


@dataclass(frozen=True)
class Settings:
    """What is estimated from many areas; given back to `estimate`, no area depends on which others are there.

    areas, groups  tuned values of the areas and of the groups' totals
    pooled         whether areas start anew around their group's R (True) or around 1
    imports        cases a day from outside
    """

    areas: Tuned
    groups: Tuned
    pooled: bool
    imports: float


def choose(
    series: Series, parents: Series, model: Model, alone: Alone, given: dict[str, float], asserted: bool
) -> Settings:
    """Empirical Bayes over a sample of the areas; pooling is kept only where it predicts the areas better.

    Groups that somebody named (`asserted`) need to predict better at all; one group of whatever areas were
    given
    must do so by three standard errors over the areas, as they may have nothing to do with each other.
    """
    imports = import_rate(series.counts, model.w)
    start, fixed = replace(believed(), **given), frozenset(given)
    groups = _tuned_apart(parents.some(informative(parents.counts)), model, imports, start, fixed)
    sample = series.some(informative(series.counts))
    areas = _tuned_apart(sample, model, imports, start, fixed)
    apart = Settings(areas, groups, False, imports)
    if alone.all() or not len(sample.counts):
        return apart
    moments = _moments(parents, model, apart)

    def scores(values: Tuned) -> Array:
        return sample.scores(model, values, aims_from(moments, values.spread, alone), imports)

    together = tune(lambda values: float(scores(values).sum()), areas, fixed | {"k"}, pooled=True)
    gain = scores(together) - sample.scores(model, areas, _aims_apart(sample, areas), imports)
    doubt = 0.0 if asserted else 3 * float(gain.std()) * len(gain) ** 0.5
    return replace(apart, areas=together, pooled=True) if gain.sum() > doubt else apart


def aims_of(parents: Series, model: Model, settings: Settings, alone: Alone) -> Array:
    """(groups, days, 2): mean and sd of log R of an area that starts anew."""
    if not settings.pooled:
        return _aims_apart(parents, settings.areas)
    return aims_from(_moments(parents, model, settings), settings.areas.spread, alone)


def _aims_apart(series: Series, values: Tuned) -> Array:
    return aims_without(series.groups, series.counts.shape[1], values.spread)


def _tuned_apart(sample: Series, model: Model, imports: float, start: Tuned, fixed: frozenset[str]) -> Tuned:
    def score(values: Tuned) -> float:
        return float(sample.scores(model, values, _aims_apart(sample, values), imports).sum())

    return tune(score, start, fixed)


def _moments(parents: Series, model: Model, settings: Settings) -> Array:
    aims = _aims_apart(parents, settings.groups)
    return parents.moments(model, settings.groups, aims, settings.imports)
