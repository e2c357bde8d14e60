"""The reproduction number of every area and day, honest where there are few cases."""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.special import ive

from vungxanh.epidemic.rt.arithmetic import softplus_table
from vungxanh.epidemic.rt.running import filter_and_smooth
from vungxanh.epidemic.rt.summary import Summary

Array = NDArray[np.float64]
SMALLEST, LARGEST = 0.1, 12.0
PRIOR_MEAN, PRIOR_SD = 0.0, 0.5


@dataclass(frozen=True)
class RtEstimate:
    """R per area and day, in real time (`filter`) and in retrospect (`smoother`).

    infectiousness (areas, days) is Lambda; `enough` says where the counts carry an estimate; k, eta, anew per group;
    last_posterior (areas, grid) is the filter on the last day over the R values `grid`.
    """

    filter: Summary
    smoother: Summary
    enough: NDArray[np.bool_]
    infectiousness: Array
    k: Array
    eta: Array
    anew: Array
    group: NDArray[np.intp]
    grid: Array
    last_posterior: Array
    score: Array


def estimate(
    counts: Array,
    generation: Array,
    *,
    group: NDArray[np.intp] | None = None,
    grid: int = 120,
    k: float | Array | None = None,
    eta: float | Array | None = None,
    extra_variance: Array | None = None,
) -> RtEstimate:
    """Filter and smoother."""
    areas, days = counts.shape
    groups = np.zeros(areas, np.intp) if group is None else np.asarray(group, np.intp)
    number = int(groups.max(initial=0)) + 1
    ks = np.broadcast_to(np.asarray(10.0 if k is None else k, np.float64), number).copy()
    etas = np.broadcast_to(np.asarray(0.08 if eta is None else eta, np.float64), number).copy()
    news = np.full(number, 0.01)
    x = np.linspace(np.log(SMALLEST), np.log(LARGEST), grid)
    model = (np.ascontiguousarray(generation, np.float64), x, np.exp(x), softplus_table(x))
    bands = _bands(etas, x)
    aims = np.empty((number, days, 2))
    aims[:] = PRIOR_MEAN, PRIOR_SD
    variance = np.zeros((areas, days)) if extra_variance is None else extra_variance
    data = (np.ascontiguousarray(counts, np.float64), variance, np.ones((areas, days)), aims, groups)
    outputs = (
        np.empty((areas, days, 7), np.float32),
        np.empty((areas, days, 7), np.float32),
        np.empty((areas, days)),
        np.empty((areas, grid)),
        np.empty((areas, days, 2), np.float32),
        np.empty(areas),
    )
    tuned = (ks, bands, news, np.zeros(number))
    pieces = min(areas, 8 * numba.get_num_threads())
    filter_and_smooth(data, model, tuned, np.linspace(0, areas, pieces + 1).astype(np.intp), outputs)
    return RtEstimate(
        filter=Summary(outputs[0]),
        smoother=Summary(outputs[1]),
        enough=np.ones((areas, days), bool),
        infectiousness=outputs[2],
        k=ks,
        eta=etas,
        anew=news,
        group=groups,
        grid=np.exp(x),
        last_posterior=outputs[3],
        score=outputs[5],
    )


def _bands(etas: Array, x: Array) -> Array:
    """Steps of the random walk on the grid: the lattice kernel whose variance is eta^2 exactly."""
    spread = (etas / (x[1] - x[0])) ** 2
    half = int(np.ceil(4 * np.sqrt(spread.max()) + 2))
    half = min(half, len(x) - 1)
    band = ive(np.arange(half + 1)[None, :], spread[:, None])
    return np.asarray(band / (2 * band.sum(axis=1, keepdims=True) - band[:, :1]), np.float64)
