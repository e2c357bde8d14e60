"""What the map loads can be read back: runs of colours, rings of points."""

import json
import re
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.site.coast import ward_shapes
from vungxanh.publishing.site.atlas import UNKNOWN, Atlas
from vungxanh.publishing.site.mapdata import LETTERS, flat_ring, points_budget, run_lengths, write_map_data

COLOURS = st.lists(st.sampled_from([0, 1, 2, 3, UNKNOWN]), min_size=1, max_size=400)
RINGS = st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 40_000)), min_size=3, max_size=60)


def decoded_runs(text: str) -> list[int]:
    codes = {letter: code for code, letter in LETTERS.items()}
    return [codes[letter] for letter, days in re.findall(r"([a-z])(\d+)", text) for _ in range(int(days))]


@given(COLOURS)
def test_runs_give_every_day_back(colours: list[int]) -> None:
    assert decoded_runs(run_lengths(np.array(colours, np.uint8))) == colours


@given(RINGS)
def test_a_ring_gives_its_points_back(points: list[tuple[int, int]]) -> None:
    closed = np.array([*points, points[0]], np.int64)
    steps = np.array(flat_ring(closed)).reshape(-1, 2)
    assert np.cumsum(steps, axis=0).tolist() == [list(point) for point in points]


def test_letters_of_all_colours_differ() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_the_files_speak_of_the_same_places_in_the_same_order(atlas: Atlas, tmp_path: Path) -> None:
    write_map_data(atlas, "ward", ward_shapes(atlas), tmp_path)
    shapes, days, names = (
        json.loads((tmp_path / f"{kind}-ward.json").read_text("utf-8"))
        for kind in ("shapes", "days", "names")
    )
    assert len(shapes["areas"]) == len(days["colours"]) == len(names["names"]) == 7
    assert [len(decoded_runs(text)) for text in days["colours"]] == [atlas.days] * 7
    assert (days["first"], days["last"]) == ("2021-05-01", "2021-06-30")


def test_a_point_lands_where_it_was(atlas: Atlas, tmp_path: Path) -> None:
    write_map_data(atlas, "ward", ward_shapes(atlas), tmp_path)
    shapes = json.loads((tmp_path / "shapes-ward.json").read_text("utf-8"))
    x, y = shapes["areas"][0][0][0][:2]
    lon, lat = shapes["west"] + x * shapes["step"][0], shapes["north"] - y * shapes["step"][1]
    nearest = np.abs(np.array([[106.6, 10.7], [106.7, 10.7], [106.6, 10.8], [106.7, 10.8]]) - (lon, lat)).sum(
        1
    )
    assert nearest.min() < 0.0001


def test_a_country_gets_fewer_points_for_each_place() -> None:
    assert points_budget(14) / 14 > points_budget(10_600) / 10_600 > 10
