"""Trees: gradient boosting of several quantiles at once, in which all quantiles share the shape of each tree.

Question: which quantiles does y have, given features x? F[i, k] estimates quantile q[k] of row i.
    start      F[., k] = the q[k]-quantile of all y
    gradient   g[i, k] = q[k] - 1(y[i] < F[i, k])
    split      the one that raises sum_k (G_k^2 / n) / (q_k (1 - q_k)) of the two sides most (G: sum of g)
    leaf       step * the q[k]-quantile of y - F[., k] over the rows in the leaf
Rows come in blocks that share a shock (all areas of one week). Each tree chooses its splits on one random
half of the blocks and its leaf values on the others, so that a shock is not learned as a rule (honest trees).
Features are binned; gaps are a bin of their own. Deterministic given the generator, and single-threaded.
Source: gradient boosting (Friedman 2001, Annals of Statistics 29:1189), honest trees (Wager and Athey 2018,
JASA 113:1228); one shape for all quantiles is ours, it costs one fit instead of one per level.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bins = NDArray[np.uint8]


SHAPING = (0.1, 0.5, 0.9)  # the levels that choose the splits


@dataclass(frozen=True)
class Trees:
    """Bin edges per feature, splits (trees, inner nodes), leaf values (trees, leaves, levels)."""

    edges: Floats
    start: Floats
    feature: NDArray[np.int16]
    above: Bins
    leaf: Floats

    def predict(self, x: Floats) -> Floats:
        """Quantiles (rows, levels), sorted."""
        out: Floats = np.repeat(self.start[None], len(x), axis=0)
        _add_trees(_bins_of(x, self.edges), self.feature, self.above, self.leaf, out)
        return np.sort(out, axis=1)


@dataclass(frozen=True)
class Growth:
    """How the trees are grown."""

    trees: int = 45
    depth: int = 4
    step: float = 0.22
    least: int = 30
    features: float = 0.5
    bins: int = 48


def fit_trees(
    x: Floats, y: Floats, block: NDArray[np.intp], levels: Floats, rng: np.random.Generator, how: Growth
) -> Trees:
    """Boosted quantiles of y given x (rows, features); `block` numbers the rows that share a shock."""
    edges = _edges_of(x, how.bins)
    binned = _bins_of(x, edges)
    start = np.quantile(y, levels)
    fitted = np.repeat(start[None], len(y), axis=0)
    nodes, leaves = 2**how.depth - 1, 2**how.depth
    feature = np.full((how.trees, nodes), -1, np.int16)
    above = np.zeros((how.trees, nodes), np.uint8)
    leaf = np.zeros((how.trees, leaves, len(levels)))
    blocks = int(block.max()) + 1
    shaping = np.array([np.argmin(np.abs(levels - level)) for level in SHAPING])
    tried = max(1, round(how.features * x.shape[1]))
    for m in range(how.trees):
        shape = rng.random(blocks) < 0.5
        some = rng.permutation(x.shape[1])[:tried]
        _grow(
            binned, y, fitted, levels, shaping, shape[block], some, how.depth, how.least, how.bins, how.step,
            feature[m], above[m], leaf[m],
        )  # fmt: skip
    return Trees(edges, start, feature, above, leaf)


def _edges_of(x: Floats, bins: int) -> Floats:
    """Upper edges (features, bins - 2) at the quantiles of each feature."""
    inner = np.linspace(0, 1, bins)[1:-1]
    given = [v[np.isfinite(v)] for v in x.T]
    return np.array([np.quantile(v, inner) if len(v) else inner for v in given])


def _bins_of(x: Floats, edges: Floats) -> Bins:
    """Bin 0 for a gap, else 1 + the number of edges below the value."""
    out = np.empty(x.shape, np.uint8)
    for f in range(x.shape[1]):
        v = x[:, f]
        out[:, f] = np.where(np.isfinite(v), 1 + np.searchsorted(edges[f], v), 0)
    return out


@njit(cache=True)
def _grow(  # noqa: C901, PLR0913, PLR0917 - one kernel: loops over rows, features and levels
    binned: Bins,
    y: Floats,
    fitted: Floats,
    levels: Floats,
    shaping: NDArray[np.int64],
    shapes: NDArray[np.bool_],
    some: NDArray[np.int64],
    depth: int,
    least: int,
    bins: int,
    step: float,
    feature: NDArray[np.int16],
    above: Bins,
    leaf: Floats,
) -> None:
    """Grow one tree in place and add it to `fitted`."""
    rows, k = len(y), len(shaping)
    node = np.zeros(rows, np.int64)
    gradient = np.empty((rows, k + 1), np.float32)
    for i in range(rows):
        for j in range(k):
            level = levels[shaping[j]]
            missed = 1.0 if y[i] < fitted[i, shaping[j]] else 0.0
            gradient[i, j] = (level - missed) / np.sqrt(level * (1 - level))
        gradient[i, k] = 1.0
    for d in range(depth):
        first = 2**d - 1
        hist = np.zeros((2**d, len(some), bins + 1, k + 1), np.float32)
        for i in range(rows):
            if shapes[i]:
                for s in range(len(some)):
                    b = binned[i, some[s]]
                    for j in range(k + 1):
                        hist[node[i], s, b, j] += gradient[i, j]
        for n in range(2**d):
            best, at, cut = _best_split(hist[n], least)
            if best > 0:
                feature[first + n], above[first + n] = some[at], cut
        for i in range(rows):
            f = feature[first + node[i]]
            right = f >= 0 and binned[i, f] > above[first + node[i]]
            node[i] = 2 * node[i] + (1 if right else 0)
    _fill_leaves(node, y, fitted, levels, shapes, step, least, leaf)


@njit(cache=True)
def _best_split(  # noqa: C901 - one kernel
    hist: NDArray[np.float32], least: int
) -> tuple[float, int, int]:
    """The gain, position and upper bin of the best split of one node; gain 0 if there is none."""
    features, bins, k = hist.shape[0], hist.shape[1], hist.shape[2] - 1
    best, at, cut = 1e-6, -1, 0
    total = np.zeros(k + 1)
    for b in range(bins):
        for j in range(k + 1):
            total[j] += hist[0, b, j]
    if total[k] < 2 * least:
        return 0.0, at, cut
    whole = 0.0
    for j in range(k):
        whole += total[j] * total[j] / total[k]
    left = np.empty(k + 1)
    for f in range(features):
        left[:] = 0
        for b in range(bins - 1):
            for j in range(k + 1):
                left[j] += hist[f, b, j]
            n, m = left[k], total[k] - left[k]
            if n < least or m < least:
                continue
            gain = -whole
            for j in range(k):
                other = total[j] - left[j]
                gain += left[j] * left[j] / n + other * other / m
            if gain > best:
                best, at, cut = gain, f, b
    return (best if at >= 0 else 0.0), at, cut


@njit(cache=True)
def _fill_leaves(  # noqa: C901 - one kernel
    node: NDArray[np.int64],
    y: Floats,
    fitted: Floats,
    levels: Floats,
    shapes: NDArray[np.bool_],
    step: float,
    least: int,
    leaf: Floats,
) -> None:
    """Leaf values from the blocks that did not choose the splits; then the step is taken for every row."""
    leaves, k = leaf.shape
    count = np.zeros(leaves + 1, np.int64)
    for i in range(len(y)):
        if not shapes[i]:
            count[node[i] + 1] += 1
    begin = np.cumsum(count)
    place = begin[:-1].copy()
    order = np.empty(begin[-1], np.int64)
    rest = np.empty(begin[-1])
    for i in range(len(y)):
        if not shapes[i]:
            order[place[node[i]]] = i
            place[node[i]] += 1
    for n in range(leaves):
        own = order[begin[n] : begin[n + 1]]
        if len(own) < least:
            continue
        for j in range(k):
            for i in range(len(own)):
                rest[i] = y[own[i]] - fitted[own[i], j]
            at = round(levels[j] * (len(own) - 1))
            leaf[n, j] = step * np.partition(rest[: len(own)], at)[at]
    for i in range(len(y)):
        for j in range(k):
            fitted[i, j] += leaf[node[i], j]


@njit(cache=True)
def _add_trees(binned: Bins, feature: NDArray[np.int16], above: Bins, leaf: Floats, out: Floats) -> None:
    trees, nodes = feature.shape
    depth = 0
    while 2**depth - 1 < nodes:
        depth += 1
    for i in range(len(binned)):
        for m in range(trees):
            n = 0
            for d in range(depth):
                first = 2**d - 1
                f = feature[m, first + n]
                n = 2 * n + (1 if f >= 0 and binned[i, f] > above[m, first + n] else 0)
            for j in range(out.shape[1]):
                out[i, j] += leaf[m, n, j]
