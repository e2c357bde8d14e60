"""A nowcast drawn by hand: what the last days still lack, draw by draw."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np


@dataclass(frozen=True)
class LateReports:
    """`missing` (draws, areas, days) on top of `known` (areas, days); the draws come in turn."""

    areas: tuple[str, ...]
    first: date
    known: np.ndarray
    missing: np.ndarray

    def samples(self, draws: int, rng: Any) -> np.ndarray:
        turn = self.missing[np.arange(draws) % len(self.missing)]
        return (self.known[None] + turn).astype(np.int32)
