"""Real lists of areas, real names: Ho Chi Minh City 2021 and 2025, Toronto, New York, Kaohsiung, Berlin."""

import time
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely

from vungxanh.territory import (
    Crosswalk,
    Link,
    Territory,
    carry,
    place_finder,
    read_builtin,
    read_crosswalk,
    read_territory,
    simplified,
)
from vungxanh.territory.succession.errors import CodeOfAnotherDay, ShareUnknown

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def city(shared_data: Path) -> Territory:
    return read_territory(shared_data / "hcmc-boundaries-2021" / "hcmc_wards_312_simplified.geojson")


@pytest.fixture(scope="module")
def raw_rows(shared_data: Path) -> list[dict[str, str]]:
    file = shared_data / "vn-covid-ward-daily-2021" / "hcmc_ward_daily_raw.csv"
    return pl.read_csv(file, infer_schema=False).to_dicts()


class TestCityOf2021:
    def test_312_wards_22_districts(self, city: Territory) -> None:
        assert {level: len(city.at_level(level)) for level in city.present_levels} == {
            "ward": 312,
            "district": 22,
        }
        assert city.population[city.at_level("ward")].sum() == 8_993_082
        assert city.population[city.index["775"]] == 233_561
        assert "pop_2019" in str(city.notes[0])

    def test_neighbours_from_shapes_are_those_measured_by_others(
        self, city: Territory, shared_data: Path
    ) -> None:
        table = pl.read_csv(
            shared_data / "hcmc-boundaries-2021" / "hcmc_ward_adjacency.csv", infer_schema=False
        )
        given = {tuple(sorted(pair)) for pair in zip(table["ward_a"], table["ward_b"], strict=True)}
        pairs = [
            (city.codes[a], city.codes[b]) for a, b in city.neighbours.pairs() if city.levels[a] == "ward"
        ]
        assert {tuple(sorted(pair)) for pair in pairs} == given
        assert len(given) == 831

    def test_a_table_of_pairs_gives_the_same(self, city: Territory, shared_data: Path) -> None:
        folder = shared_data / "hcmc-boundaries-2021"
        listed = read_territory(folder / "hcmc_wards_312.csv", neighbours=folder / "hcmc_ward_adjacency.csv")
        assert listed.codes == city.codes
        assert listed.neighbours.pairs().tolist() == city.neighbours.pairs().tolist()

    def test_district_shapes_are_those_of_the_district_file(self, city: Territory, shared_data: Path) -> None:
        file = shared_data / "hcmc-boundaries-2021" / "hcmc_districts_22_simplified.geojson"
        districts = read_territory(file)
        assert districts.present_levels == ("district",)
        assert districts.shapes is not None
        assert city.shapes is not None
        for code, shape in zip(districts.codes, districts.shapes, strict=True):
            ours = city.shapes[city.index[code]]
            assert ours.intersection(shape).area / ours.union(shape).area > 0.98, code

    def test_simplified_stays_a_coverage(self, city: Territory) -> None:
        fewer = simplified(city, 4_000)
        assert fewer.shapes is not None
        for level in city.present_levels:
            shapes = np.array([fewer.shapes[i] for i in fewer.at_level(level)], dtype=object)
            assert shapely.get_num_coordinates(shapes).sum() <= 4_000
            assert shapely.coverage_is_valid(shapes)


class TestNamesOfTheRawFile:
    """2,390 rows as volunteers typed them in July 2021, with the code that others gave each."""

    def test_agreement(self, city: Territory, raw_rows: list[dict[str, str]]) -> None:
        finder = place_finder(city)
        outcome: Counter[str] = Counter()
        for row in raw_rows:
            found = finder.find(row["ward"], row["district"], row["province"])
            code = None if found.position is None else city.codes[found.position]
            outcome[f"{row['match']}: " + ("same" if code == row["ward_code"] else str(code))] += 1
        # The 48 rows without a match carry a district of another province: all refused.
        assert outcome == {"exact: same": 2342, "no_ward: same": 48}

    def test_other_provinces_are_told_where_they_are_known(self, city: Territory) -> None:
        finder = place_finder(city)
        assert "Tỉnh Cà Mau" in str(finder.find("Tân Thành", "Cà Mau", "TP. Hồ Chí Minh").reason)
        assert 'no district "Cái Răng"' in str(finder.find("Tân Phú", "Cái Răng", "TP. Hồ Chí Minh").reason)

    def test_without_its_district_a_numbered_ward_is_never_found(self, city: Territory) -> None:
        finder = place_finder(city)
        many = Counter(city.names[i] for i in city.at_level("ward"))
        for name, n in many.items():
            assert (finder.find(name).position is None) == (n > 1), name

    def test_every_ward_is_found_by_its_official_names(self, city: Territory) -> None:
        finder = place_finder(city)
        for ward in city.at_level("ward"):
            district = city.names[city.parent[ward]]
            assert finder.find(city.names[ward], district).position == ward
            assert finder.find(f"{city.names[ward]}, {district}, TP.HCM").position == ward

    def test_a_hundred_thousand_rows_take_less_than_a_second(
        self, city: Territory, raw_rows: list[dict[str, str]]
    ) -> None:
        cells = [(row["ward"], row["district"], row["province"]) for row in raw_rows] * 42
        finder = place_finder(city)
        began = time.process_time()
        for place in cells:
            finder.find(*place)
        assert time.process_time() - began < 1
        assert len(cells) > 100_000


class TestForeignLists:
    def test_toronto(self, shared_data: Path) -> None:
        areas = read_territory(shared_data / "toronto-linelist-2020" / "toronto_neighbourhoods_140.geojson")
        assert len(areas.at_level("ward")) == 140
        assert areas.population.sum() == 2_731_571
        assert all(len(areas.neighbours.of(i)) for i in range(140))

    def test_new_york(self, shared_data: Path) -> None:
        areas = read_territory(shared_data / "nyc-zip-2020-21" / "MODZCTA_2010_WGS1984.geo.json")
        assert len(areas) == 178
        assert areas.shapes is not None
        assert shapely.is_valid(list(areas.shapes)).all()
        assert any("repaired (10032)" in str(note) for note in areas.notes)

    def test_new_york_boroughs_have_names_only(self, shared_data: Path) -> None:
        areas = read_territory(shared_data / "nyc-zip-2020-21" / "modzcta_info.csv")
        boroughs = [areas.codes[i] for i in areas.at_level("district")]
        assert sorted(boroughs) == [
            f"name-{b}" for b in ("bronx", "brooklyn", "manhattan", "queens", "staten-island")
        ]

    def test_kaohsiung(self, shared_data: Path) -> None:
        areas = read_territory(shared_data / "taiwan-dengue-2014" / "kaohsiung_2014_villages.csv")
        assert (len(areas.at_level("ward")), len(areas.at_level("district"))) == (893, 38)
        assert not areas.neighbours.known
        made = [code for code in areas.codes if "name-" in code]
        assert any(f"{len(made)} areas have a name but no code" in str(note) for note in areas.notes)
        assert place_finder(areas).find("中原里", "鹽埕區").position == areas.index["64000010008"]

    def test_berlin(self, shared_data: Path, tmp_path: Path) -> None:
        daily = pl.read_csv(shared_data / "berlin-districts" / "berlin_bezirk_daily.csv", infer_schema=False)
        file = tmp_path / "bezirke.csv"
        daily.select("lor", "district").unique().sort("lor").write_csv(file)
        areas = read_territory(file)
        assert set(areas.levels) == {"district"}
        assert areas.names[areas.index["lor_08"]] == "Neukölln"


class TestCityOf2025:
    def test_168_units(self, shared_data: Path) -> None:
        folder = shared_data / "hcmc-boundaries-2025"
        areas = read_territory(folder / "hcmc_wards_2025_simplified.geojson")
        assert len(areas) == 168
        assert areas.names[areas.index["27373"]] == "Phường Bình Tiên"
        assert place_finder(areas).find("Bình Tiên", province="TP. HCM").position == areas.index["27373"]
        assert place_finder(areas).find("Bình Tiên", province="Tây Ninh").position is None

    def test_the_merge_list_agrees_with_our_succession(self, shared_data: Path) -> None:
        listed = read_crosswalk(shared_data / "hcmc-boundaries-2025" / "merge_2025-07-01_hcmc.csv")
        between, after = read_builtin("district6-2025-01"), read_builtin("district6-2025")
        carried = carry(np.ones((len(between), 1), np.int32), between, after, listed)
        ours = {code: len(links) for code, links in carried.sources.items()}
        assert ours == {"27373": 3, "27367": 2, "27364": 2, "27349": 3}
        assert carried.missing == {"27364": ("27430",)}

    def test_wards_of_2021_do_not_fit_the_merge_list(self, city: Territory, shared_data: Path) -> None:
        listed = read_crosswalk(shared_data / "hcmc-boundaries-2025" / "merge_2025-07-01_hcmc.csv")
        with pytest.raises(CodeOfAnotherDay):
            carry(np.ones((len(city), 1)), city, read_builtin("district6-2025"), listed)

    def test_partial_mergers_need_shares(self, shared_data: Path, tmp_path: Path) -> None:
        folder = shared_data / "hcmc-boundaries-2025"
        table = pl.read_csv(folder / "merge_2025-07-01_hcmc.csv", infer_schema=False)
        file = tmp_path / "early_2025.csv"
        table.select(ward_code="old_code", name="old_name").unique().write_csv(file)
        before = read_territory(file)
        after = read_territory(folder / "hcmc_wards_2025_simplified.geojson")
        links = read_crosswalk(folder / "merge_2025-07-01_hcmc.csv")
        values = np.ones((len(before), 2))
        with pytest.raises(ShareUnknown):
            carry(values, before, after, links)
        given = links.with_shares(_equal_parts(links), assumed=True)
        carried = carry(values, before, after, given)
        assert carried.values.sum() == pytest.approx(values.sum())
        assert carried.lost == ()
        assert carried.complete.all()


def _equal_parts(links: Crosswalk) -> dict[tuple[str, str], float]:
    """Equal shares for every divided ward: good enough to see that nothing is lost."""
    return {
        (link.old, link.new): 1 / len(parts) for parts in links.by_old.values() for link in parts
    }  # fmt: skip


class TestMergersOfJanuary2021:
    """The census of 2019 carried to the wards of 2021 must give the populations that others worked out."""

    @pytest.fixture
    def in_2019(self, shared_data: Path, tmp_path: Path) -> Territory:
        folder = shared_data / "vn-population-census2019"
        census = pl.read_csv(folder / "hcmc_ward_population_households_2019.csv", infer_schema=False)
        file = tmp_path / "wards_2019.csv"
        census.select("ward_code", "ward", population="total").write_csv(file)
        return read_territory(file)

    @pytest.fixture
    def merges(self, shared_data: Path) -> Crosswalk:
        return read_crosswalk(shared_data / "hcmc-boundaries-2021" / "ward_merges_2021-01-01.csv")

    def test_two_wards_kept_their_code_under_a_new_name(
        self, city: Territory, in_2019: Territory, merges: Crosswalk
    ) -> None:
        carried = carry(in_2019.population[:, None], in_2019, city, merges)
        assert carried.lost == ("27094", "27139")
        assert carried.missing == {"27094": ("27094",), "27139": ("27139",)}

    def test_with_these_two_everybody_arrives(
        self, city: Territory, in_2019: Territory, merges: Crosswalk
    ) -> None:
        stayed = [Link("27094", "27094", 1.0), Link("27139", "27139", 1.0)]
        carried = carry(in_2019.population[:, None], in_2019, city, Crosswalk([*merges.links, *stayed]))
        assert carried.values[:, 0].tolist() == city.population.tolist()
        assert carried.complete.all()
        assert carried.lost == ()
