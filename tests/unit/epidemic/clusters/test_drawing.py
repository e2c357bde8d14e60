"""Clusters on a map."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest
import shapely

from tests.building import territory
from vungxanh.epidemic.clusters import disc, features

FRAME = pl.DataFrame(
    {
        "cluster": [1, 1],
        "area": ["A", "B"],
        "first_day": [date(2021, 7, 1)] * 2,
        "cases": [9, 9],
        "centre": ["A"] * 2,
        "radius_km": [1.0] * 2,
        "areas": [2, 2],
        "area_cases": [5, 4],
        "area_expected": [1.0, 1.0],
    }
)


def test_shapes_are_united() -> None:
    boxes = (shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(2, 0, 3, 1), None)
    [feature] = features(FRAME, replace(territory(), shapes=boxes))["features"]
    assert shapely.geometry.shape(feature["geometry"]).area == pytest.approx(2)
    assert feature["properties"] == {
        "cluster": 1, "first_day": "2021-07-01", "cases": 9, "centre": "A", "radius_km": 1.0,
        "areas": ["A", "B"],
    }  # fmt: skip


def test_without_shapes_a_circle_and_without_points_nothing() -> None:
    points = np.array([[106.6, 10.7], [106.61, 10.7], [106.62, 10.7], [106.61, 10.7]])
    [feature] = features(FRAME, replace(territory(), label_points=points))["features"]
    west, _, east, _ = shapely.geometry.shape(feature["geometry"]).bounds
    assert (east - west) == pytest.approx(2000 / (111_320 * np.cos(np.radians(10.7))), rel=0.01)
    assert features(FRAME, territory())["features"][0]["geometry"] is None


def test_a_disc_holds_what_is_within_the_radius() -> None:
    around = disc(np.array([[106.6, 10.7]]), 200.0)
    assert around.contains(shapely.Point(106.6, 10.7 + 195 / 110_600))
    assert not around.contains(shapely.Point(106.6, 10.7 + 205 / 110_600))
