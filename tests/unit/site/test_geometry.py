"""Shapes for the screen: borders stay shared, points stay few, islands survive."""

import numpy as np
import shapely

from vungxanh.publishing.site.geometry import Grid, label_points, outlines, rings, simplified


def wavy(column: int, row: int) -> shapely.Polygon:
    """A cell of a honeycomb-like grid with many points along its edges."""
    t = np.linspace(0, 1, 60)

    def wave(s: "np.ndarray") -> "np.ndarray":  # type: ignore[type-arg]
        return 0.03 * np.sin(s * 40)

    bottom = np.column_stack([column + t, row + wave(t + column)])
    right = np.column_stack([column + 1 + wave(t + row), row + t])
    top = np.column_stack([column + t, row + 1 + wave(t + column)])[::-1]
    left = np.column_stack([column + wave(t + row), row + t])[::-1]
    corners = np.vstack([bottom[1:-1], right[1:-1], top[1:-1], left[1:-1]])
    return shapely.Polygon(corners)


SQUARES = [shapely.box(x, y, x + 1, y + 1) for x in range(3) for y in range(3)]


def test_few_points_stay_as_they_are() -> None:
    assert simplified(SQUARES, 1000) == SQUARES


def test_the_budget_is_kept() -> None:
    shapes = [wavy(x, y) for x in range(3) for y in range(3)]
    few = simplified(shapes, 200)
    assert shapely.get_num_coordinates(few).sum() <= 200
    assert all(shape.is_valid and not shape.is_empty for shape in few)


def test_a_missing_shape_stays_missing() -> None:
    assert simplified([SQUARES[0], None, SQUARES[1]], 4)[1] is None


def test_neighbours_meet_in_the_same_grid_points() -> None:
    grid = Grid.over(SQUARES, 1000)
    left, right = rings(SQUARES[0], grid)[0][0], rings(SQUARES[3], grid)[0][0]
    assert {tuple(p) for p in left.tolist()} & {tuple(p) for p in right.tolist()}


def test_grid_squares_are_square_on_the_ground() -> None:
    grid = Grid.over([shapely.box(10, 59, 12, 61)], 1000)
    assert abs(grid.step_x / grid.step_y - 2) < 0.01


def test_a_sliver_that_collapses_is_left_out() -> None:
    speck = shapely.box(0, 0, 1e-9, 1e-9)
    assert rings(speck, Grid.over(SQUARES, 1000)) == []


def test_outlines_are_the_union_of_the_children() -> None:
    (outline,) = outlines(SQUARES, [0] * 9)
    assert outline.equals(shapely.box(0, 0, 3, 3))


def test_places_without_a_place_above_have_no_outline() -> None:
    assert outlines(SQUARES, [-1] * 9) == []


def test_overlapping_shapes_of_foreign_files_are_joined_all_the_same() -> None:
    askew = [shapely.box(0, 0, 1, 1), shapely.Polygon([(0.9, -0.1), (2, 0.5), (0.9, 0.9)])]
    (outline,) = outlines(askew, [0, 0])
    assert outline.area > 1


def test_a_label_stands_inside_its_area() -> None:
    horseshoe = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 0, 2, 2.5))
    grid = Grid.over([horseshoe], 300)
    ((x, y), nothing) = label_points([horseshoe, None], grid)
    assert nothing is None
    assert horseshoe.contains(shapely.Point(x * grid.step_x, 3 - y * grid.step_y))
