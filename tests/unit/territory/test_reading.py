"""Lists of areas as people hand them over: every header, gap and contradiction has its answer."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from vungxanh.messages import VungXanhError
from vungxanh.territory import Territory, read_gazetteer, read_territory
from vungxanh.territory import errors as wrong

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a CSV from drawn lines."""

    def written(text: str) -> Path:
        path = tmp_path / "areas.csv"
        path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", "utf-8")
        return path

    return written


def shown(territory: Territory) -> list[tuple[str, str, str, str | None]]:
    """code, name, level, code of the parent."""
    rows = zip(territory.codes, territory.names, territory.levels, territory.parent, strict=True)
    return [(code, name, level, territory.codes[p] if p >= 0 else None) for code, name, level, p in rows]


class TestColumns:
    @pytest.mark.parametrize(
        "header",
        ["ward_code,name,pop", "Mã xã,Tên xã,Dân số", "MAPHUONG;TEN;DAN_SO", "code,name,population",
         "area,ward,population", "neighbourhood_id,neighbourhood_name,pop_2016", "modzcta,label,pop",
         "village_code,village,population", "id,name,pop_2009"],
    )  # fmt: skip
    def test_are_recognised_in_both_languages(self, write: Write, header: str) -> None:
        separator = ";" if ";" in header else ","
        areas = read_territory(write(f"{header}\n{separator.join(['27373', 'Phường 4', '12596'])}"))
        assert shown(areas) == [("27373", "Phường 4", "ward", None)]
        assert areas.population.tolist() == [12596]

    @pytest.mark.parametrize(
        ("header", "level"),
        [("lor,district", "district"), ("district_code,name", "district"), ("province_code,tinh", "province"),
         ("quarter_code,name", "quarter"), ("group_code,name", "group"), ("code,name", "ward")],
    )  # fmt: skip
    def test_tell_the_level(self, write: Write, header: str, level: str) -> None:
        assert read_territory(write(f"{header}\nx1,Mitte")).levels == (level,)

    def test_one_step_below_the_parent_columns(self, write: Write) -> None:
        areas = read_territory(write("code,name,ward_code,ward\nKP1,Khu phố 1,27373,Phường 4"))
        assert shown(areas) == [
            ("KP1", "Khu phố 1", "quarter", "27373"),
            ("27373", "Phường 4", "ward", None),
        ]

    def test_an_area_in_square_kilometres_is_no_code(self, write: Write) -> None:
        areas = read_territory(write("area,ward_code,name\n0.43,27373,Phường 4"))
        assert areas.codes == ("27373",)

    def test_a_column_of_other_groups_makes_no_areas(self, write: Write) -> None:
        areas = read_territory(write("ward_code,name,group\n27373,Phường 4,south"))
        assert shown(areas) == [("27373", "Phường 4", "ward", None)]
        areas = read_territory(write("code,name,group\n27373,Phường 4,south"))
        assert areas.levels == ("ward",)

    def test_newest_population_is_taken_and_said(self, write: Write) -> None:
        areas = read_territory(write("code,name,pop_2009,pop_2019\n1,A,5,7"))
        assert areas.population.tolist() == [7]
        assert "pop_2019" in str(areas.notes[0])

    def test_no_code(self, write: Write) -> None:
        with pytest.raises(wrong.NoCodeColumn, match="ward, people"):
            read_territory(write("ward,people\nPhường 4,12"))

    def test_no_name(self, write: Write) -> None:
        with pytest.raises(wrong.NoNameColumn, match="ward_code, pop"):
            read_territory(write("ward_code,pop\n27373,12"))


class TestTree:
    def test_coarser_areas_come_from_columns(self, write: Write) -> None:
        areas = read_territory(
            write(
                """ward_code,name,district_code,district,province,population
                27373,Phường 4,775,Quận 6,TP. Hồ Chí Minh,12596
                27370,Phường 1,775,Quận 6,TP. Hồ Chí Minh,9900"""
            )
        )
        assert shown(areas) == [
            ("27373", "Phường 4", "ward", "775"),
            ("27370", "Phường 1", "ward", "775"),
            ("775", "Quận 6", "district", "name-tp-ho-chi-minh"),
            ("name-tp-ho-chi-minh", "TP. Hồ Chí Minh", "province", None),
        ]
        assert areas.population.tolist() == [12596, 9900, 22496, 22496]

    def test_a_sum_over_an_unknown_is_unknown(self, write: Write) -> None:
        areas = read_territory(write("ward_code,name,district,pop\n1,A,D,10\n2,B,D,"))
        assert np.isnan(areas.population[2])

    def test_ragged_rows_speak_of_the_coarser_area(self, write: Write) -> None:
        areas = read_territory(write("ward_code,ward,district_code,district,pop\n1,A,7,D,10\n,,7,D,99"))
        assert shown(areas) == [("1", "A", "ward", "7"), ("7", "D", "district", None)]
        assert areas.population.tolist() == [10, 99]

    def test_levels_follow_from_parents_alone(self, write: Write) -> None:
        areas = read_territory(write("code,name,parent\n79,City,\n775,Q6,79\n27373,P4,775"))
        assert areas.levels == ("province", "district", "ward")

    def test_level_and_parent_columns(self, write: Write) -> None:
        areas = read_territory(write("code,name,level,parent\nk,KP 1,khu phố,w\nw,P 4,Phường,\n"))
        assert shown(areas) == [("k", "KP 1", "quarter", "w"), ("w", "P 4", "ward", None)]

    @pytest.mark.parametrize(
        ("error", "text", "said"),
        [
            (wrong.ParentMissing, "code,name,level,parent\n1,A,ward,9", "Row 2: the parent 9 of area 1"),
            (wrong.ParentCycle, "code,name,parent\n1,A,2\n2,B,1", "each other's parents: 1, 2"),
            (wrong.ParentFiner, "code,name,level,parent\n1,A,ward,2\n2,B,quarter,", "only a quarter"),
            (wrong.ParentFiner, "code,name,level,parent\n1,A,ward,2\n2,B,ward,", "only a ward"),
            (wrong.LevelUnknown, "code,name,level\n1,A,planet", "column level: \"planet\""),
            (wrong.CodeMissing, "code,name\n1,A\n,B", "Row 3: no code in column code"),
            (wrong.NameMissing, "code,name\n1,A\n2,", "Row 3: area 2 has no name in column name"),
            (wrong.DuplicateCode, "code,name\n1,A\n1,B", "Rows 2 and 3 both use the code 1"),
            (wrong.DuplicateCode, "ward_code,name,district_code,district\n1,A,1,D", "the code 1"),
            (
                wrong.ParentContradicted,
                "ward_code,name,district_code,district,province_code\n1,A,7,D,79\n2,B,7,D,80",
                "Row 3: area 7 lies in 80 here, but in 79",
            ),
            (wrong.TreeTooDeep, "code,name,parent\n1,A,\n2,B,1\n3,C,2\n4,D,3\n5,E,4\n6,F,5", "6 generations"),
            (wrong.PopulationNegative, "code,name,pop\n1,A,-5", "Row 2, column pop: a population cannot"),
            (wrong.PopulationNotANumber, "code,name,pop\n1,A,many", "\"many\" is not a number of people"),
            (wrong.PopulationNotANumber, "code,name,pop\n1,A,inf", "\"inf\""),
            (wrong.DateUnreadable, "code,name,valid_from\n1,A,2025-02-30", "valid_from: \"2025-02-30\""),
            (wrong.ValidityReversed, "code,name,valid_from,valid_to\n1,A,2025-07-01,2025-06-30", "area 1"),
        ],
    )  # fmt: skip
    def test_a_fault_is_named(self, write: Write, error: type[VungXanhError], text: str, said: str) -> None:
        with pytest.raises(error) as caught:
            read_territory(write(text))
        assert said in str(caught.value)
        assert caught.value.message.render("vi") != str(caught.value)


class TestPopulation:
    @pytest.mark.parametrize(
        ("cells", "people"),
        [
            (["12596"], [12596]),
            (["12.596", "9.900"], [12596, 9900]),
            (["12,596"], [12596]),
            (["1 012 596"], [1012596]),
            (["27613.09", "12.596"], [27613.09, 12.596]),
            (["0"], [0]),
        ],
    )
    def test_is_read_as_it_is_written(self, write: Write, cells: list[str], people: list[float]) -> None:
        rows = "\n".join(f'{i},A{i},"{cell}"' for i, cell in enumerate(cells))
        assert read_territory(write(f"code,name,pop\n{rows}")).population.tolist() == people

    @pytest.mark.parametrize("cell", ["", "-", "n/a", "không rõ"])
    def test_unknown_is_not_zero(self, write: Write, cell: str) -> None:
        areas = read_territory(write(f"code,name,pop\n1,A,{cell}\n2,B,5"))
        assert np.isnan(areas.population[0])
        assert any("unknown, not 0 (1)" in str(note) for note in areas.notes)


class TestValidity:
    LIST = """code,name,valid_from,valid_to
        27373,Phường 4,,2024-12-31
        27373,Phường 1,2025-01-01,30/06/2025
        27373,Phường Bình Tiên,2025-07-01,
        27376,Phường 8,,2025-06-30"""

    @pytest.mark.parametrize(
        ("day", "names"),
        [
            (date(2021, 7, 1), {"Phường 4", "Phường 8"}),
            (date(2024, 12, 31), {"Phường 4", "Phường 8"}),
            (date(2025, 1, 1), {"Phường 1", "Phường 8"}),
            (date(2025, 6, 30), {"Phường 1", "Phường 8"}),
            (date(2025, 7, 1), {"Phường Bình Tiên"}),
            (None, {"Phường Bình Tiên"}),
        ],
    )
    def test_both_days_belong_to_the_area(self, write: Write, day: date | None, names: set[str]) -> None:
        assert set(read_territory(write(self.LIST), on=day).names) == names

    def test_a_code_means_nothing_without_a_day(self, write: Write) -> None:
        meant = read_gazetteer(write(self.LIST))
        assert [area.name for area in meant.meanings("27373")] == ["Phường 4", "Phường 1", "Phường Bình Tiên"]
        found = meant.area_on("27373", date(2025, 3, 1))
        assert found is not None
        assert found.name == "Phường 1"
        assert meant.area_on("27376", date(2025, 7, 1)) is None

    def test_overlap_by_one_day_is_an_error(self, write: Write) -> None:
        with pytest.raises(wrong.DuplicateCode):
            read_territory(write("code,name,valid_from,valid_to\n1,A,,2025-07-01\n1,B,2025-07-01,"))

    def test_none_valid(self, write: Write) -> None:
        with pytest.raises(wrong.NoneValid):
            read_territory(write("code,name,valid_from\n1,A,2025-07-01"), on=date(2021, 7, 1))

    def test_all_ended_means_the_newest_beginning(self, write: Write) -> None:
        text = "code,name,valid_from,valid_to\n1,A,2020-01-01,2020-12-31\n2,B,2021-01-01,2021-12-31"
        assert read_territory(write(text)).names == ("B",)


class TestNeighbourTable:
    def test_pairs_and_what_follows_for_districts(self, write: Write, tmp_path: Path) -> None:
        pairs = tmp_path / "pairs.csv"
        pairs.write_text("a,b,metres\n1,2,10\n2,3,10\n1,99,5\n", "utf-8")
        areas = read_territory(write("ward_code,name,district_code\n1,A,7\n2,B,7\n3,C,8"), neighbours=pairs)
        touching = {(areas.codes[a], areas.codes[b]) for a, b in areas.neighbours.pairs()}
        assert touching == {("1", "2"), ("2", "3"), ("7", "8")}
        assert any("99" in str(note) for note in areas.notes)

    @pytest.mark.parametrize(
        ("text", "error"),
        [("a\n1", wrong.PairsUnreadable), ("a,b\n8,9", wrong.PairUnknown)],
    )
    def test_of_no_use(self, write: Write, tmp_path: Path, text: str, error: type[VungXanhError]) -> None:
        pairs = tmp_path / "pairs.csv"
        pairs.write_text(text + "\n", "utf-8")
        with pytest.raises(error):
            read_territory(write("code,name\n1,A\n2,B"), neighbours=pairs)

    def test_without_shapes_nobody_knows(self, write: Write) -> None:
        assert not read_territory(write("code,name\n1,A")).neighbours.known
