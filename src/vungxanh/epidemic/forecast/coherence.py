"""Coherence: in every future the children sum to their parent, and the parent still follows its own forecast.

Question: children c with cases n[k, c] in future k, and a parent with a forecast of its own; what goes
together?
    v[k] = Q_parent(rank of sum_c n[k, c] among the futures)          the parent's own value at that luck
    n'[k, c] = n[k, c] v[k] / sum_c n[k, c], rounded so that the sum is v[k]
from the top down. Where no child has a case but the parent does, they share by their mean over the futures.
Assumption: the parent's forecast knows better how large the common luck is, the children's who has how
much of it.
Source: rank matching as in ensemble copula coupling (Schefzik et al. 2013); probabilistic rounding.
"""

import numba
import numpy as np
from numpy.typing import NDArray

OWN = 1 / 3  # weight of the own forecast; the rest is what the children make together
Counts = NDArray[np.int64]
Places = NDArray[np.intp]


def children_of(parents: Places) -> dict[int, Places]:
    """The positions of each parent's children, for every row that has some."""
    order = np.argsort(parents, kind="stable")
    above, start = np.unique(parents[order], return_index=True)
    parts = np.split(order, start[1:])
    return {int(row): part for row, part in zip(above, parts, strict=True) if row >= 0}


def settle(totals: Counts, parents: Places, depth: Places, rng: np.random.Generator) -> None:
    """Makes totals (rows, weeks, draws) coherent in place; parents come in with their own sorted futures."""
    below = children_of(parents)
    for row in sorted(below, key=lambda r: -depth[r]):
        # From the leaves up: each parent's futures are put in the order of what its children make together.
        made = totals[below[row]].sum(axis=0)
        place = np.argsort(made + rng.random(made.shape), axis=-1)
        own = np.sort(totals[row], axis=-1) * OWN + np.take_along_axis(made, place, axis=-1) * (1 - OWN)
        np.put_along_axis(totals[row], place, np.floor(own + rng.random(own.shape)).astype(np.int64), axis=-1)
    for row in sorted(below, key=lambda r: depth[r]):
        share = totals[below[row]]
        totals[below[row]] = _shared(
            totals[row], share, share.mean(axis=-1) + 1e-6, rng.random(totals[row].shape)
        )


@numba.njit(cache=True, nogil=True)
def _shared(whole, parts, usual, start):  # type: ignore[no-untyped-def]
    """parts (children, weeks, draws) scaled to whole (weeks, draws); sums are exact."""
    children, weeks, draws = parts.shape
    out = np.empty_like(parts)
    for w in range(weeks):
        for k in range(draws):
            total = 0
            for c in range(children):
                total += parts[c, w, k]
            scale = whole[w, k] / total if total > 0 else whole[w, k] / usual[:, w].sum()
            reached, before = start[w, k], 0
            for c in range(children):
                reached += scale * (parts[c, w, k] if total > 0 else usual[c, w])
                here = whole[w, k] if c == children - 1 else min(int(np.floor(reached)), whole[w, k])
                out[c, w, k] = here - before
                before = here
    return out
