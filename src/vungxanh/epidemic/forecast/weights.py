"""Weights: how much each member counts, from what it was worth at the last origins of the same vintage.

Question: which rules were right lately? With loss[m, h] the weighted interval score of member m over the past
origins and all areas, on the fourth-root scale, as a ratio to the first member's (the flat one):
    w[m, h]  proportional to  prior[m] exp(-SHARPNESS * n/(n + PATIENCE) * loss[m, h]),      n: origins scored
so few origins leave the prior weights; a member nobody could score counts as flat.
The flat member keeps at least YOUNG / (YOUNG + steps): a short past has seen few waves turn.
Assumption: what was good these weeks will be in the next ones; a weak one.
Source: exponentially weighted forecasters (Vovk 1990), tempered.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SHARPNESS = 8.0
PATIENCE = 4.0
YOUNG = 8.0


def interval_scores(quantiles: Floats, levels: Floats, actual: Floats) -> Floats:
    """Weighted interval score of quantiles (..., levels) against actual (...): twice the mean pinball."""
    error = actual[..., None] - quantiles
    scores: Floats = 2.0 * np.mean(np.maximum(levels * error, (levels - 1.0) * error), axis=-1)
    return scores


def weights_of(scores: Floats, prior: Floats, steps: int) -> Floats:
    """Weights (members, horizon) from scores (members, origins, areas, horizon), nan where not known."""
    members, _, _, horizon = scores.shape
    weights = np.repeat((prior / prior.sum())[:, None], horizon, axis=1)
    for h in range(horizon):
        origins = int(np.isfinite(scores[0, ..., h]).any(axis=1).sum())
        trust = SHARPNESS * origins / (origins + PATIENCE)
        for m in range(members):
            given = np.isfinite(scores[m, ..., h]) & np.isfinite(scores[0, ..., h])
            loss, reference = scores[m, ..., h][given].sum(), scores[0, ..., h][given].sum()
            weights[m, h] *= np.exp(-trust * (loss / reference if reference > 0 else 1.0))
    weights /= weights.sum(axis=0)
    flat = np.maximum(weights[0], YOUNG / (YOUNG + steps))
    rest = weights[1:].sum(axis=0)
    weights[1:] *= np.divide(1 - flat, rest, out=np.zeros(horizon), where=rest > 0)
    weights[0] = 1 - weights[1:].sum(axis=0)
    return weights
