"""What an outlook says, as arrays and as the tables of the assessment folder."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.outlook.tally import QUANTILES, Tally
from vungxanh.zoning import NOT_JUDGED, UNKNOWN_COLOUR, Colours

EPOCH = date(1970, 1, 1)
COMING, COMPLETED = "outlook", "would_be"


@dataclass(frozen=True)
class Outlook:
    """Tallies of futures after the last judged day of `colours`.

    `past` of the tallied days are up to that day, completed by a nowcast: what their colours would be.
    """

    colours: Colours
    tally: Tally
    horizon: int
    past: int

    @property
    def last_judged(self) -> date:
        """The day before the first coming one."""
        return self.colours.counts.last

    @property
    def last_day(self) -> date:
        """The last day with probabilities."""
        return self.last_judged + timedelta(days=self.horizon)

    @property
    def draws(self) -> int:
        """Number of futures."""
        return self.tally.draws

    @property
    def p(self) -> NDArray[np.float64]:
        """(levels + 1, areas, horizon): probability of unknown, rank 0, rank 1, ... on the coming days."""
        return self.tally.p[:, :, self.past : self.past + self.horizon]

    @property
    def p_completed(self) -> NDArray[np.float64]:
        """The same for the last judged days, once all their reports are in."""
        return self.tally.p[:, :, : self.past]

    @property
    def judged(self) -> NDArray[np.bool_]:
        """Areas that the criteria apply to."""
        whole: NDArray[np.bool_] = self.colours.rank[:, -1] != NOT_JUDGED
        return whole

    def now(self, level: str) -> dict[str, int]:
        """How many areas of one level of the tree have each colour on the last judged day."""
        rank = self.colours.rank[self.colours.counts.territory.at_level(level), -1]
        places = {name: place for place, name in enumerate(self._scales()[level])} | {UNKNOWN_COLOUR: -1}
        return {name: int((rank == place).sum()) for name, place in places.items()}

    def expected(self, level: str) -> dict[str, float]:
        """How many are to be expected on the last coming day: the sum of probabilities."""
        total = self.p[:, self.colours.counts.territory.at_level(level), -1].sum(axis=1)
        scale = self._scales()[level]
        return {name: float(total[place + 1]) for place, name in enumerate(scale)} | {
            UNKNOWN_COLOUR: float(total[0])
        }

    @property
    def levels(self) -> list[str]:
        """The levels of the tree that are judged, finest first."""
        return list(self._scales())

    def frame(self, which: NDArray[np.bool_] | None = None) -> pl.DataFrame:
        """The table outlook.parquet; `which`: only these areas."""
        chosen = np.flatnonzero(self.judged if which is None else self.judged & which)
        days = self.past + self.horizon
        return pl.DataFrame(
            {
                **self._axes(chosen, days),
                **self._probabilities(chosen, days),
                **{name: np.repeat(column, days) for name, column in self._per_area(chosen).items()},
            }
        ).with_columns(**{name: _dates(name) for name in DATES})

    def _axes(self, chosen: NDArray[np.intp], days: int) -> dict[str, pl.Series]:
        territory = self.colours.counts.territory
        first = (self.last_judged - EPOCH).days + 1 - self.past
        day = np.tile(np.arange(first, first + days, dtype=np.int32), len(chosen))
        coming = day > (self.last_judged - EPOCH).days
        rows = np.repeat(chosen, days)
        return {
            "area": pl.Series(territory.codes, dtype=pl.String).gather(rows),
            "level": pl.Series(territory.levels, dtype=pl.String).gather(rows),
            "day": pl.Series(day).cast(pl.Date),
            "kind": pl.Series([COMPLETED, COMING]).gather(coming.astype(np.int64)),
        }

    def _probabilities(self, chosen: NDArray[np.intp], days: int) -> dict[str, pl.Series]:
        p = self.tally.p[:, chosen, :days]
        scales = self._scales()
        names = list(dict.fromkeys(step for scale in scales.values() for step in scale))
        levels = np.array(self.colours.counts.territory.levels, dtype=object)[chosen]
        values = np.full((len(names), len(chosen), days), np.nan)
        likely = np.full((len(chosen), days), len(names))
        for level, scale in scales.items():
            rows = np.flatnonzero(levels == level)
            places = np.array([names.index(step) for step in scale], np.intp)
            of_scale = p[1 : len(scale) + 1, rows]
            values[places[:, None], rows] = of_scale
            with_unknown = np.concatenate([of_scale, p[:1, rows]])
            likely[rows] = np.append(places, len(names))[np.argmax(with_unknown, axis=0)]
        columns = {"likely": pl.Series([*names, UNKNOWN_COLOUR]).gather(likely.ravel())}
        for name, value in zip(names, values, strict=True):
            columns[f"p_{name}"] = pl.Series(value.ravel()).fill_nan(None)
        return columns | {"p_unknown": pl.Series(p[0].ravel())}

    def _scales(self) -> dict[str, list[str]]:
        """The ids of each judged level's scale, best first."""
        territory, pack = self.colours.counts.territory, self.colours.pack
        scales = {level: pack.scale_for(level) for level in territory.present_levels}
        return {level: [step.id for step in steps] for level, steps in scales.items() if steps}

    def _per_area(self, chosen: NDArray[np.intp]) -> dict[str, NDArray[np.generic]]:
        found, last = self.tally, (self.last_judged - EPOCH).days
        quantiles = found.best_quantiles()[chosen]
        dates = np.where(quantiles > found.coming, NEVER, quantiles + last).astype(np.int32)
        return {
            "p_stays": found.stays.mean(axis=0)[chosen],
            "p_green_by_end": found.best_by(found.coming)[chosen],
            **{name: dates[:, place] for place, name in enumerate(DATES[:-1])},
            DATES[-1]: np.full(len(chosen), last + found.coming, np.int32),
        }


NEVER = np.int32(-1)
DATES = (*(f"green_q{round(100 * level):02d}" for level in QUANTILES), "green_end")


def _dates(name: str) -> pl.Expr:
    return pl.when(pl.col(name) != int(NEVER)).then(pl.col(name)).cast(pl.Date)
