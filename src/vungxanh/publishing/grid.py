"""A table of area-days laid out as arrays area x day, and back to its rows."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Grid:
    """Where each row of a table lies: `area` and `day` are positions, one per row."""

    area: NDArray[np.int64]
    day: NDArray[np.int64]
    shape: tuple[int, int]

    @classmethod
    def of(cls, frame: pl.DataFrame, codes: list[str]) -> "Grid":
        """The layout of a frame with columns area and day."""
        position = dict(zip(codes, range(len(codes)), strict=True))
        area = frame["area"].replace_strict(position, return_dtype=pl.Int64).to_numpy()
        first = frame["day"].min()
        if not isinstance(first, date):
            return cls(area, area, (len(codes), 0))
        day = (frame["day"] - first).dt.total_days().to_numpy()
        return cls(area, day, (len(codes), int(day.max()) + 1))

    def spread(self, values: pl.Series) -> NDArray[np.generic]:
        """One value per row as an array area x day; 0 or False where there is no row."""
        array = np.zeros(self.shape, dtype=values.to_numpy().dtype)
        array[self.area, self.day] = values.to_numpy()
        return array

    def gather(self, array: NDArray[np.bool_]) -> pl.Series:
        """The array's values in the order of the rows."""
        return pl.Series(array[self.area, self.day])
