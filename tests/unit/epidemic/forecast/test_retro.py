"""Which past origins are scored, what came after them, and from which areas is learned."""

from datetime import date

import numpy as np

from vungxanh.epidemic.forecast.retro import (
    LEAST_STEPS,
    ORIGINS,
    SAMPLE,
    among,
    origins_of,
    outcomes,
    sample_of,
)
from vungxanh.epidemic.panel import Panel


def _panel(steps: int) -> Panel:
    return Panel(("a",), date(2021, 1, 2), 7, np.arange(steps, dtype=float)[None], np.full(1, np.nan))


def test_the_present_is_not_scored() -> None:
    assert origins_of(_panel(40)) == list(range(39 - ORIGINS, 39))
    assert origins_of(_panel(LEAST_STEPS)) == []
    assert origins_of(_panel(LEAST_STEPS + 1)) == [LEAST_STEPS - 1]


def test_outcomes_are_what_came_and_nan_where_it_has_not() -> None:
    assert np.array_equal(
        outcomes(_panel(12), [8, 10], 3)[:, 0], [[9, 10, 11], [11, np.nan, np.nan]], equal_nan=True
    )


def test_parents_stay_with_their_children() -> None:
    parents = np.full(3 * SAMPLE, 3 * SAMPLE - 1)
    parents[-1] = -1
    some = sample_of(len(parents), parents)
    assert some[-1] == 3 * SAMPLE - 1
    assert set(among(parents, some)[:-1]) == {len(some) - 1}
    assert among(parents, some)[-1] == -1


def test_a_parent_left_out_is_no_parent() -> None:
    assert among(np.array([2, 2, -1]), np.array([0, 1])).tolist() == [-1, -1]
