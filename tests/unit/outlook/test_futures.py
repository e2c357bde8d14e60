"""How a future continues what was observed: known values, silence, late cases."""

from dataclasses import replace

import numpy as np

from tests.building import counts
from vungxanh.epidemic import Counts
from vungxanh.outlook.futures import SILENT, Futures, futures, last_values

NAN = np.nan


def only_stack(future: Futures, first: int = 0) -> Counts:
    ((_, stack),) = future.stacks(first)
    return stack


def coming(known: Counts, own: np.ndarray, start: int | None = None) -> Futures:
    return futures(known, own, start=known.days if start is None else start, in_force={"tests": 2}, seed=0)


def test_every_draw_follows_the_observed_days_and_parents_hold_the_sum() -> None:
    known = counts([[1, 0], [0, 2]])
    own = np.zeros((2, 4, 3), np.int32)
    own[0, 0], own[1, 1], own[1, 3] = [4, 0, 0], [0, 5, 0], [1, 0, 0]
    stack = only_stack(coming(known, own))
    assert stack.cases[0].tolist() == [1, 0, 4, 0, 0]
    assert stack.cases[3].tolist() == [1, 2, 4, 0, 0]
    assert stack.cases[5].tolist() == [0, 2, 0, 5, 0]
    assert stack.cases[7].tolist() == [1, 2, 1, 5, 0]
    assert stack.first == known.first


def test_late_cases_are_added_to_what_was_counted() -> None:
    known = counts([[1, 2, 3]])
    own = np.zeros((1, 4, 3), np.int32)
    own[0, 0] = [1, 1, 7]
    stack = only_stack(coming(known, own, start=1))
    assert stack.cases[0].tolist() == [1, 3, 4, 7]
    assert stack.days == 4


def test_the_split_of_late_cases_leaves_what_was_counted_alone() -> None:
    known = counts([[8, 8, 8]], linked=[[8, 0, 8]])
    own = np.zeros((50, 4, 2), np.int32)
    own[:, 0, 0] = 10
    stack = only_stack(coming(known, own, start=2))
    unlinked = stack.unlinked[::4]
    assert (unlinked[:, 1] == 8).all()
    assert set(unlinked[:, 2]) <= set(range(11))
    assert len(set(unlinked[:, 2].tolist())) > 2
    assert (stack.cases[::4, 2] == 18).all()


def test_an_area_that_has_been_silent_stays_unknown() -> None:
    rows = [[0] * (SILENT + 2)] * 3
    reported = np.ones((4, SILENT + 2), bool)
    reported[0, 2:] = False
    reported[1, 3:] = False
    known = replace(counts(rows), reported=reported)
    stack = only_stack(coming(known, np.zeros((1, 4, 2), np.int32)))
    assert stack.reported is not None
    assert stack.reported[:, -2:].tolist() == [[False, False], [True, True], [True, True], [True, True]]


def test_further_values_last_while_they_are_in_force() -> None:
    values = np.array([[1.0, NAN], [NAN, 2.0], [NAN, NAN]])
    assert last_values(values, 1).tolist()[1] == 2.0
    assert np.isnan(last_values(values, 1)[[0, 2]]).all()
    assert last_values(values, 2)[0] == 1.0
    table = np.vstack([values, [[NAN, 9.0]]])
    known = replace(counts([[0, 0]]), extra={"tests": table, "of no rule": table})
    stack = only_stack(coming(known, np.zeros((1, 4, 2), np.int32)))
    assert set(stack.extra) == {"tests"}
    assert stack.extra["tests"][3, 1:].tolist() == [9.0, 9.0, 9.0]
