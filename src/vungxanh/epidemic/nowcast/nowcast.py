"""Nowcast: how many cases the last days will have had when all their reports are in.

Question   Given the reports up to `as_of`, how many cases will be known of each day `max_delay` later?
Shapes     triangle (areas, reference days, delays); result (areas, last D days [, levels])
Time       position j of the result is reference day first + j * step; the last is `as_of` itself
Equation   N = X + U, E U = lambda (1 - p): p the share reported so far (pooled.py, ladder.py), lambda the
           credibility mix of X/p and the trend (trend.py); U negative binomial with the variance of past
           errors (spread.py), its levels corrected by how often they held (recalibration.py)
Assumption The delays of the days to come change no faster than they did; nothing comes after `max_delay`.
Source     docs/explanation/nowcast.md
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import numpy as np
from numba import get_num_threads
from numpy.typing import NDArray

from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast.errors import NotASum
from vungxanh.epidemic.nowcast.judging import judge
from vungxanh.epidemic.nowcast.memory import MEMORY, Memory
from vungxanh.epidemic.nowcast.model import fit
from vungxanh.epidemic.nowcast.past import windowed
from vungxanh.epidemic.nowcast.pools import portions, unpack
from vungxanh.epidemic.nowcast.result import Nowcast, predicted

Array = NDArray[np.float64]

LEVELS: Array = np.array([0.01, 0.025, *np.round(np.arange(0.05, 0.96, 0.05), 2), 0.975, 0.99])

# Reference days that are looked at; three half-lives of the slowest memory.
HISTORY = 300


def nowcast(
    triangle: Triangle,
    *,
    as_of: date | None = None,
    sum: int = 1,  # noqa: A002 - named as on the command line
    levels: Array = LEVELS,
    parents: NDArray[np.intp] | None = None,
    memory: Memory = MEMORY,
) -> Nowcast:
    """The last days of every area; `sum` = 7: of the seven days ending on each. Raises NotASum.

    Only what was reported by `as_of` is used. `parents`: group per area, whose habits are pooled first.
    """
    seen = _recent(triangle if as_of is None else triangle.seen_by(as_of))
    width = _width(sum, seen)
    model = fit(seen, parents, memory)
    judged = judge(seen, model, width)
    last = np.array([seen.references - 1])
    around = model.scene(last)
    days = min(seen.max_delay + 1, seen.references - width + 1)
    shape = (len(seen.areas), days)
    known, staying, missing, base, extra = (np.zeros(shape) for _ in range(5))

    def fill(rows: NDArray[np.intp]) -> None:
        block = unpack(seen, rows)
        expected, _ = model.completed(block, last, around, judged.lean)
        stays = model.known(block, last)
        to_come = np.maximum(expected - stays, 0.0)[:, 0]
        raw = block.known[:, :, -1]
        corrected = _replaced(raw, stays[:, 0])
        known[rows] = _last_sums(raw, width, days)
        base[rows] = _last_sums(corrected, width, days)
        staying[rows], missing[rows] = corrected[:, -days:], to_come[:, :days][:, ::-1]
        extra[rows] = windowed(to_come, width)[:, :days][:, ::-1]

    with ThreadPoolExecutor(get_num_threads()) as threads:
        list(threads.map(fill, portions(len(seen.areas))))
    return Nowcast(
        areas=seen.areas,
        first=seen.day_at(seen.references - days),
        step=seen.step,
        sum=sum,
        levels=levels,
        known=known,
        mean=base + extra,
        quantiles=predicted(base, extra, judged.summed, levels),
        staying=staying,
        missing=missing,
        judged=judged,
    )


def _recent(triangle: Triangle) -> Triangle:
    kept = HISTORY + triangle.max_delay
    if triangle.references <= kept:
        return triangle
    start = triangle.references - kept
    gone = triangle.withdrawn
    return replace(
        triangle,
        first=triangle.day_at(start),
        counts=triangle.counts[:, start:],
        withdrawn=None if gone is None else gone[:, start:],
    )


def _width(days: int, triangle: Triangle) -> int:
    """Steps that are summed; 1 means single steps, also in a weekly table."""
    width, rest = (1, 0) if days == 1 else divmod(days, triangle.step)
    if rest or not 1 <= width <= triangle.references:
        raise NotASum(days, triangle.step, triangle.references)
    return width


def _replaced(known: Array, newest: Array) -> Array:
    """Known counts with those of the open days replaced (areas, references); `newest` newest first."""
    result = known.copy()
    lag = np.arange(min(newest.shape[1], known.shape[1]))
    result[:, known.shape[1] - 1 - lag] = newest[:, lag]
    return result


def _last_sums(values: Array, width: int, days: int) -> Array:
    """Sums over the `width` days ending on each of the last `days`."""
    total = np.cumsum(np.concatenate([np.zeros((len(values), 1)), values], axis=1), axis=1)
    result: Array = (total[:, width:] - total[:, :-width])[:, -days:]
    return result
