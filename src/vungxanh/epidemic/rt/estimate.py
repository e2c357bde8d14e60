"""The reproduction number of every area and day, honest where there are few cases."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.rt.believing import beliefs
from vungxanh.epidemic.rt.choosing import Settings, aims_of, choose
from vungxanh.epidemic.rt.enough import enough_cases
from vungxanh.epidemic.rt.parents import totals
from vungxanh.epidemic.rt.running import filter_and_smooth, in_pieces
from vungxanh.epidemic.rt.series import Model, Series
from vungxanh.epidemic.rt.summary import Summary
from vungxanh.epidemic.rt.weekdays import weekday_effects

Array = NDArray[np.float64]


@dataclass(frozen=True)
class RtEstimate:
    """R per area and day, in real time (`filter`: data to t) and in retrospect (`smoother`: all data).

    infectiousness (areas, days) is Lambda; `enough` says where the counts carry an estimate.
    last_posterior (areas, grid) is the filter on the last day over the R values `grid`; weekday_effects
    (groups, 7) belong to the days t % 7.
    """

    filter: Summary
    smoother: Summary
    enough: NDArray[np.bool_]
    infectiousness: Array
    grid: Array
    last_posterior: Array
    group: NDArray[np.intp]
    weekday_effects: Array
    settings: Settings

    @property
    def k(self) -> Array:
        """Dispersion of the counts, per group."""
        return np.full(len(self.weekday_effects), self.settings.areas.k)

    @property
    def eta(self) -> Array:
        """Standard deviation of a day's step of log R, per group."""
        return np.full(len(self.weekday_effects), self.settings.areas.eta)

    @property
    def anew(self) -> Array:
        """Probability a day that R starts anew, per group."""
        return np.full(len(self.weekday_effects), self.settings.areas.anew)


def estimate(
    counts: Array,
    generation: Array,
    *,
    group: NDArray[np.intp] | None = None,
    grid: int = 120,
    k: float | None = None,
    eta: float | None = None,
    extra_variance: Array | None = None,
    batch: bool = False,
    settings: Settings | None = None,
) -> RtEstimate:
    """Negative-binomial EpiFilter and its smoother, with empirical Bayes and shrinkage to the group.

    Question   how many people does a person infected around day t go on to infect, in each area?
    Shapes     counts (areas, days), nan = not reported (`batch`: its cases come with the next count);
               generation w[s], s = 0..S days; group (areas,) of 0..G-1; extra_variance of nowcast counts
    Index      t is the day of the counts' own date (report, sample, onset): not shifted back to the infection
    Equation   I_t ~ NB(c R_t Lambda_t + imports, k), c = effect of the weekday;
               Lambda_t = sum_s w[s] I_{t-s} / sum_{s<=t} w[s];
               log R_t = log R_{t-1} + N(0, eta^2), but with probability `anew` around the group's:
               log R_t ~ N(mean, variance + spread^2) of the group's filter on the day before.
               On a grid: filter p_t ~ NB * pred_t, pred_{t+1} = K p_t;
               smoother q_t(j) = p_t(j) sum_i K(i|j) q_{t+1}(i) / pred_{t+1}(i).
               Its interval is narrowed by a factor found in simulation (rules/rt/estimation.toml).
    Assumption one generation interval; the areas of a call share k, eta, anew, spread (see `tune`, `choose`)
    Source     Parag 2021, 10.1371/journal.pcbi.1009347; NB counts, starting anew and pooling are ours
    """
    told = np.ascontiguousarray(counts, np.float64)
    groups = np.zeros(len(told), np.intp) if group is None else np.asarray(group, np.intp)
    number = int(groups.max(initial=0)) + 1
    alone = np.bincount(groups, minlength=number) <= 1
    model = Model.of(generation, grid)
    above = totals(told, groups, number)
    effects = weekday_effects(above)
    nothing = np.zeros((1, told.shape[1]))
    variance = nothing if extra_variance is None else np.ascontiguousarray(extra_variance, np.float64)
    series = Series(told, variance, effects, groups, batch)
    parents = Series(above, nothing, effects, np.arange(number), batch)
    given = {name: value for name, value in (("k", k), ("eta", eta)) if value is not None}
    chosen = settings or choose(series, parents, model, alone, given, asserted=group is not None)
    return _run(series, model, chosen, aims_of(parents, model, chosen, alone))


def _run(series: Series, model: Model, settings: Settings, aims: Array) -> RtEstimate:
    areas, days = series.counts.shape
    filtered, smoothed = (np.empty((areas, days, 7), np.float32) for _ in range(2))
    lam, last = np.empty((areas, days)), np.empty((areas, len(model.on.x)))
    data, parts = series.data(aims), model.parts
    tuned = model.tuned(settings.areas, series.groups, settings.imports)
    outputs = (filtered, smoothed, lam, last)
    width = beliefs().smoother_width
    in_pieces(areas, lambda first, stop: filter_and_smooth(first, stop, data, parts, tuned, width, outputs))
    return RtEstimate(
        filter=Summary(filtered),
        smoother=Summary(smoothed),
        enough=enough_cases(lam),
        infectiousness=lam,
        grid=model.on.r,
        last_posterior=last,
        group=series.group,
        weekday_effects=series.effects,
        settings=settings,
    )
