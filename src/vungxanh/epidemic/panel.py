"""Panel: many time series on one regular axis, for the estimators that work on all areas at once.

                 step 0   step 1   ...   step n-1
    HCMC-27346      0        2              1        values[area, step]
    HCMC-27349      3       nan             0        nan = not reported; never a zero

A step is one day or one week. The last day of step j is `first_end + j * step`. The panel
does not imply whole numbers (some series are rates), and says nothing about when a value became known: one
panel is one vintage.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.messages import VungXanhError, message

LONGEST_DAYS = 40 * 366


class TooLong(VungXanhError):
    """Dates so far apart that one must be wrong; an axis over all of them would not fit in memory."""


@dataclass(frozen=True)
class Panel:
    """Values (areas, steps), nan where not reported; `step` in days (1 or 7); population nan if unknown."""

    areas: tuple[str, ...]
    first_end: date
    step: int
    values: NDArray[np.float64]
    population: NDArray[np.float64]

    @property
    def steps(self) -> int:
        """Number of steps on the axis."""
        return int(self.values.shape[1])

    @property
    def last_end(self) -> date:
        """Last day of the last step."""
        return self.end_of(self.steps - 1)

    def end_of(self, position: int) -> date:
        """Last day of the step at `position` (also beyond the axis)."""
        return self.first_end + timedelta(days=self.step * position)

    def until(self, stop: int) -> "Panel":
        """The steps before `stop`: what a forecaster standing there could see."""
        return replace(self, values=self.values[:, :stop])

    def of(self, which: NDArray[np.intp] | Sequence[int]) -> "Panel":
        """Some of the areas, by position."""
        positions = np.asarray(which, np.intp)
        return replace(
            self,
            areas=tuple(self.areas[i] for i in positions),
            values=self.values[positions],
            population=self.population[positions],
        )


def panel_of(
    frame: pl.DataFrame,
    *,
    step: int,
    value: str = "value",
    absent: float = np.nan,
    population: pl.DataFrame | None = None,
) -> Panel:
    """From a long table (area, date, VALUE): rows of one area and date are summed, gaps become `absent`.

    Dates off the step's grid (which ends on the newest date) are dropped; readers refuse them before.
    """
    summed = frame.group_by("area", "date").agg(pl.col(value).cast(pl.Float64).sum()).sort("area", "date")
    areas = tuple(summed["area"].unique(maintain_order=True).to_list())
    newest, oldest = summed["date"].max(), summed["date"].min()
    assert isinstance(newest, date)
    assert isinstance(oldest, date)
    if (newest - oldest).days > LONGEST_DAYS:
        raise TooLong(
            message(
                "The dates go from {oldest} to {newest}, more than 40 years: one of them is mistyped.",
                oldest=oldest,
                newest=newest,
            )
        )
    steps = (newest - oldest).days // step + 1
    first_end = newest - timedelta(days=step * (steps - 1))
    day = (summed["date"] - first_end).dt.total_days().to_numpy()
    row = summed["area"].cast(pl.Enum(areas)).to_physical().to_numpy().astype(np.intp)
    fits = (day >= 0) & (day % step == 0)
    values = np.full((len(areas), steps), absent)
    values[row[fits], day[fits] // step] = summed[value].to_numpy()[fits]
    return Panel(areas, first_end, step, values, _populations(areas, population))


def _populations(areas: tuple[str, ...], population: pl.DataFrame | None) -> NDArray[np.float64]:
    if population is None:
        return np.full(len(areas), np.nan)
    known = dict(population.select("area", "population").iter_rows())
    return np.array([float("nan") if (p := known.get(area)) is None else float(p) for area in areas])
