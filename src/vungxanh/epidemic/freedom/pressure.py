"""How many infections come into each area from outside, day by day."""

import numba
import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.freedom.rule import Rule
from vungxanh.territory import Neighbours

Floats = NDArray[np.float64]


def baseline(population: Floats, days: int, rule: Rule) -> Floats:
    """Expected introductions (areas, days) where nothing is known of the neighbours; 0 for nobody."""
    daily = np.nan_to_num(population, nan=0.0) * rule["introduction_per_100k"] / 1e5
    return np.repeat(daily[:, None], days, axis=1)


def import_pressure(
    cases: Floats, neighbours: Neighbours, parent: NDArray[np.int32], population: Floats, rule: Rule
) -> Floats:
    """Expected introductions (areas, days): the baseline, and what the areas that touch bring in.

    Question   how many people of area i are infected from outside on day t?
    Equation   i_i(t) = b N_i / 100,000 + s R sum_j m_j(t) / (found deg_j), m_j the mean daily cases of
               neighbour j over the days of `pressure_days` up to t (days not reported are left out), deg_j
               its number of neighbours, s `contact_share`, R `reproduction`.
    Assumption a person's infections outside the own area are spread evenly over the areas that touch it.
               Where nothing is known about who touches whom, over those with the same parent. A neighbour
               that has reported nothing is taken to have the mean cases per person of those that have.
    Source     ours.
    """
    days = cases.shape[1]
    start, indices = _touching(neighbours, parent)
    mean = _trailing_mean(np.ascontiguousarray(cases, np.float64), rule.days("pressure_days"))
    mean = _filled(mean, population)
    sent = mean * (rule["contact_share"] * rule["reproduction"] / rule["found"])
    degree = np.maximum(np.diff(start), 1)
    out = baseline(population, days, rule)
    _receive(start, indices, sent / degree[:, None], out)
    return out


def _touching(
    neighbours: Neighbours, parent: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Who gets infections from whom as a compressed table; siblings where adjacency is not known."""
    if neighbours.known:
        return neighbours.start, neighbours.indices
    order = np.argsort(parent, kind="stable")
    _, first, size = np.unique(parent[order], return_index=True, return_counts=True)
    of_group = [order[f : f + s] for f, s in zip(first, size, strict=True)]
    lists: list[NDArray[np.intp]] = [np.zeros(0, np.intp)] * len(parent)
    for group in of_group:
        # Areas at the top, or of a very wide parent, have no siblings worth the name.
        if parent[group[0]] >= 0 and len(group) <= MOST_SIBLINGS:
            for area in group:
                lists[area] = group[group != area]
    start = np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int64)
    return start, np.concatenate([*lists, np.zeros(0, np.intp)]).astype(np.int32)


MOST_SIBLINGS = 500
"""A parent with more children says nothing about who meets whom."""


def _filled(mean: Floats, population: Floats) -> Floats:
    """Means with the gaps filled by the mean rate of those who report on that day."""
    known = ~np.isnan(mean) & (population[:, None] > 0)
    people = np.where(known, population[:, None], 0.0).sum(axis=0)
    cases = np.where(known, mean, 0.0).sum(axis=0)
    rate = np.divide(cases, people, out=np.zeros_like(cases), where=people > 0)
    return np.where(np.isnan(mean), rate * np.nan_to_num(population, nan=0.0)[:, None], mean)


@numba.njit(cache=True, nogil=True)
def _trailing_mean(values, window):  # type: ignore[no-untyped-def]
    """Mean over the known days of the last `window`; nan where none is known."""
    out = np.full(values.shape, np.nan)
    for area in range(values.shape[0]):
        total, known = 0.0, 0
        for day in range(values.shape[1]):
            if not np.isnan(values[area, day]):
                total, known = total + values[area, day], known + 1
            if day >= window and not np.isnan(values[area, day - window]):
                total, known = total - values[area, day - window], known - 1
            if known:
                out[area, day] = max(total, 0.0) / known
    return out


@numba.njit(cache=True, nogil=True)
def _receive(start, indices, sent, out):  # type: ignore[no-untyped-def]
    for area in range(out.shape[0]):
        for position in range(start[area], start[area + 1]):
            for day in range(out.shape[1]):
                out[area, day] += sent[indices[position], day]
