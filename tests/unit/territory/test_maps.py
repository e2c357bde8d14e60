"""Maps: GeoJSON, GeoPackage, Shapefile; shapes repaired, reprojected, united; who touches whom."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import Transformer

from vungxanh.territory import errors as wrong
from vungxanh.territory import read_territory
from vungxanh.territory.geometry import touching

#   C | D      A and D meet at a corner only
#   --+--
#   A | B
SQUARES = [shapely.box(106 + x, 10 + y, 106.1 + x, 10.1 + y) for y in (0, 0.1) for x in (0, 0.1)]
ROOK = {("A", "B"), ("A", "C"), ("B", "D"), ("C", "D")}


def geojson(path: Path, shapes: list[Any], **columns: list[Any]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {name: values[i] for name, values in columns.items()},
            "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
        }
        for i, shape in enumerate(shapes)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def named(path: Path) -> set[tuple[str, str]]:
    areas = read_territory(path)
    return {tuple(sorted((areas.codes[a], areas.codes[b]))) for a, b in areas.neighbours.pairs()}  # type: ignore[misc]


class TestForms:
    @pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp"])
    @pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32648"])
    def test_are_all_read_as_longitude_and_latitude(self, tmp_path: Path, suffix: str, crs: str) -> None:
        shapes = np.array(SQUARES, dtype=object)
        if crs != "EPSG:4326":
            turn = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
            shapes = shapely.transform(shapes, lambda xy: np.column_stack(turn.transform(xy[:, 0], xy[:, 1])))
        path = tmp_path / f"map{suffix}"
        fields = [np.array(list("ABCD"), dtype=object), np.array(["Phường"] * 4, dtype=object)]
        pyogrio.raw.write(
            path, shapely.to_wkb(shapes), fields, ["ward_code", "name"], geometry_type="Polygon", crs=crs
        )
        areas = read_territory(path)
        assert areas.shapes is not None
        assert np.allclose(shapely.total_bounds(list(areas.shapes)), [106, 10, 106.2, 10.2], atol=1e-6)
        assert named(path) == ROOK

    def test_missing(self, tmp_path: Path) -> None:
        with pytest.raises(wrong.NoSuchMap):
            read_territory(tmp_path / "none.geojson")

    @pytest.mark.parametrize(
        "content", [b"", b"{", b"\x00\xff\x00", b'{"type": "FeatureCollection"', b"PK\x03\x04"]
    )
    @pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp", ".zip"])
    def test_damaged(self, tmp_path: Path, suffix: str, content: bytes) -> None:
        path = tmp_path / f"bad{suffix}"
        path.write_bytes(content)
        with pytest.raises(wrong.TerritoryError):
            read_territory(path)

    def test_nothing_in_it(self, tmp_path: Path) -> None:
        with pytest.raises(wrong.TerritoryError):
            read_territory(geojson(tmp_path / "empty.geojson", []))

    def test_metres_without_a_coordinate_system(self, tmp_path: Path) -> None:
        path = tmp_path / "plane.geojson"
        with pytest.raises(wrong.NotLonLat, match="row 1"):
            read_territory(
                geojson(path, [shapely.box(680000, 1190000, 681000, 1191000)], code=["1"], name=["A"])
            )


class TestShapes:
    def test_a_bow_tie_is_repaired_and_said(self, tmp_path: Path) -> None:
        bow = shapely.Polygon([(106, 10), (106.1, 10.1), (106.1, 10), (106, 10.1)])
        areas = read_territory(geojson(tmp_path / "a.geojson", [bow], code=["1"], name=["A"]))
        assert areas.shapes is not None
        assert areas.shapes[0].is_valid
        assert any("repaired (1)" in str(note) for note in areas.notes)

    def test_a_district_is_its_wards_together(self, tmp_path: Path) -> None:
        path = geojson(
            tmp_path / "a.geojson", SQUARES, ward_code=list("ABCD"), name=list("abcd"), district=["D1"] * 4
        )
        areas = read_territory(path)
        assert areas.shapes is not None
        assert areas.shapes[4].equals(shapely.union_all(SQUARES))
        assert areas.label_points is not None
        assert areas.shapes[4].contains(shapely.Point(areas.label_points[4]))

    def test_an_area_without_shape_leaves_its_district_without(self, tmp_path: Path) -> None:
        shapes = [SQUARES[0], None]
        path = geojson(
            tmp_path / "a.geojson", shapes, ward_code=["A", "B"], name=["a", "b"], district=["D", "D"]
        )
        areas = read_territory(path)
        assert areas.shapes is not None
        assert [shape is None for shape in areas.shapes] == [False, True, True]

    def test_given_label_points_win(self, tmp_path: Path) -> None:
        columns: dict[str, list[Any]] = {
            "code": ["A", "B"], "name": ["a", "b"], "x": [106.01, 680000.0], "y": [10.01, 1190000.0]
        }  # fmt: skip
        areas = read_territory(geojson(tmp_path / "a.geojson", SQUARES[:2], **columns))
        assert areas.label_points is not None
        assert np.allclose(areas.label_points, [[106.01, 10.01], [106.15, 10.05]])


class TestTouching:
    def test_a_corner_is_no_border(self) -> None:
        assert touching(np.array(SQUARES, dtype=object)).tolist() == [[0, 1], [0, 2], [1, 3], [2, 3]]

    @pytest.mark.parametrize(("gap_metres", "touches"), [(0, True), (15, True), (40, False)])
    def test_borders_drawn_one_by_one(self, gap_metres: float, touches: bool) -> None:
        moved = shapely.transform(SQUARES[1], lambda xy: np.add(xy, [gap_metres / 109_600, 0.003]))
        assert bool(len(touching(np.array([SQUARES[0], moved], dtype=object)))) is touches

    def test_corners_near_each_other(self) -> None:
        moved = shapely.transform(SQUARES[3], lambda xy: xy + 5 / 111_000)
        assert touching(np.array([SQUARES[0], moved], dtype=object)).tolist() == []

    def test_missing_and_single(self) -> None:
        assert touching(np.array([None, SQUARES[0]], dtype=object)).shape == (0, 2)
        assert touching(np.array([], dtype=object)).shape == (0, 2)
