"""Limit cases of the whole nowcast, its axis and its errors."""

from datetime import date, timedelta

import numpy as np
import pytest

from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast import LEVELS, NotASum, nowcast

FIRST = date(2021, 6, 1)


def triangle(counts: np.ndarray, step: int = 1) -> Triangle:
    counts = counts.astype(float)
    references, delays = counts.shape[1:]
    counts[:, np.add.outer(np.arange(references), np.arange(delays)) > references - 1] = np.nan
    return Triangle(tuple(f"a{i}" for i in range(len(counts))), FIRST, step, counts)


def steady(shares: list[float], cases: int = 100, days: int = 80) -> np.ndarray:
    return np.tile(np.round(np.array(shares) * cases), (2, days, 1))


def test_everything_reported_at_once_has_no_width() -> None:
    made = nowcast(triangle(np.random.default_rng(1).poisson(20, (3, 60, 1)) * np.array([1, 0, 0, 0])))
    np.testing.assert_array_equal(made.quantiles, np.repeat(made.known[:, :, None], LEVELS.size, axis=2))


def test_known_delays_are_completed_exactly() -> None:
    made = nowcast(triangle(steady([0.5, 0.3, 0.2])))
    np.testing.assert_allclose(made.known[0], [100, 80, 50])
    np.testing.assert_allclose(made.mean, 100, rtol=0.02)


def test_the_axis_ends_today_and_has_as_many_days_as_delays() -> None:
    made = nowcast(triangle(steady([0.5, 0.3, 0.2])))
    assert made.days == 3
    assert made.as_of == FIRST + timedelta(79)
    assert made.first == FIRST + timedelta(77)


def test_today_without_a_row_is_still_answered() -> None:
    counts = steady([0.0, 0.6, 0.4])
    made = nowcast(triangle(counts))
    assert made.known[0, -1] == 0
    np.testing.assert_allclose(made.mean[:, -1], 100, rtol=0.1)


def test_sums_are_sums() -> None:
    made = nowcast(triangle(steady([0.5, 0.3, 0.2])), sum=7)
    np.testing.assert_allclose(made.known[0], [700, 680, 630])
    np.testing.assert_allclose(made.mean, 700, rtol=0.01)


def test_a_weekly_triangle() -> None:
    made = nowcast(triangle(steady([0.5, 0.3, 0.2]), step=7))
    assert made.as_of == FIRST + timedelta(7 * 79)
    np.testing.assert_allclose(made.mean, 100, rtol=0.02)


def test_withdrawals_are_expected_when_they_are_a_habit() -> None:
    counts = triangle(steady([1.0, 0.0, 0.0]))
    gone = np.where(np.isnan(counts.counts), 0.0, np.array([0.0, 10.0, 0.0]))
    made = nowcast(Triangle(counts.areas, FIRST, 1, counts.counts, gone))
    np.testing.assert_allclose(made.known[0], [90, 90, 100])
    np.testing.assert_allclose(made.mean[0], 90, rtol=0.01)


def test_weekdays_that_report_nothing_are_learnt() -> None:
    """Reports of Saturday and Sunday come on Monday; on Sunday the weekend is not taken for quiet."""
    days, delays = 112, 4
    counts = np.zeros((1, days, delays))
    for t in range(days):
        for d, n in enumerate((60, 30, 10)):
            weekday = (FIRST + timedelta(t + d)).weekday()
            counts[0, t, min(d + {5: 2, 6: 1}.get(weekday, 0), delays - 1)] += n
    sunday = next(t for t in range(105, 112) if (FIRST + timedelta(t)).weekday() == 6)
    made = nowcast(triangle(counts[:, : sunday + 1]))
    np.testing.assert_allclose(made.mean[0], 100, rtol=0.06)


def test_one_day_of_data_is_enough_for_an_answer() -> None:
    made = nowcast(Triangle(("a",), FIRST, 1, np.array([[[5.0]]])))
    assert made.quantiles.shape == (1, 1, 23)
    np.testing.assert_array_equal(made.quantiles[0, 0], 5)


def test_the_same_input_gives_the_same_answer() -> None:
    data = triangle(np.random.default_rng(2).poisson(5, (4, 50, 6)))
    np.testing.assert_array_equal(nowcast(data).quantiles, nowcast(data).quantiles)


def test_small_areas_lean_on_their_group() -> None:
    rng = np.random.default_rng(5)
    quick, slow = np.array([0.9, 0.1, 0.0]), np.array([0.2, 0.3, 0.5])
    counts = np.concatenate(
        [rng.poisson(lam * share, (1, 90, 3)) for share in (quick, slow) for lam in (300.0, 2.0)]
    )
    made = nowcast(triangle(counts), parents=np.array([0, 0, 1, 1]))
    missing = made.mean - made.known
    assert missing[3, -1] > 3 * missing[1, -1]


def test_a_long_history_is_cut() -> None:
    made = nowcast(triangle(steady([0.5, 0.3, 0.2], days=400)))
    assert made.as_of == FIRST + timedelta(399)


@pytest.mark.parametrize(("step", "days"), [(7, 3), (1, 0), (1, 100)])
def test_sums_that_do_not_fit_are_refused(step: int, days: int) -> None:
    with pytest.raises(NotASum):
        nowcast(triangle(steady([0.5, 0.3, 0.2]), step=step), sum=days)
