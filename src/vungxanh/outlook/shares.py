"""How many of the coming cases will be community cases, and how many of those without a known source.

Question   Of n future cases of an area, how many are found in the community, how many of these are unlinked?
Shapes     cases, community, unlinked (areas, days) of the recent past; n (areas, days) of one future
Equation   x_a ~ Bin(n_a, p_a),  p_a ~ Beta(s m_a, s (1 - m_a)): after x of n seen in the last days the share
           of a future is one draw of Beta(s m_a + x, s (1 - m_a) + n - x), and the split one of Bin(n, share)
           m_a: the share in the area above, itself drawn towards the share of all; s: moments over areas
Assumption Shares change slowly; a share that was always 0 or 1 everywhere stays so.
Source     Kleinman 1973, J. Am. Stat. Assoc. 68:46 (moments of the beta-binomial)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RECENT = 28
"""Days looked back: long enough for small areas, short enough to follow how tracing goes."""

LEAST, MOST = 2.0, 200.0  # cases that the prior weighs; between "areas differ fully" and "hardly at all"


@dataclass(frozen=True)
class Share:
    """Beta(a, b) per area; `always` is 0 or 1 where nothing else was ever seen, else nan."""

    a: Floats
    b: Floats
    always: float

    def split(self, cases: NDArray[np.int32], rng: np.random.Generator) -> NDArray[np.int32]:
        """The part of `cases` (areas, days) in one future: one share per area, then a coin for each case."""
        if self.always == 1.0:
            return cases
        if self.always == 0.0:
            return np.zeros_like(cases)
        return rng.binomial(cases, rng.beta(self.a, self.b)[:, None]).astype(np.int32)


def share_of(part: NDArray[np.int32], whole: NDArray[np.int32], above: NDArray[np.intp]) -> Share:
    """From the own counts (areas, days) of the finest areas; `above`: number of each area's group."""
    n = np.maximum(whole[:, -RECENT:], 0).sum(axis=1).astype(np.float64)
    x = np.clip(part[:, -RECENT:].sum(axis=1), 0, n).astype(np.float64)
    total, seen = x.sum(), n.sum()
    if seen == 0 or total in (0, seen):
        # Nothing seen says nothing: the stricter reading, as for a source that is not recorded.
        always = 1.0 if total == seen else 0.0
        return Share(np.ones(len(n)), np.ones(len(n)), always)
    mean = total / seen
    strength = _strength(x, n, mean)
    sums = (np.bincount(above, values) for values in (x, n))
    group_x, group_n = sums
    middle = np.clip((group_x + strength * mean) / (group_n + strength), 1e-3, 1 - 1e-3)[above]
    return Share(strength * middle + x, strength * (1 - middle) + n - x, np.nan)


def _strength(x: Floats, n: Floats, mean: float) -> float:
    """How alike the areas are: cases that the common share weighs."""
    some = n > 0
    x, n = x[some], n[some]
    spread = float((n * (x / n - mean) ** 2).sum())
    chance = mean * (1 - mean)
    weight = float(n.sum() - (n**2).sum() / n.sum())
    between = (spread - chance * (len(n) - 1)) / weight if weight > 0 else 0.0
    if between <= 0:
        return MOST
    return float(np.clip(chance / between - 1, LEAST, MOST))
