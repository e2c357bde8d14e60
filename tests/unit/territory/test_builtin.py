"""District 6 as it is built in: official facts verified, drawn shapes sound, invented parts marked."""

from datetime import date

import numpy as np
import pytest
import shapely

from vungxanh.territory import Territory, builtin_gazetteer, builtin_names, read_builtin
from vungxanh.territory.builtin.allot import allot
from vungxanh.territory.errors import NoSuchBuiltin


@pytest.fixture(scope="module")
def in_2021() -> Territory:
    return read_builtin("district6-2021")


def shapes_at(territory: Territory, level: str) -> np.ndarray:  # type: ignore[type-arg]
    assert territory.shapes is not None
    return np.array([territory.shapes[i] for i in territory.at_level(level)], dtype=object)


class TestIn2021:
    def test_has_14_wards_74_quarters_and_the_district(self, in_2021: Territory) -> None:
        assert {level: len(in_2021.at_level(level)) for level in in_2021.present_levels} == {
            "quarter": 74, "ward": 14, "district": 1
        }  # fmt: skip

    def test_people_are_those_of_the_census(self, in_2021: Territory) -> None:
        for level in in_2021.present_levels:
            assert in_2021.population[in_2021.at_level(level)].sum() == 233_561

    def test_people_of_the_quarters_are_those_of_their_ward(self, in_2021: Territory) -> None:
        for ward in in_2021.at_level("ward"):
            people = in_2021.population[in_2021.children_of(int(ward))]
            assert people.sum() == in_2021.population[ward]
            assert (people == np.round(people)).all()

    def test_codes(self, in_2021: Territory) -> None:
        assert in_2021.names[in_2021.index["27373"]] == "Phường 4"
        assert in_2021.path(in_2021.index["27373-KP03"])[-1] == in_2021.index["775"]

    @pytest.mark.parametrize("level", ["quarter", "ward", "district"])
    def test_drawing_is_a_sound_coverage(self, in_2021: Territory, level: str) -> None:
        shapes = shapes_at(in_2021, level)
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)
        assert (shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON).all(), "an area in pieces"
        assert (shapely.area(shapes) > shapely.area(shapes).mean() / 4).all(), "a sliver"

    def test_what_we_made_up_is_said(self, in_2021: Territory) -> None:
        assert in_2021.schematic
        said = " ".join(map(str, in_2021.notes))
        assert "not the legal boundaries" in said
        assert "allotted in proportion" in said

    def test_every_ward_has_neighbours(self, in_2021: Territory) -> None:
        assert all(len(in_2021.neighbours.of(int(ward))) for ward in in_2021.at_level("ward"))


class TestIn2025:
    def test_wards_lie_where_their_predecessors_lay(self, in_2021: Territory) -> None:
        in_2025 = read_builtin("district6-2025")
        old, new = shapely.union_all(shapes_at(in_2021, "ward")), shapes_at(in_2025, "ward")
        assert shapely.coverage_is_valid(new)
        assert shapely.equals(shapely.union_all(new), old)
        assert in_2025.present_levels == ("ward",)

    def test_unknown_populations_stay_unknown(self) -> None:
        in_2025 = read_builtin("district6-2025")
        people = dict(zip(in_2025.names, in_2025.population, strict=True))
        assert people["Phường Bình Tây"] == 63_293
        assert np.isnan(people["Phường Bình Phú"])
        assert np.isnan(people["Phường Phú Lâm"])

    def test_half_a_year_between(self) -> None:
        between = read_builtin("district6-2025-01")
        assert len(between.at_level("ward")) == 10
        assert between.population[between.index["27373"]] == 9_900 + 8_999 + 12_596
        assert not between.neighbours.known


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("27373", date(2021, 7, 1), "Phường 4"),
        ("27373", date(2024, 12, 31), "Phường 4"),
        ("27373", date(2025, 1, 1), "Phường 1"),
        ("27373", date(2025, 7, 2), "Phường Bình Tiên"),
        ("27361", date(2025, 1, 1), None),
        ("775", date(2025, 6, 30), "Quận 6"),
        ("775", date(2025, 7, 1), None),
    ],
)
def test_what_a_code_means_depends_on_the_day(code: str, day: date, name: str | None) -> None:
    found = builtin_gazetteer().area_on(code, day)
    assert (found.name if found else None) == name


def test_an_unknown_list_names_the_known_ones() -> None:
    with pytest.raises(NoSuchBuiltin, match="district6-2021"):
        read_builtin("district7")


@pytest.mark.parametrize("name", builtin_names())
def test_drawing_again_gives_the_same(name: str) -> None:
    again = read_builtin.__wrapped__(name)
    assert again.codes == read_builtin(name).codes
    assert again.shapes == read_builtin(name).shapes


@pytest.mark.parametrize(
    ("seats", "weights", "at_least", "shares"),
    [(10, [1, 1], 0, [5, 5]), (7, [3, 2, 2], 0, [3, 2, 2]), (3, [98, 1, 1], 1, [1, 1, 1]), (0, [1], 0, [0]),
     (5, [1, 1], 1, [3, 2]), (1, [1, 1, 1], 0, [1, 0, 0])],
)  # fmt: skip
def test_allotment(seats: int, weights: list[float], at_least: int, shares: list[int]) -> None:
    assert allot(seats, weights, at_least) == shares


def test_allotment_needs_enough() -> None:
    with pytest.raises(ValueError, match="1"):
        allot(1, [1, 1], at_least=1)
