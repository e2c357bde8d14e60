"""From a long table to hubverse rows: targets, gaps, trees, refusals."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from vungxanh.epidemic.forecast.table import NoForecast, Wanted, forecast_table, with_parents
from vungxanh.epidemic.panel import panel_of

LEVELS = np.array([0.025, 0.5, 0.975])
DAY = date(2021, 6, 30)


def table(last: date, days: int, step: int = 1, areas: str = "AB") -> pl.DataFrame:
    rng = np.random.default_rng(1)
    dates = [last - timedelta(days=step * k) for k in range(days)]
    rows = [(area, day, float(rng.poisson(5))) for area in areas for day in dates]
    return pl.DataFrame(rows, schema=["area", "date", "value"], orient="row")


def ends(made: pl.DataFrame) -> list[tuple[int, date]]:
    return made.select("horizon", "target_end_date").unique().sort("horizon").rows()


def wanted(**how: object) -> Wanted:
    given = {"day": DAY, "unit": "day", "horizon": 3, "levels": LEVELS} | how
    return Wanted(**given)  # type: ignore[arg-type]


def test_days_after_the_last() -> None:
    made = forecast_table(table(DAY, 40), wanted())
    assert ends(made.frame) == [(k, DAY + timedelta(days=k)) for k in (1, 2, 3)]
    assert (made.areas, made.last) == (2, DAY)


def test_a_table_that_ends_earlier_is_bridged() -> None:
    made = forecast_table(table(DAY - timedelta(days=2), 40), wanted())
    assert ends(made.frame)[0] == (0, DAY)


def test_weeks() -> None:
    last = DAY - timedelta(days=7)
    made = forecast_table(table(last, 30, step=7), wanted(unit="week", horizon=2))
    assert ends(made.frame) == [(0, DAY), (1, DAY + timedelta(days=7))]


def test_sums_of_seven_days() -> None:
    made = forecast_table(table(DAY, 40), wanted(horizon=14, sums=True))
    assert ends(made.frame) == [(1, DAY + timedelta(days=7)), (2, DAY + timedelta(days=14))]


def test_later_rows_change_nothing() -> None:
    known = table(DAY, 40)
    later = pl.concat([known, table(DAY + timedelta(days=9), 9)])
    assert forecast_table(known, wanted()).frame.equals(forecast_table(later, wanted()).frame)


def test_the_areas_above_are_added_and_not_given_out() -> None:
    above = {"A": "D", "B": "D", "D": "C"}
    panel, parents = with_parents(panel_of(table(DAY, 5), step=1), above)
    assert panel.areas == ("A", "B", "D", "C")
    assert parents.tolist() == [2, 2, 3, -1]
    np.testing.assert_array_equal(panel.values[3], panel.values[0] + panel.values[1])
    made = forecast_table(table(DAY, 40), wanted(), parent_of=above)
    assert made.frame["location"].unique().sort().to_list() == ["A", "B"]


class TestGaps:
    def sparse(self) -> pl.DataFrame:
        return table(DAY, 40).filter(pl.col("value") > 5)

    def test_a_table_without_zeros_leaves_them_out_and_says_so(self) -> None:
        made = forecast_table(self.sparse(), wanted())
        assert "writes no zeros" in made.notes[0].render("en")
        assert made.frame.equals(forecast_table(self.sparse(), wanted(absent="zero")).frame)

    def test_unknown_gaps_give_more_cases(self) -> None:
        zero, unknown = (forecast_table(self.sparse(), wanted(absent=a)) for a in ("zero", "unknown"))
        assert unknown.frame["value"].sum() > zero.frame["value"].sum()


class TestRefusals:
    def test_nothing_known(self) -> None:
        with pytest.raises(NoForecast, match="known before 2021-06-30"):
            forecast_table(table(DAY + timedelta(days=99), 5), wanted())

    def test_daily_values_as_weeks(self) -> None:
        with pytest.raises(NoForecast, match="same weekday: A has 2021-05-22"):
            forecast_table(table(DAY, 40), wanted(unit="week"))

    def test_sums_need_the_day_itself(self) -> None:
        with pytest.raises(NoForecast, match="ends on 2021-06-28"):
            forecast_table(table(DAY - timedelta(days=2), 40), wanted(sums=True))
