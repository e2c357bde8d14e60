"""The labelled array of counts: its days, its series, its parts."""

from datetime import date

import numpy as np
import pytest

from tests.building import counts, territory

COUNTS = counts([[1, 0, 2, 0]], linked=[[0, 0, 1, 0]], first=date(2021, 6, 29))


def test_the_day_axis_has_no_gaps_and_crosses_months() -> None:
    assert (COUNTS.days, COUNTS.last) == (4, date(2021, 7, 2))
    assert COUNTS.day_at(2) == date(2021, 7, 1)
    assert COUNTS.day_index(date(2021, 7, 1)) == 2


@pytest.mark.parametrize("day", [date(2021, 6, 28), date(2021, 7, 3)])
def test_a_day_off_the_axis_is_an_error(day: date) -> None:
    with pytest.raises(KeyError):
        COUNTS.day_index(day)


def test_linked_and_quarantine_are_differences() -> None:
    assert COUNTS.series("linked")[0].tolist() == [0, 0, 1, 0]
    assert COUNTS.series("unlinked")[0].tolist() == [1, 0, 1, 0]
    assert not COUNTS.series("quarantine").any()


def test_an_unknown_series_is_an_error() -> None:
    with pytest.raises(KeyError):
        COUNTS.series("tests")


def test_a_part_keeps_everything_in_step() -> None:
    reported = np.array([[True, False, True, True]] * 4)
    extra = {"tests": np.arange(16.0).reshape(4, 4)}
    part = counts([[1, 0, 2, 0]], reported=reported, extra=extra).between(1, 3)
    assert part.first == date(2021, 6, 2)
    assert part.cases[0].tolist() == [0, 2]
    assert part.reported is not None
    assert part.reported[0].tolist() == [False, True]
    assert part.series("tests")[1].tolist() == [5, 6]
    assert part.days == 2


def test_parents_hold_the_sum_of_their_children() -> None:
    areas = territory(["ward", "ward", "district", "province"], [2, 2, 3, -1], touching=())
    assert counts([[1, 2], [3, 4]], areas).cases.tolist() == [[1, 2], [3, 4], [4, 6], [4, 6]]
