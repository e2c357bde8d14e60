"""What lies near what."""

import numpy as np
import pytest

from tests.unit.epidemic.clusters.building import grid, row
from vungxanh.epidemic.clusters.gabriel import gabriel
from vungxanh.epidemic.clusters.near import circles_of, graph_of


def test_nearest_first_and_ties_in_order() -> None:
    circles = circles_of(row(5), np.ones(5), most_areas=4, most_share=1.0)
    assert circles.order[2].tolist() == [2, 1, 3, 0]
    assert circles.zones == 20
    assert circles.first.tolist() == [0, 4, 8, 12, 16]


def test_the_share_of_the_people_limits_a_circle_but_never_a_single_area() -> None:
    circles = circles_of(row(4), np.array([1.0, 1, 1, 7]), most_areas=4, most_share=0.3)
    assert circles.size.tolist() == [3, 3, 2, 1]


def test_places_at_one_point_each_come_first_in_their_own_circle() -> None:
    places = grid(3)
    places.xy[:] = 0
    circles = circles_of(places, np.ones(9), most_areas=3, most_share=1.0)
    assert circles.order[:, 0].tolist() == list(range(9))


def test_gabriel_neighbours_of_a_grid_are_those_that_touch() -> None:
    places = grid(4)
    drawn = gabriel(places.xy + np.random.default_rng(0).uniform(0, 1, places.xy.shape))
    touching = {tuple(pair) for pair in places.neighbours.pairs().tolist()}
    assert touching <= {tuple(pair) for pair in drawn.pairs().tolist()}


@pytest.mark.parametrize(
    ("points", "pairs"),
    [
        ([(0, 0), (1, 0), (3, 0)], [[0, 1], [1, 2]]),
        ([(0, 0), (0, 0), (5, 0)], [[0, 1], [0, 2]]),
        ([(0, 0), (np.nan, 0), (5, 0)], [[0, 2]]),
        ([(0, 0)], []),
    ],
)
def test_few_points_points_on_a_line_and_unknown_ones(
    points: list[tuple[float, float]], pairs: list[list[int]]
) -> None:
    assert gabriel(np.array(points, float)).pairs().tolist() == pairs


def test_known_neighbours_are_kept() -> None:
    assert graph_of(row(3))[2] is False
    assert graph_of(row(3, known=False))[2] is True
