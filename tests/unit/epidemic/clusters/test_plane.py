"""Degrees and metres."""

import numpy as np
import pytest

from tests.building import territory
from vungxanh.epidemic.clusters import Plane, places_of


def test_there_and_back() -> None:
    lonlat = np.array([[106.6, 10.7], [106.7, 10.8], [np.nan, 10.0]])
    plane = Plane.around(lonlat)
    back = plane.degrees(plane.metres(lonlat))
    assert np.allclose(back[:2], lonlat[:2], atol=1e-9)
    assert np.isnan(back[2]).all()


def test_a_degree_of_longitude_at_the_equator() -> None:
    lonlat = np.array([[106.0, 0.0], [107.0, 0.0]])
    xy = Plane.around(lonlat).metres(lonlat)
    # 6378137 m x pi / 180, and the projection stretches by at most 1 + 0.5^2 deg / 2
    assert np.hypot(*(xy[1] - xy[0])) == pytest.approx(111_319.5, rel=2e-5)


def test_no_points_at_all() -> None:
    assert np.isnan(Plane.around(np.full((2, 2), np.nan)).metres(np.full((2, 2), np.nan))).all()


def test_places_of_one_level() -> None:
    places = places_of(territory())
    assert places.codes == ("A", "B", "C")
    assert not places.located.any()
    assert places.neighbours.of(1).tolist() == [0, 2]
    assert places_of(territory(), level="district").codes == ("D",)
