"""Moving quantities by hand: windows, rates at their threshold, change."""

import numpy as np
import pytest

from vungxanh.epidemic import change, days_without, rate, rolling_sum


def row(*values: int) -> np.ndarray:
    return np.array([values], np.int32)


@pytest.mark.parametrize(
    ("window", "expected"),
    [(1, [1, 0, 2, 0, 4]), (2, [1, 1, 2, 2, 4]), (3, [1, 1, 3, 2, 6]), (9, [1, 1, 3, 3, 7])],
)
def test_rolling_sum_adds_today_and_the_days_before(window: int, expected: list[int]) -> None:
    assert rolling_sum(row(1, 0, 2, 0, 4), window)[0].tolist() == expected


def test_days_without_is_zero_on_a_day_with_a_case() -> None:
    assert days_without(row(0, 0, 3, 0, 0, -1, 1))[0].tolist() == [1, 2, 0, 1, 2, 3, 0]


def test_days_without_takes_yes_and_no() -> None:
    assert days_without(np.array([[True, False, False]]))[0].tolist() == [0, 1, 2]


@pytest.mark.parametrize("threshold", [20, 50, 150])
def test_a_rate_at_its_threshold_is_exactly_the_threshold(threshold: int) -> None:
    cases = np.arange(1, 500, dtype=np.int32)
    people = cases * (100_000.0 / threshold)
    exact = people == people.astype(int)
    assert exact.sum() > 100
    assert (rate(cases[:, None], people)[exact, 0] == threshold).all()


def test_a_rate_by_hand() -> None:
    assert rate(row(5), np.array([10_000.0]))[0, 0] == 50
    assert rate(row(117), np.array([233_561.0]))[0, 0] == 11_700_000 / 233_561


@pytest.mark.parametrize("people", [np.nan, 0.0, -5.0])
def test_a_rate_without_people_is_not_a_number(people: float) -> None:
    assert np.isnan(rate(row(3, 0), np.array([people]))).all()


def test_a_rate_per_other_numbers() -> None:
    assert rate(row(3), np.array([1_000.0]), per=1_000)[0, 0] == 3


def test_change_in_per_cent_against_a_week_before() -> None:
    sums = row(4, 2, 0, 0, 5, 1, 0, 8, 1, 0, 3)
    assert change(sums, 7)[0, 7:].tolist() == [100, -50, 0, np.inf]
    assert np.isnan(change(sums, 7)[0, :7]).all()


def test_change_on_an_axis_shorter_than_the_step_is_nowhere_known() -> None:
    assert np.isnan(change(row(1, 2, 3), 7)).all()
