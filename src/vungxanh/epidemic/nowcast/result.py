"""Nowcast: what is known, what is expected and how sure that is, for the days that are not complete yet."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import ndtri

from vungxanh.epidemic.nowcast.counting import quantiles
from vungxanh.epidemic.nowcast.judging import Judged, Law
from vungxanh.epidemic.nowcast.recalibration import GRID
from vungxanh.epidemic.nowcast.sampling import sample

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Nowcast:
    """Arrays (areas, days[, levels]); position j is the reference day first + j * step, the last is `as_of`.

    known      reported so far of the day (of the `sum` days ending on it)
    mean       expected when all reports are in
    quantiles  whole numbers at `levels`
    staying, missing   per single day: what is known and will stay, and what is expected to come
    """

    areas: tuple[str, ...]
    first: date
    step: int
    sum: int
    levels: Array
    known: Array
    mean: Array
    quantiles: Array
    staying: Array
    missing: Array
    judged: Judged

    @property
    def days(self) -> int:
        """Number of reference days."""
        return int(self.known.shape[1])

    @property
    def as_of(self) -> date:
        """The last reference day."""
        return self.day_at(self.days - 1)

    def day_at(self, position: int) -> date:
        """The reference day at a position."""
        return self.first + timedelta(days=self.step * position)

    def samples(self, draws: int, rng: np.random.Generator) -> NDArray[np.int32]:
        """Possible final counts (draws, areas, days) of single days; errors go together as they did."""
        return sample(self.staying, self.missing, self.judged, draws, rng)

    def frame(self) -> pl.DataFrame:
        """Long table: area, reference_date, output_type_id (level), value."""
        areas, days, levels = self.quantiles.shape
        dates = pl.Series([self.day_at(j) for j in range(days)], dtype=pl.Date)
        position = np.indices((areas, days, levels), dtype=np.int32).reshape(3, -1)
        return pl.DataFrame(
            {
                "area": pl.Series(self.areas, dtype=pl.String).gather(position[0]),
                "reference_date": dates.gather(position[1]),
                "output_type_id": self.levels[position[2]],
                "value": self.quantiles.ravel(),
            }
        )


def predicted(base: Array, missing: Array, law: Law, levels: Array) -> Array:
    """Quantiles (areas, days, levels) of base + what is missing; the last day has horizon 0."""
    areas, days = missing.shape
    newest_first = missing[:, ::-1]
    asked = np.stack([np.interp(levels, GRID, law.asked[k]) for k in range(days)])
    asked = np.ascontiguousarray(np.broadcast_to(asked, (areas, days, levels.size))).reshape(-1, levels.size)
    variance = law.variance(newest_first)
    extra = quantiles(newest_first.ravel(), variance.ravel(), asked, ndtri(asked))
    extra = extra.reshape(areas, days, levels.size)[:, ::-1]
    result: Array = np.maximum(np.round(base)[..., None] + extra, 0.0)
    return result
