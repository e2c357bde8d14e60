"""An area's own factors: shrinkage to its group, and a batch that is held down."""

import numpy as np

from vungxanh.epidemic.nowcast.ladder import multipliers, observed_and_expected, reported_share

DAYS, DELAYS = 40, 3
FLAT = np.ones((1, DAYS, DELAYS))
BASE = np.broadcast_to(np.array([0.0, 0.6, 0.25]), (DAYS, 7, DELAYS)).copy()
TOP = np.zeros(1, np.intp)


def sums(new: np.ndarray) -> np.ndarray:
    known = np.cumsum(new, axis=2)
    stop = np.array([DAYS - 1])
    return observed_and_expected(new, known, BASE, FLAT, FLAT, TOP, np.ones(DAYS), (1.0, 0.9), stop)


def test_an_area_like_its_group_has_factor_one() -> None:
    lasting, current = multipliers(sums(np.tile([50.0, 30, 20], (1, DAYS, 1))), np.eye(DELAYS), (10.0, 10.0))
    np.testing.assert_allclose(lasting, 1)
    np.testing.assert_allclose(current, 1)


def test_few_reports_stay_close_to_the_group_and_many_go_their_own_way() -> None:
    few = multipliers(sums(np.tile([0.05, 0.06, 0.0], (1, DAYS, 1))), np.eye(DELAYS), (50.0, 50.0))[0][
        0, 0, 1
    ]
    many = multipliers(sums(np.tile([50.0, 60, 0], (1, DAYS, 1))), np.eye(DELAYS), (50.0, 50.0))[0][0, 0, 1]
    assert 1 < few < 1.1
    assert many > 1.9


def test_a_batch_in_one_area_is_held_down() -> None:
    usual = np.tile([50.0, 30, 20], (1, DAYS, 1))
    batch = usual.copy()
    batch[0, 19, 1] += 2000
    before, after = sums(usual)[0, 0, 0, 1], sums(batch)[0, 0, 0, 1]
    assert after - before < 400


def test_after_silent_days_less_is_taken_as_known() -> None:
    one = np.ones((1, 1, DELAYS))
    stop, silent = np.array([DAYS - 1]), np.zeros(DAYS, np.intp)
    usual = reported_share(BASE, FLAT, FLAT, TOP, one, one, stop, silent, 1.0)[0, 0]
    np.testing.assert_allclose(usual, [1 / 1.6 / 1.25, 1 / 1.25, 1])
    silent[-1] = 1
    quiet = reported_share(BASE, FLAT, FLAT, TOP, one, one, stop, silent, 1.0)[0, 0]
    assert quiet[0] < 1e-3
    np.testing.assert_allclose(quiet[1:], [usual[0], 1])
