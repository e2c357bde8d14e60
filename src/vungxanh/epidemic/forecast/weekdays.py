"""From weeks to days: how the cases of a 7-day block fall on its days.

Question: given N cases in the block, how many on each day?
    n[0..6] ~ Dirichlet-multinomial(N, A p)      p[d]: share of day d of the block, sums to 1; d = 0 first day
p comes from all areas together (the weekday effect of offices and laboratories), shrunk to 1/7; the
precision A from
    E sum_d (n_d - N p_d)^2 / (N p_d) / 6 = 1 + (N - 1) / (1 + A)       pooled over areas and past blocks
where a usual A counts like half a block,
so lumpy reporting (A small) is carried into the days. Blocks end on the panel's last day, so d means the
same weekday in every block. Assumption: one profile for all areas, constant over the last weeks.
Source: Dirichlet-multinomial; moment estimator ours.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.blocks import WEEK

Floats = NDArray[np.float64]
LAST_BLOCKS = 8
SHRINK = 2.0  # blocks of even days that count beside the observed
USUAL, USUAL_BLOCKS = 20.0, 0.5  # A before anything is seen, and how many blocks that counts
LEAST, MOST = 0.5, 500.0  # bounds of the precision A


@dataclass(frozen=True)
class Weekdays:
    """p (7,) and A."""

    share: Floats
    precision: float

    def tilted(self, growth: Floats) -> Floats:
        """Shares (weeks, 7) when cases grow by exp(growth[w]) over week w."""
        slope = np.exp(growth[:, None] * (np.arange(WEEK) - (WEEK - 1) / 2) / WEEK)
        shares: Floats = self.share * slope
        shares /= shares.sum(axis=1, keepdims=True)
        return shares


def weekdays_of(values: Floats) -> Weekdays:
    """Profile and precision from daily values (areas, days) of areas that do not overlap."""
    whole = min(values.shape[1] // WEEK, LAST_BLOCKS)
    if whole == 0:
        return Weekdays(np.full(WEEK, 1 / WEEK), USUAL)
    days = np.nan_to_num(values[:, values.shape[1] - whole * WEEK :]).reshape(len(values), whole, WEEK)
    together = days.sum(axis=0)
    total = together.sum(axis=1, keepdims=True)
    shares = np.divide(together, total, out=np.full(together.shape, 1 / WEEK), where=total > 0)
    # The median of the blocks: one batch day must not become a weekday.
    share = whole * np.median(shares, axis=0) / np.median(shares, axis=0).sum()
    share = (share + SHRINK / WEEK) / (whole + SHRINK)
    return Weekdays(share, _precision(days.reshape(-1, WEEK), share))


def _precision(blocks: Floats, share: Floats) -> float:
    total = blocks.sum(axis=1)
    blocks, total = blocks[total >= 2], total[total >= 2]
    expected = total[:, None] * share
    excess = ((blocks - expected) ** 2 / expected).sum(axis=1) / (WEEK - 1) - 1.0
    # Weighted by 1/N, or the few largest areas would decide for all.
    usual = USUAL_BLOCKS / (1 + USUAL)
    lumps = ((excess / total).sum() + usual) / (((total - 1) / total).sum() + USUAL_BLOCKS)
    return float(np.clip(1 / max(lumps, 1e-9) - 1, LEAST, MOST))
