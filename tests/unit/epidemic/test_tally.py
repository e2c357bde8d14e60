"""Sorting rows into blocks of areas gives what adding them one by one gives."""

import numpy as np
import pytest
from numpy.typing import NDArray

from vungxanh.epidemic.tally import AREA_BITS, tally

AREAS, DAYS = (3 << AREA_BITS) + 5, 21


def one_by_one(
    area: NDArray[np.int32], offset: NDArray[np.int32], found: NDArray[np.bool_], linked: NDArray[np.bool_]
) -> list[NDArray[np.int32]]:
    inside = (offset >= 0) & (offset < DAYS)
    sums = [np.zeros((AREAS, DAYS), np.int32) for _ in range(3)]
    for total, chosen in zip(sums, (inside, inside & found, inside & found & ~linked), strict=True):
        np.add.at(total, (area[chosen], offset[chosen]), 1)
    return sums


@pytest.mark.parametrize("rows", [0, 1, 2, 5000])
@pytest.mark.parametrize("weighted", [False, True])
def test_same_as_one_by_one(rows: int, weighted: bool) -> None:
    rng = np.random.default_rng(rows)
    area = rng.integers(0, AREAS, rows).astype(np.int32)
    offset = rng.integers(-3, DAYS + 3, rows).astype(np.int32)
    found, linked = rng.random(rows) < 0.7, rng.random(rows) < 0.4
    outputs = tuple(np.zeros((AREAS, DAYS), np.int32) for _ in range(3))
    number = np.ones(rows, np.int32) if weighted else None
    tally(area, offset, number, found, linked, (outputs[0], outputs[1], outputs[2]))
    for ours, expected in zip(outputs, one_by_one(area, offset, found, linked), strict=True):
        assert np.array_equal(ours, expected)


def test_shared_outputs_are_written_once() -> None:
    total = np.zeros((AREAS, DAYS), np.int32)
    area, offset = np.array([7, 7, 300], np.int32), np.array([0, 0, 20], np.int32)
    tally(area, offset, None, np.ones(1, np.bool_), np.zeros(1, np.bool_), (total, total, total))
    assert total.sum() == 3
    assert total[7, 0] == 2
