"""The tables of an outlook: columns, dates, expected numbers."""

from datetime import timedelta

import numpy as np
import polars as pl

from tests.building import FIRST, counts, pack, when
from vungxanh.outlook import outlook
from vungxanh.outlook.result import Outlook
from vungxanh.zoning import colour

WARDS = pack(
    {"week": {"kind": "sum", "series": "community", "window": 2}},
    [("red", when("week", ">=", 5)), ("yellow", when("week", ">=", 1))],
)
LAST = FIRST + timedelta(days=2)


def small() -> Outlook:
    """Two draws: ward A recovers in one; B is green and stays so in one; C has no end."""
    known = counts([[0, 1, 1], [0, 0, 0], [3, 3, 3]])
    draws = np.zeros((2, 4, 4), np.int32)
    draws[1, 0] = [1, 0, 0, 1]
    draws[1, 1] = [0, 0, 1, 0]
    draws[:, 2] = 3
    draws[:, 3] = draws[:, :3].sum(axis=1)
    return outlook(colour(known, WARDS), horizon=2, to_best=4, paths=draws)


def row(area: str, day: int = 1) -> dict[str, object]:
    found = small().frame().filter(area=area, day=LAST + timedelta(days=day))
    assert found.height == 1
    return found.row(0, named=True)


def test_one_row_for_each_judged_area_and_day() -> None:
    frame = small().frame()
    assert frame.columns[:11] == [
        "area", "level", "day", "kind", "likely",
        "p_green", "p_yellow", "p_orange", "p_red", "p_unknown", "p_stays",
    ]  # fmt: skip
    assert frame.height == 6
    assert frame["level"].unique().to_list() == ["ward"]
    assert frame.schema["green_q50"] == pl.Date


def test_dates_are_quantiles_of_the_first_day_at_the_best_level() -> None:
    a = row("A")
    assert a["green_q10"] == LAST + timedelta(days=2)
    assert a["green_q90"] == LAST + timedelta(days=3)
    assert (a["p_green_by_end"], a["green_end"]) == (1.0, LAST + timedelta(days=4))
    c = row("C")
    assert [c[f"green_q{q}"] for q in (10, 25, 50, 75, 90)] == [None] * 5
    assert c["p_green_by_end"] == 0.0


def test_an_area_that_is_at_its_best_level_has_the_last_judged_day() -> None:
    b = row("B")
    assert b["green_q10"] == b["green_q90"] == LAST
    assert b["p_stays"] == 1.0  # the case comes after the horizon


def test_likely_is_the_most_probable_colour() -> None:
    assert row("A", 1)["likely"] == "yellow"
    assert row("C", 2)["likely"] == "red"


def test_some_areas_only() -> None:
    assert small().frame(np.array([True, False, True, True]))["area"].unique().sort().to_list() == ["A", "C"]


def test_expected_numbers_are_sums_of_probabilities() -> None:
    found = small()
    assert found.levels == ["ward"]
    assert found.now("ward") == {"green": 1, "yellow": 1, "orange": 0, "red": 1, "unknown": 0}
    assert found.expected("ward") == {"green": 1.5, "yellow": 0.5, "orange": 0, "red": 1, "unknown": 0}
    assert found.last_day == LAST + timedelta(days=2)
