"""The long table: every area, day and kind once, with the values of that area and day."""

from datetime import date

import numpy as np
import pytest

from vungxanh.epidemic.disease import discretise
from vungxanh.epidemic.panel import Panel
from vungxanh.epidemic.rt import COLUMNS, cori, estimate, latest, rt_table

W = discretise("gamma", 3.0, 1.2)
COUNTS = np.random.default_rng(8).poisson([[3.0], [30.0]], (2, 30)).astype(float)
PANEL = Panel(("A", "B"), date(2021, 6, 1), 1, COUNTS, np.full(2, np.nan))


@pytest.fixture(scope="module")
def made():  # type: ignore[no-untyped-def]
    found, reference = estimate(COUNTS, W), cori(COUNTS, W)
    return rt_table(PANEL, found, reference, W), found, reference


def test_values_stand_at_their_area_day_and_kind(made) -> None:  # type: ignore[no-untyped-def]
    table, found, reference = made
    assert table.height == 2 * 30 * 3
    row = table.row(by_predicate=None, index=(1 * 30 + 20) * 3 + 1, named=True)
    assert (row["area"], row["date"], row["kind"]) == ("B", date(2021, 6, 21), "smoother")
    assert [row[name] for name in COLUMNS] == pytest.approx(found.smoother.values[1, 20].tolist())
    assert table["mean"][(30 + 20) * 3 + 2] == pytest.approx(reference[1, 20, 0])


def test_days_before_coris_window_are_null(made) -> None:  # type: ignore[no-untyped-def]
    table = made[0]
    early = table.filter((table["kind"] == "cori") & (table["date"] < date(2021, 6, 8)))
    assert early["mean"].null_count() == early.height == 14


def test_growth_has_the_sign_of_r_minus_1(made) -> None:  # type: ignore[no-untyped-def]
    table = made[0].drop_nulls("q50")
    assert ((table["q50"] > 1) == (table["growth"] > 0)).all()


def test_the_newest_day_puts_areas_without_enough_cases_last(made) -> None:  # type: ignore[no-untyped-def]
    newest = latest(made[0].with_columns(enough=made[0]["area"] == "B"))
    assert newest["area"].to_list() == ["B", "A"]
    assert newest["date"].unique().to_list() == [date(2021, 6, 30)]
