"""Which counts stay hidden, as drawn tables."""

import numpy as np
import pytest

from vungxanh.publishing.disclosure import hidden_cells, protected_areas


def protect(parent: list[int], small: list[int], reported: list[list[int]] | None = None) -> list[int]:
    """Positions of the protected areas; by default everything is reported on one day."""
    areas = len(parent)
    mask = np.zeros(areas, dtype=bool)
    mask[small] = True
    seen = np.ones((areas, 1), dtype=bool) if reported is None else np.array(reported, dtype=bool)
    order = np.arange(areas, dtype=np.int32)
    return np.flatnonzero(protected_areas(np.array(parent, np.int32), mask, order, seen)).tolist()


class TestWhoIsProtected:
    @pytest.mark.parametrize(
        ("why", "parent", "small", "protected"),
        [
            ("nobody is small", [-1, 0, 0], [], []),
            ("two small siblings hide each other", [-1, 0, 0, 0], [1, 2], [1, 2]),
            ("one small sibling needs another", [-1, 0, 0, 0], [2], [1, 2]),
            ("an only child takes its parent along", [-1, 0], [1], [0, 1]),
            ("the parent in turn needs a sibling", [-1, 0, 0, 1], [3], [1, 2, 3]),
            ("what joins hides one of its children too", [-1, 0, 0, 2, 2], [1], [1, 2, 3]),
            ("all below a small area is protected", [-1, 0, 0, 1, 1], [1, 2], [1, 2, 3, 4]),
            ("without a total nothing is given away", [-1, -1], [0], [0]),
        ],
    )
    def test_subtraction_never_leads_to_one_area(
        self, why: str, parent: list[int], small: list[int], protected: list[int]
    ) -> None:
        assert protect(parent, small) == protected, why

    def test_a_sibling_that_did_not_report_hides_nobody(self) -> None:
        reported = [[1, 1], [1, 1], [1, 0], [1, 1]]
        assert protect([-1, 0, 0, 0], [1, 2], reported) == [1, 2, 3]


def hide(
    parent: list[int], protected: list[int], *series: list[list[int]], small_count: int = 5
) -> list[str]:
    """The hidden cells as drawn rows, * for hidden."""
    mask = np.zeros(len(parent), dtype=bool)
    mask[protected] = True
    values = [np.array(one, np.int32) for one in series]
    hidden = hidden_cells(values, np.array(parent, np.int32), mask, small_count)
    return ["".join("*" if cell else "." for cell in row) for row in hidden]


class TestWhatIsHidden:
    def test_a_block_is_hidden_on_days_with_a_case_and_shown_when_all_are_zero(self) -> None:
        assert hide([-1, 0, 0], [1, 2], [[0, 3, 9], [0, 2, 9], [0, 1, 0]]) == ["...", ".**", ".**"]

    def test_blocks_under_different_totals_do_not_touch_each_other(self) -> None:
        parent = [-1, 0, 0, 1, 1, 2, 2]
        shown = hide(parent, [3, 4, 5, 6], [[1], [1], [0], [1], [0], [0], [0]])
        assert shown == [".", ".", ".", "*", "*", ".", "."]

    def test_all_series_are_hidden_together(self) -> None:
        assert hide([-1, 0, 0], [1, 2], [[0], [0], [0]], [[1], [0], [1]]) == [".", "*", "*"]

    def test_an_area_that_adds_up_to_nothing_hides_small_counts_only(self) -> None:
        assert hide([-1], [0], [[0, 1, 4, 5, 12, -1]]) == [".**..*"]

    def test_the_limit_comes_from_the_rule(self) -> None:
        assert hide([-1], [0], [[9, 10]], small_count=10) == ["*."]

    def test_nobody_protected_nothing_hidden(self) -> None:
        assert hide([-1, 0], [], [[1], [1]]) == [".", "."]
