"""Draws: dependence along the days, seeds, and counts that are never lowered."""

from datetime import date

import numpy as np
import pytest

from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast import Nowcast, completed, nowcast

FIRST = date(2021, 6, 1)


@pytest.fixture(scope="module")
def made() -> Nowcast:
    rng = np.random.default_rng(4)
    counts = rng.poisson(20 * np.array([0.4, 0.3, 0.2, 0.1]), (3, 90, 4)).astype(float)
    counts[:, np.add.outer(np.arange(90), np.arange(4)) > 89] = np.nan
    return nowcast(Triangle(("a", "b", "c"), FIRST, 1, counts))


def test_a_seed_decides(made: Nowcast) -> None:
    first, again, other = (made.samples(50, np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()
    assert first.shape == (50, 3, 4)


def test_no_draw_is_below_what_is_known(made: Nowcast) -> None:
    assert (made.samples(200, np.random.default_rng(1)) >= made.known).all()


def test_complete_days_do_not_vary(made: Nowcast) -> None:
    drawn = made.samples(200, np.random.default_rng(1))
    np.testing.assert_array_equal(drawn[:, :, 0], np.broadcast_to(made.known[:, 0], (200, 3)))


def test_counts_are_completed_in_their_place(made: Nowcast) -> None:
    cases = np.full((4, 10), 7, np.int32)
    cases[[3, 1, 0], -4:] = made.known
    start = made.day_at(made.days - 10)
    drawn = completed(
        cases, first=start, nowcast=made, rows=np.array([3, 1, 0]), draws=30, rng=np.random.default_rng(1)
    )
    assert drawn.shape == (30, 4, 10)
    np.testing.assert_array_equal(drawn[:, :, :6], 7)
    np.testing.assert_array_equal(drawn[:, 2], 7)
    assert (drawn >= cases).all()
    np.testing.assert_array_equal(drawn[:, [3, 1, 0], -4:], made.samples(30, np.random.default_rng(1)))


def test_days_outside_the_counts_are_left_out(made: Nowcast) -> None:
    cases = np.ones((3, 5), np.int32)
    drawn = completed(
        cases, first=FIRST, nowcast=made, rows=np.arange(3), draws=2, rng=np.random.default_rng(1)
    )
    np.testing.assert_array_equal(drawn, 1)


def test_the_frame_is_long(made: Nowcast) -> None:
    frame = made.frame()
    assert frame.columns == ["area", "reference_date", "output_type_id", "value"]
    assert frame.height == 3 * 4 * made.levels.size
    last = frame.row(-1)
    assert last == ("c", made.as_of, 0.99, made.quantiles[2, -1, -1])
