"""What if: factors on the days of the plain forecast."""

from datetime import timedelta

import numpy as np
import pytest

from tests.unit.epidemic.forecast.panels import daily
from vungxanh.epidemic.forecast.change import LARGEST, Change, factors

PANEL = daily(np.full((2, 30), 10.0))
FLAT = np.full((2, 14), 10.0)


def test_nothing_is_the_default() -> None:
    assert Change().nothing
    assert (factors(Change(), PANEL, FLAT) == 1).all()


def test_rt_cut_by_a_tenth_takes_a_tenth_at_once_and_more_each_generation() -> None:
    one_day = np.array([0.0, 1.0])  # generation of exactly one day: I'[d] = 0.9^(d+1) I[d]
    got = factors(Change(rt_factor=0.9, generation=one_day), PANEL, FLAT)
    np.testing.assert_allclose(got[0], 0.9 ** np.arange(1, 15))


def test_longer_generations_are_slower() -> None:
    five, one = (np.eye(6)[5], np.eye(6)[1])
    slow, fast = (factors(Change(rt_factor=0.9, generation=w), PANEL, FLAT)[0] for w in (five, one))
    assert (slow[1:] > fast[1:]).all()
    np.testing.assert_allclose(slow[:5], 0.9)


def test_no_new_case_after_a_day() -> None:
    got = factors(Change(no_new_after=PANEL.last_end + timedelta(days=3)), PANEL, FLAT)
    assert (got[:, :3] == 1).all()
    assert (got[:, 3:] == 0).all()


def test_from_tomorrow_on() -> None:
    assert (factors(Change(no_new_after=PANEL.last_end), PANEL, FLAT) == 0).all()


def test_the_campaigns_target_is_reached_by_its_end() -> None:
    by = PANEL.last_end + timedelta(days=14)
    got = factors(Change(target=0.3, target_by=by), PANEL, FLAT)
    assert got[0, -1] == pytest.approx(0.7)
    assert (np.diff(got[0]) < 0).all()


def test_a_target_that_comes_by_itself_changes_nothing() -> None:
    falling = FLAT * np.linspace(0.9, 0.1, 14)
    by = PANEL.last_end + timedelta(days=14)
    assert (factors(Change(target=0.3, target_by=by), PANEL, falling) == 1).all()


def test_nothing_is_raised_without_bound() -> None:
    assert factors(Change(rt_factor=9.0, generation=np.array([0.0, 1.0])), PANEL, FLAT).max() == LARGEST
