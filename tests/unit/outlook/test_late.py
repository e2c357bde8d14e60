"""Late reports find their areas and their days."""

from datetime import date, timedelta

import numpy as np

from tests.building import FIRST, counts
from tests.unit.outlook.late_reports import LateReports
from vungxanh.outlook.late import NO_LATE, late_cases

KNOWN = counts([[0, 1, 2, 3], [0, 0, 0, 0], [1, 1, 1, 1]])


def late_reports(first: date, *missing: list[list[int]]) -> LateReports:
    """For wards C and A, in this order."""
    table = np.array(missing, np.int32)
    return LateReports(("C", "A"), first, np.ones(table.shape[1:]), table)


def test_each_area_gets_its_own_draws_on_the_last_days() -> None:
    late = late_cases(
        KNOWN, late_reports(FIRST + timedelta(days=2), [[0, 4], [1, 2]], [[0, 0], [0, 6]]), 2, 0
    )
    assert late.days == 2
    assert late.added[0].tolist() == [[1, 2], [0, 0], [0, 4], [0, 0]]
    assert late.added[1].tolist() == [[0, 6], [0, 0], [0, 0], [0, 0]]


def test_the_mean_goes_up_the_tree() -> None:
    late = late_cases(
        KNOWN, late_reports(FIRST + timedelta(days=2), [[0, 4], [1, 2]], [[0, 0], [0, 6]]), 2, 0
    )
    assert late.expected(KNOWN).tolist() == [[0, 0, 0.5, 4], [0] * 4, [0, 0, 0, 2], [0, 0, 0.5, 6]]


def test_days_before_the_counts_play_no_part() -> None:
    late = late_cases(
        KNOWN, late_reports(FIRST - timedelta(days=1), [[9, 0, 0, 0, 4], [9, 0, 0, 1, 2]]), 1, 0
    )
    assert late.days == 2
    assert late.added[0, 0].tolist() == [1, 2]


def test_complete_days_at_the_beginning_are_left_out() -> None:
    late = late_cases(
        KNOWN, late_reports(FIRST, [[0, 0, 0, 1], [0, 0, 0, 0]], [[0, 0, 2, 0], [0, 0, 0, 0]]), 2, 0
    )
    assert late.days == 2
    nothing = late_cases(KNOWN, late_reports(FIRST, [[0, 0, 0, 0], [0, 0, 0, 0]]), 2, 0)
    assert nothing.days == 0


def test_no_late_reports_add_nothing() -> None:
    assert NO_LATE.days == 0
    assert (NO_LATE.expected(KNOWN) == 0).all()
