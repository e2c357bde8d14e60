"""Many draws as one territory: each keeps its own parents and neighbours."""

import numpy as np

from tests.building import territory
from vungxanh.outlook.stack import stacked, stacked_history
from vungxanh.zoning import History


def test_parents_and_neighbours_stay_inside_a_draw() -> None:
    twice = stacked(territory(), 2)
    assert twice.parent.tolist() == [3, 3, 3, -1, 7, 7, 7, -1]
    assert [twice.neighbours.of(row).tolist() for row in (1, 5)] == [[0, 2], [4, 6]]
    assert twice.levels == ("ward", "ward", "ward", "district") * 2
    assert len(twice.population) == 8


def test_unknown_neighbours_stay_unknown() -> None:
    assert not stacked(territory(touching=None), 3).neighbours.known


def test_earlier_years_are_those_of_each_area() -> None:
    history = History({"month": {2020: np.arange(24.0).reshape(2, 12)}})
    found = stacked_history(history, 2, 2)
    assert found is not None
    assert found.totals["month"][2020][:, 0].tolist() == [0, 12, 0, 12]
    assert stacked_history(None, 2, 2) is None
