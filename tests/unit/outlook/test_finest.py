"""Own cases, and the panel with a row for cases that name a district only."""

from datetime import date

import numpy as np

from tests.building import territory
from vungxanh.epidemic.panel import Panel
from vungxanh.outlook.finest import finest_panel, own_counts


def test_own_cases_of_a_district_are_those_that_name_no_ward() -> None:
    cases = np.array([[2, 0], [3, 1], [0, 0], [6, 1]], np.int32)
    assert own_counts(territory(), cases).tolist() == [[2, 0], [3, 1], [0, 0], [1, 0]]


def test_the_same_for_every_draw_and_over_three_levels() -> None:
    areas = territory(("ward", "district", "province"), [1, 2, -1], touching=None)
    draws = np.array([[[1], [3], [7]], [[0], [0], [2]]], np.int32)
    assert own_counts(areas, draws).tolist() == [[[1], [2], [4]], [[0], [0], [2]]]


def test_a_row_is_added_where_a_district_has_own_cases() -> None:
    areas = territory()
    values = np.array([[2.0, 0], [3, 1], [0, 0], [6, 1]])
    panel = Panel(areas.codes, date(2021, 6, 1), 1, values, areas.population)
    own = np.array([[2.0, 0], [3, 1], [0, 0], [1, 0]])
    longer, parents, extra = finest_panel(areas, panel, own)
    assert extra.tolist() == [3]
    assert parents.tolist() == [3, 3, 3, -1, 3]
    assert longer.values[-1].tolist() == [1, 0]
    same, parents, extra = finest_panel(areas, panel, np.where(np.arange(4)[:, None] == 3, 0, own))
    assert same is panel
    assert len(extra) == 0
