"""Relative score: ratio of sums on common tasks."""

import numpy as np
import pytest

from vungxanh.epidemic.scores import relative


def test_only_common_tasks_count() -> None:
    own, base = np.array([1.0, 2.0, np.nan, 5.0]), np.array([2.0, 4.0, 100.0, np.nan])
    assert relative(own, base) == pytest.approx(3 / 6)


def test_a_baseline_beside_itself_is_one() -> None:
    base = np.array([0.0, 3.0, 7.0])
    assert relative(base, base) == 1.0


@pytest.mark.parametrize("base", [[0.0, 0.0], [np.nan, np.nan]])
def test_without_a_loss_to_compare_with_there_is_no_ratio(base: list[float]) -> None:
    assert np.isnan(relative(np.array([1.0, 2.0]), np.array(base)))
