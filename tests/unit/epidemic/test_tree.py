"""Up the tree: sums, and "all of them"."""

import numpy as np

from tests.building import territory
from vungxanh.epidemic import all_up, finest_first, sum_up

# The parent stands before its children here: the order of areas says nothing about the tree.
MIXED = territory(["province", "district", "ward", "quarter", "ward"], [-1, 0, 1, 2, 1], touching=())


def test_children_come_before_their_parents() -> None:
    order = finest_first(MIXED).tolist()
    assert all(order.index(c) < order.index(p) for c, p in enumerate(MIXED.parent.tolist()) if p >= 0)


def test_sums_reach_the_root_through_branches_of_different_depth() -> None:
    own = np.array([[0], [10], [0], [3], [4]], np.int32)
    assert sum_up(MIXED, own)[:, 0].tolist() == [17, 17, 3, 3, 4]


def test_a_ward_may_lie_directly_in_a_province() -> None:
    flat = territory(["ward", "ward", "province"], [2, 2, -1], touching=())
    assert sum_up(flat, np.array([[1], [2], [0]], np.int32))[:, 0].tolist() == [1, 2, 3]


def test_all_up_needs_every_child() -> None:
    own = np.array([[0, 0, 0], [0, 0, 1], [0, 0, 0], [1, 1, 0], [1, 0, 0]], bool)
    assert all_up(MIXED, own).astype(int).tolist() == [[1, 0, 1], [1, 0, 1], [1, 1, 0], [1, 1, 0], [1, 0, 0]]


def test_all_up_leaves_its_input_alone() -> None:
    own = np.array([[0], [0], [0], [1], [1]], bool)
    all_up(MIXED, own)
    assert own[:, 0].tolist() == [False, False, False, True, True]
