"""The drawn map: well-formed, self-contained, with every colour and its pattern."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.unit.site.coast import HOSTILE, ward_shapes
from vungxanh.publishing.site.atlas import Atlas
from vungxanh.publishing.site.palette import Palette
from vungxanh.publishing.site.patterns import STROKES, pattern
from vungxanh.publishing.site.svgmap import draw_map

SVG = "{http://www.w3.org/2000/svg}"


def test_the_drawing_is_well_formed_and_safe(atlas: Atlas, tmp_path: Path) -> None:
    drawing = draw_map(
        atlas, "ward", ward_shapes(atlas), Palette.of(atlas.pack), tmp_path / "map.svg", f"Map {HOSTILE}"
    )
    root = ET.parse(tmp_path / "map.svg").getroot()
    assert min(drawing.size) > 0
    assert root.findtext(f"{SVG}title") == f"Map {HOSTILE}"
    assert not list(root.iter(f"{SVG}script"))
    assert not [e for e in root.iter() if "style" in e.attrib]


def test_a_pattern_lies_over_every_colour_that_has_one(atlas: Atlas, tmp_path: Path) -> None:
    draw_map(atlas, "ward", ward_shapes(atlas), Palette.of(atlas.pack), tmp_path / "map.svg", "Map")
    root = ET.parse(tmp_path / "map.svg").getroot()
    defined = {tile.attrib["id"] for tile in root.iter(f"{SVG}pattern")}
    used = {e.attrib["fill"][5:-1] for e in root.iter(f"{SVG}path") if e.get("fill", "").startswith("url(")}
    assert used == defined
    assert used


def test_a_place_without_a_shape_is_left_out(atlas: Atlas, tmp_path: Path) -> None:
    shapes = [None, *ward_shapes(atlas)[1:]]
    draw_map(atlas, "ward", shapes, Palette.of(atlas.pack), tmp_path / "map.svg", "Map")
    assert (tmp_path / "map.svg").is_file()


@pytest.mark.parametrize("kind", STROKES)
def test_every_pattern_is_a_tile(kind: str) -> None:
    tile = ET.fromstring(str(pattern("p", kind, "#000000")))
    assert tile.attrib["id"] == "p"


def test_no_pattern_is_nothing() -> None:
    assert pattern("p", "none", "#000000") == ""


def test_values_of_a_pattern_are_escaped() -> None:
    assert "<b>" not in pattern("<b>", "dots", '"><b>')
