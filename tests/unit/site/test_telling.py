"""What may come, in sentences: rounded, open at the ends, and never more certain than computed."""

from datetime import date

import numpy as np
import pytest

from vungxanh.messages import message
from vungxanh.publishing.site.ahead import Course, Growth, Swing, ToGreen, telling

FIRST, END = date(2021, 7, 1), date(2021, 7, 3)
GREEN = message("Green zone")


def course(*last: float) -> Course:
    shares = np.tile(np.array(last), (3, 1))
    return Course(FIRST, shares, None, None)


def growth(middle: float, above: float | None = 0.5, doubling: float | None = None) -> Growth:
    values = np.array([[0.5, 0.8, 1.0, 1.2, 1.5], [0.55, 0.8, middle, 1.2, 1.5]])
    return Growth(FIRST, values, date(2021, 7, 2), above, doubling)


@pytest.mark.parametrize(
    ("share", "english", "vietnamese"),
    [
        (0.0, "under 5 %", "dưới 5 %"),
        (0.05, "5 %", "5 %"),
        (0.7, "70 %", "70 %"),
        (1.0, "over 95 %", "trên 95 %"),
    ],
)
def test_nothing_is_certain_by_rounding(share: float, english: str, vietnamese: str) -> None:
    said = telling.percent(share)
    assert (said.render("en"), said.render("vi")) == (english, vietnamese)


class TestChances:
    def test_better_and_worse(self) -> None:
        said = telling.chances_said(course(0.2, 0.3, 0.4, 0.1), 1, GREEN).render("en")
        assert said == "The chance that the colour is better on 2021-07-03: 20 %; that it is worse: 40 %."

    def test_unknown_is_neither_better_nor_worse(self) -> None:
        assert telling.worse(course(0.2, 0.3, 0.0, 0.5), 1) == 0.0

    def test_the_best_colour_can_only_stay(self) -> None:
        said = telling.chances_said(course(0.8, 0.2, 0.0), 0, GREEN).render("en")
        assert said == "The chance that it is Green zone on 2021-07-03 too: 80 %."

    def test_an_unknown_colour_has_no_better_one(self) -> None:
        assert "not known today" in telling.chances_said(course(0.8, 0.2, 0.0), None, GREEN).render("en")


@pytest.mark.parametrize(
    ("days", "part"),
    [
        ((1, 2, 3), "by 2021-07-02, 80 of 100 between 2021-07-01 and 2021-07-03"),
        ((1, 2, None), "by 2021-07-02; one in ten by 2021-07-01, more than one in ten only after"),
        ((1, 1, None), "by 2021-07-01, more than one in ten only after 2021-07-03"),
        ((1, None, None), "fewer than half of the computed courses get there by 2021-07-03; one in ten by"),
        ((None, None, None), "fewer than one in ten computed courses get there by 2021-07-03"),
    ],
)
def test_the_day_of_green_as_far_as_one_looks(days: tuple[int | None, ...], part: str) -> None:
    early, middle, late = (None if day is None else date(2021, 7, day) for day in days)
    assert part in telling.to_green_said(ToGreen(0.5, early, middle, late, END), GREEN, END).render("en")


class TestLateReports:
    ZONES = (GREEN, message("Yellow zone"), message("Orange zone"))

    def test_it_is_marked_as_an_estimate(self) -> None:
        said = telling.late_reports_said(np.array([0.1, 0.2, 0.7, 0.0]), 1, self.ZONES)
        assert said is not None
        assert "Orange zone (70 %)" in said.render("en")
        assert "the official colour stays the counted one" in said.render("en")
        assert "màu chính thức vẫn là màu theo số ca đã đếm" in said.render("vi")

    def test_the_same_colour_needs_no_word(self) -> None:
        assert telling.late_reports_said(np.array([0.1, 0.7, 0.2, 0.0]), 1, self.ZONES) is None

    def test_nothing_is_said_when_no_colour_is_likely(self) -> None:
        assert telling.late_reports_said(np.array([0.4, 0.2, 0.4, 0.0]), 1, self.ZONES) is None


class TestRt:
    def test_the_interval_is_told_in_both_languages(self) -> None:
        english, vietnamese = (telling.rt_said(growth(1.0))[0].render(language) for language in ("en", "vi"))
        assert english == "Rt on 2021-07-02: 1.00, with 95 % probability between 0.55 and 1.50."
        assert "1,00" in vietnamese

    def test_not_enough_cases_is_all_that_is_said(self) -> None:
        assert [said.render("en") for said in telling.rt_said(growth(np.nan))] == [
            "There are not enough cases here to say how the disease spreads."
        ]

    @pytest.mark.parametrize(
        ("above", "part"),
        [
            (0.95, "very probably rising"),
            (0.75, "probably rising"),
            (0.5, "open whether"),
            (None, "open whether"),
            (0.25, "probably falling"),
            (0.05, "very probably falling"),
        ],
    )
    def test_the_direction(self, above: float | None, part: str) -> None:
        assert part in telling.direction(above).render("en")

    @pytest.mark.parametrize(("days", "part"), [(6.2, "double in about 6"), (-9.0, "halve in about 9")])
    def test_doubling(self, days: float, part: str) -> None:
        assert part in telling.rt_said(growth(1.2, 0.9, days))[-1].render("en")

    def test_a_doubling_after_years_is_not_told(self) -> None:
        assert len(telling.rt_said(growth(1.0, 0.5, 900.0))) == 2


def test_the_forecast_of_the_last_day() -> None:
    swing = Swing(FIRST, np.array([[0, 1, 2, 3, 4], [1, 2, 3, 4, 9]], float), 80)
    said = telling.forecast_said(swing).render("en")
    assert said == "On 2021-07-02 about 3 new cases are expected, with 80 % probability 1 to 9."
