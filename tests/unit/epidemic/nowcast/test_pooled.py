"""The pool's habits: weekday hazards, drift, and days that are out of order."""

import numpy as np

from vungxanh.epidemic.nowcast.memory import MEMORY
from vungxanh.epidemic.nowcast.pooled import delay_kernel, habits


def exact(days: int, shares: np.ndarray, cases: float = 1000.0) -> tuple[np.ndarray, np.ndarray]:
    """Counts without noise (days, D) with shares (days, D), as reports come; and what is known."""
    new = cases * shares
    return new, np.cumsum(new, axis=1)


def test_steady_reports_give_their_hazards_and_no_drift() -> None:
    new, known = exact(60, np.tile([0.5, 0.3, 0.2], (60, 1)))
    ways = habits(new, known, step=1, memory=MEMORY)
    np.testing.assert_allclose(ways.base[-1, :, 1], 0.3 / 0.5, rtol=1e-3)
    np.testing.assert_allclose(ways.base[-1, :, 2], 0.2 / 0.8, rtol=1e-3)
    np.testing.assert_allclose(ways.drift[-1], 1, atol=1e-3)
    np.testing.assert_array_equal(ways.trust, 1)


def test_what_is_known_of_a_day_does_not_depend_on_later_days() -> None:
    rng = np.random.default_rng(1)
    new, known = exact(60, rng.dirichlet([5, 3, 2], 60))
    early = habits(new[:40], known[:40], step=1, memory=MEMORY)
    late = habits(new, known, step=1, memory=MEMORY)
    # Cells after day 39 exist in `new[:40]` too; only report days up to 39 may be read.
    np.testing.assert_array_equal(early.base, late.base[:40])
    np.testing.assert_array_equal(early.drift, late.drift[:40])


def test_slower_reports_of_these_days_are_noticed() -> None:
    shares = np.tile([0.5, 0.3, 0.2], (100, 1))
    shares[85:] = [0.3, 0.3, 0.4]
    new, known = exact(100, shares)
    ways = habits(new, known, step=1, memory=MEMORY)
    assert ways.drift[-1, 1:].mean() > 1.3


def test_a_day_without_transmission_and_its_arrears_teach_nothing() -> None:
    new, known = exact(60, np.tile([0.5, 0.3, 0.2], (60, 1)))
    usual = habits(new, known, step=1, memory=MEMORY).base[-1]
    for d in (1, 2):
        new[40 - d, d], arrears = 0.0, new[40 - d, d]
        if d + 1 < 3:
            new[40 - d, d + 1] += arrears
    ways = habits(new, np.cumsum(new, axis=1), step=1, memory=MEMORY)
    assert ways.trust[40] == 0
    assert ways.trust[41] == 0
    assert ways.silent[40] == 1
    np.testing.assert_allclose(ways.base[-1], usual, rtol=0.02)


def test_a_batch_day_is_held_down() -> None:
    new, _ = exact(60, np.tile([0.5, 0.3, 0.2], (60, 1)))
    for d in (1, 2):
        new[50 - d, d] *= 10
    ways = habits(new, np.cumsum(new, axis=1), step=1, memory=MEMORY)
    assert ways.trust[50] < 0.15
    assert abs(np.log(ways.drift[-1, 1:])).max() < 0.15


def test_delays_lend_each_other_strength_but_not_delay_zero() -> None:
    kernel = delay_kernel(10, 0.5)
    assert (kernel[0] == 0).all()
    np.testing.assert_allclose(np.diag(kernel)[1:], 1)
    assert kernel[8, 9] > kernel[1, 2] > kernel[1, 9]
