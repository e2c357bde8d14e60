"""The forecast engine's parts a second time, slowly and in the obvious way."""

import numpy as np


def slow_mixture(parts, weights, levels, points=200_001):
    """Quantiles of a mixture by reading every member's distribution off a fine grid.

    Outside its outermost quantiles a member's distribution goes to 0 or 1 at the next quantile of another.
    """
    out = np.full(parts.shape[1:], np.nan)
    for case in np.ndindex(parts.shape[1:-2]):
        for h in range(parts.shape[-2]):
            members = [(parts[(m, *case, h)], weights[m, h]) for m in range(len(parts))]
            every = np.sort(np.concatenate([q for q, _ in members]))
            x = np.linspace(every[0], every[-1], points)
            total = np.zeros(points)
            for q, w in members:
                below, above = every[every < q[0]][-1:], every[every > q[-1]][:1]
                at = np.concatenate([below, q, above])
                upto = np.concatenate([np.zeros(len(below)), levels, np.ones(len(above))])
                total += w * np.interp(x, at, upto)
            total /= sum(w for _, w in members)
            out[(*case, h)] = x[np.minimum(np.searchsorted(total, levels - 1e-12), points - 1)]
    return out


def slow_factor(quantiles, levels, outcomes, middle, side, candidates):
    """The factor with the least pinball loss, case by case."""
    losses = []
    for factor in candidates:
        loss = 0.0
        for q, y in zip(quantiles, outcomes, strict=True):
            for j in side:
                at = q[middle] + factor * (q[j] - q[middle])
                loss += levels[j] * (y - at) if y >= at else (1 - levels[j]) * (at - y)
        losses.append(loss)
    return candidates[int(np.argmin(losses))]


def slow_units(z, memory, prior, floor, tiny):
    """Usual move of each area at each step, shrunk to all areas, from the definition."""
    areas, steps = z.shape
    out = np.full(z.shape, tiny)
    for t in range(1, steps):
        sums, counts = [], []
        for a in range(areas):
            past = [(memory ** (t - s)) for s in range(1, t + 1)]
            moves = [abs(z[a, s] - z[a, s - 1]) for s in range(1, t + 1)]
            sums.append(sum(w * m for w, m in zip(past, moves, strict=True)))
            counts.append(sum(past))
        pooled = sum(sums) / sum(counts)
        for a in range(areas):
            out[a, t] = max((sums[a] + prior * pooled) / (counts[a] + prior), floor * pooled, tiny)
    return out


def slow_trees(x, edges, start, feature, above, leaf):
    """Walk every tree from the root, row by row."""
    out = []
    for row in x:
        total = start.copy()
        for f, cut, values in zip(feature, above, leaf, strict=True):
            node = 0
            for depth in range(int(np.log2(len(values)))):
                inner = 2**depth - 1 + node
                j = f[inner]
                side = 0
                if j >= 0 and not np.isnan(row[j]):
                    side = int(1 + sum(row[j] > edge for edge in edges[j]) > cut[inner])
                node = 2 * node + side
            total = total + values[node]
        out.append(np.sort(total))
    return np.array(out)
