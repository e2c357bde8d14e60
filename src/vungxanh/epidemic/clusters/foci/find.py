"""Foci: cases that are near each other in space and time, directly or in a chain.

Question    which cases form one outbreak focus by the disease's rule, and which foci are still open?
Shapes      xy (cases, 2) in metres; day (cases) as ordinals
Method      two cases are linked if at most `link_m` apart and at most `link_days` days apart; linked cases,
            also through others, are one focus if they are at least `least_cases`; it is open until
            `quiet_days` days have passed without a new case
Assumption  the house is where the infection happens; cases of unknown place are in no focus
Source      the rule file names it (rules/clusters/dengue.toml)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.foci.linking import linked
from vungxanh.epidemic.clusters.foci.rule import FocusRule


@dataclass(frozen=True)
class Foci:
    """focus (cases) = number of the case's focus from 0 on, -1 for none; the other arrays are per focus.

    Numbered by first day, then by the position of the first case.
    """

    focus: NDArray[np.int64]
    cases: NDArray[np.int64]
    first_day: NDArray[np.int64]
    last_day: NDArray[np.int64]
    open: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.cases)


def find_foci(xy: NDArray[np.float64], day: NDArray[np.int64], rule: FocusRule, *, as_of: int) -> Foci:
    """The foci among the cases up to the ordinal `as_of`; later cases are in none."""
    used = np.flatnonzero(~np.isnan(xy).any(axis=1) & (day <= as_of))
    head = np.full(len(day), -1, np.int64)
    if len(used):
        link = rule.focus
        head[used] = used[_components(xy[used], day[used], link.link_m, link.link_days)]
    size = np.bincount(head[head >= 0], minlength=len(day))
    heads = np.flatnonzero(size >= rule.focus.least_cases)
    inside = (head >= 0) & np.isin(head, heads)
    first, last = np.full(len(day), np.iinfo(np.int64).max), np.full(len(day), -1)
    np.minimum.at(first, head[inside], day[inside])
    np.maximum.at(last, head[inside], day[inside])
    heads = heads[np.lexsort((heads, first[heads]))]
    number = np.full(len(day) + 1, -1, np.int64)
    number[heads] = np.arange(len(heads))
    ends = last[heads]
    return Foci(number[head], size[heads], first[heads], ends, as_of - ends < rule.end.quiet_days)


def _components(
    xy: NDArray[np.float64], day: NDArray[np.int64], reach: float, wait: int
) -> NDArray[np.int64]:
    """Per case the smallest position among all that it is linked with."""
    cell = np.floor((xy - xy.min(axis=0)) / (reach / np.sqrt(2))).astype(np.int64)
    width = int(cell[:, 0].max()) + 1
    key = cell[:, 1] * width + cell[:, 0]
    order = np.lexsort((day, key))
    keys, begin = np.unique(key[order], return_index=True)
    bounds = np.append(begin, len(order)).astype(np.int64)
    found = linked(xy[order], day[order], keys % width, keys // width, bounds, keys, width, reach, wait)
    smallest = np.full(len(order), len(order), np.int64)
    np.minimum.at(smallest, found, order)
    heads = np.empty(len(order), np.int64)
    heads[order] = smallest[found]
    return heads
