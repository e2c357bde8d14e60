"""Fewer vertices, still a coverage."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from vungxanh.territory import Territory, read_builtin, simplified


@pytest.fixture(scope="module")
def detailed() -> Territory:
    """District 6 with a vertex every few metres."""
    drawn = read_builtin("district6-2021")
    shapes = np.array(drawn.shapes, dtype=object)
    for level in drawn.present_levels:
        members = drawn.at_level(level)
        shapes[members] = shapely.transform(
            shapely.segmentize(shapes[members], 0.0002),
            lambda xy: np.round(xy + 2e-5 * np.sin(xy[:, ::-1] * 90_000), 7),
        )
    return replace(drawn, shapes=tuple(shapes))


def count(territory: Territory, level: str) -> int:
    assert territory.shapes is not None
    return int(sum(shapely.get_num_coordinates(territory.shapes[i]) for i in territory.at_level(level)))


@pytest.mark.parametrize("budget", [800, 1500])
def test_fits_the_budget_without_gaps(detailed: Territory, budget: int) -> None:
    fewer = simplified(detailed, budget)
    assert fewer.shapes is not None
    for level in detailed.present_levels:
        assert count(fewer, level) <= budget
        shapes = np.array([fewer.shapes[i] for i in fewer.at_level(level)], dtype=object)
        assert shapely.coverage_is_valid(shapes)
        assert not shapely.is_empty(shapes).any()
    assert count(fewer, "quarter") > 0.8 * budget


def test_what_fits_is_left_alone(detailed: Territory) -> None:
    assert simplified(detailed, 10**6).shapes == detailed.shapes


def test_triangles_are_the_least(detailed: Territory) -> None:
    fewest = simplified(detailed, 10)
    assert fewest.shapes is not None
    assert all(shapely.get_num_coordinates(shape) >= 4 for shape in fewest.shapes)


def test_overlaps_are_cleaned_first() -> None:
    one = read_builtin("district6-2025")
    assert one.shapes is not None
    wide = tuple(shapely.segmentize(shapely.buffer(shape, 1e-6), 0.0002) for shape in one.shapes)
    fewer = simplified(replace(one, shapes=wide), 200)
    assert fewer.shapes is not None
    assert shapely.coverage_is_valid(np.array(fewer.shapes, dtype=object))


def test_without_shapes_and_with_missing_ones(detailed: Territory) -> None:
    assert simplified(replace(detailed, shapes=None), 10).shapes is None
    assert detailed.shapes is not None
    holed = replace(detailed, shapes=(None, *detailed.shapes[1:]))
    fewer = simplified(holed, 800)
    assert fewer.shapes is not None
    assert fewer.shapes[0] is None
