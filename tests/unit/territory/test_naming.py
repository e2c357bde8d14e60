"""Places as people type them. `=` finds the area, `?` offers candidates but takes none."""

import unicodedata
from datetime import date
from typing import ClassVar

import numpy as np
import pytest

from vungxanh.territory import Neighbours, PlaceFinder, Territory, place_finder

AREAS = [
    ("79", "Thành phố Hồ Chí Minh", "province", ""),
    ("775", "Quận 6", "district", "79"),
    ("776", "Quận 8", "district", "79"),
    ("769", "Thành phố Thủ Đức", "district", "79"),
    ("785", "Huyện Bình Chánh", "district", "79"),
    ("27370", "Phường 01", "ward", "775"),
    ("27373", "Phường 4", "ward", "775"),
    ("27385", "Phường 10", "ward", "775"),
    ("27409", "Phường 4", "ward", "776"),
    ("26800", "Phường Linh Trung", "ward", "769"),
    ("26801", "Phường Tân Phú", "ward", "769"),
    ("26802", "Phường Tân Phụ", "ward", "769"),
    ("26803", "Phường Bình Hưng Hoà", "ward", "769"),
    ("26804", "Phường Bình Hưng Hoà A", "ward", "769"),
    ("26805", "Phường Đa Kao", "ward", "769"),
    ("26806", "Phường Quan Hoa", "ward", "769"),
    ("27595", "Thị trấn Tân Túc", "ward", "785"),
    ("27637", "Xã Bình Chánh", "ward", "785"),
    ("27640", "Xã Quy Đức", "ward", "785"),
    ("K1", "Khu phố 1", "quarter", "27373"),
    ("K3", "Khu phố 3", "quarter", "27373"),
    ("A3", "Ấp 3", "quarter", "27637"),
    ("K3b", "Khu phố 3", "quarter", "27370"),
    ("T12", "Tổ 12", "group", "K3"),
]


def territory_of(rows: list[tuple[str, str, str, str]]) -> Territory:
    index = {code: i for i, (code, *_) in enumerate(rows)}
    return Territory(
        day=date(2021, 7, 1),
        codes=tuple(index),
        names=tuple(name for _, name, _, _ in rows),
        levels=tuple(level for _, _, level, _ in rows),
        parent=np.array([index.get(parent, -1) for *_, parent in rows], np.int32),
        population=np.ones(len(rows)),
        neighbours=Neighbours.unknown(len(rows)),
        valid_from=(None,) * len(rows),
        valid_to=(None,) * len(rows),
    )


TERRITORY = territory_of(AREAS)


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return place_finder(TERRITORY)


# ward cell | district cell | province cell | quarter cell | group cell | answer
FOUND = """
Phường 4            | Quận 6          |                       |               |                | 27373
P.4                 | Q.6             |                       |               |                | 27373
P4                  | Q6              | TPHCM                 |               |                | 27373
Phường 04           | Quận 06         | TP. Hồ Chí Minh       |               |                | 27373
phuong 4            | quan 6          | ho chi minh           |               |                | 27373
Ph. 4               | 6               | Sài Gòn               |               |                | 27373
4                   | 6               | 79                    |               |                | 27373
4.0                 | 6.0             |                       |               |                | 27373
P4 Q6               |                 |                       |               |                | 27373
P4Q6                |                 |                       |               |                | 27373
Phường 4, Quận 6, TP.HCM |            |                       |               |                | 27373
Phường 4, Quận 6, Thành phố Hồ Chí Minh, Việt Nam | |         |               |                | 27373
phuong 4 quan 6     |                 |                       |               |                | 27373
Quận 6, Phường 4    |                 |                       |               |                | 27373
P4 - Q6             | Quận 6          |                       |               |                | 27373
Phường 1            | Quận 6          |                       |               |                | 27370
P.10                | Q6              |                       |               |                | 27385
Linh Trung          | Thủ Đức         |                       |               |                | 26800
linh  trung         | TP Thủ Đức      |                       |               |                | 26800
Phường Linh Trung   | tp. thu duc     |                       |               |                | 26800
Tân Phú             |                 |                       |               |                | 26801
Tân Phụ             |                 |                       |               |                | 26802
Bình Hưng Hòa       |                 |                       |               |                | 26803
bình hưng hoà a     |                 |                       |               |                | 26804
Binh Hung Hoa A     |                 |                       |               |                | 26804
Bình Hưng Hoa       |                 |                       |               |                | 26803
Ða Kao              |                 |                       |               |                | 26805
P. Da Kao           |                 |                       |               |                | 26805
Quan Hoa            |                 |                       |               |                | 26806
TT Tân Túc          | Bình Chánh      |                       |               |                | 27595
Thị trấn Tân Túc    | H. Bình Chánh   |                       |               |                | 27595
X. Bình Chánh       | H.Bình Chánh    |                       |               |                | 27637
Bình Chánh          | Bình Chánh      |                       |               |                | 27637
Qui Đức             |                 |                       |               |                | 27640
                    | Quận 6          |                       |               |                | 775
không rõ            | Quận 6          |                       |               |                | 775
Quận 6              |                 |                       |               |                | 775
P4                  | Q6              |                       | KP 3          |                | K3
P4                  | Q6              |                       | Khu phố 03    |                | K3
P4                  | Q6              |                       | kp3           |                | K3
P4                  | Q6              |                       | 3             |                | K3
KP3, P4, Q6         |                 |                       |               |                | K3
Khu phố 3 Phường 4 Quận 6 |           |                       |               |                | K3
Tổ 12 KP3 P4 Q6     |                 |                       |               |                | T12
P4                  | Q6              |                       | KP3           | tổ dân phố 12  | T12
P4                  | Q6              |                       | KP3           | TDP 12         | T12
Bình Chánh          | Bình Chánh      |                       | ấp 3          |                | A3
27373               |                 |                       |               |                | 27373
27373               | Quận 6          |                       |               |                | 27373
27373               | 775             | 79                    |               |                | 27373
4                   | 775             |                       |               |                | 27373
"""

# ... | candidates | a part of the reason
REFUSED = """
Phường 4            |                 |              |         | 27373 27409  | can be 2 areas
Tan Phu             |                 |              |         | 26801 26802  | can be 2 areas
KP 3                |                 |              |         | K3 K3b       | can be 2 areas
Phường 99           | Quận 6          |              |         |              | no ward "Phường 99"
Phường 44           | Quận 6          |              |         | 27373        | no ward "Phường 44"
Linh Trumg          |                 |              |         | 26800        | no ward "Linh Trumg"
Linh Trùng          |                 |              |         | 26800        | no ward "Linh Trùng"
Xã Tân Túc          | Bình Chánh      |              |         | 27595        | no ward "Xã Tân Túc"
Linh Trung          | Quận Thủ Đức    |              |         | 769          | no district "Quận Thủ Đức"
Linh Trung          | Quận 6          |              |         | 26800        | does not lie in "Quận 6"
P4 Q6               | Quận 8          |              |         | 775 776      | names different areas
Phường 4            | Quận 6          | Cần Thơ      |         |              | means Thành phố Cần Thơ
Tân Phú             | Cái Răng        | TP.HCM       |         |              | no district "Cái Răng"
Tân Phú             | Cà Mau          | TP.HCM       |         |              | means Tỉnh Cà Mau
Phường 4, Quận 6, Cà Mau |            |              |         |              | means Tỉnh Cà Mau
Phường 4            | Quận 6          | Ontario      |         |              | no province "Ontario"
P4                  | Q6              |              | KP 7    | K1 K3        | no quarter "KP 7"
27373               | Quận 8          |              |         | 27373        | does not lie in "Quận 8"
                    |                 |              |         |              | No place is given
-                   |                 |              |         |              | No place is given
"""


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("row", lines(FOUND), ids=lambda row: " | ".join(filter(None, row)))
def test_found(finder: PlaceFinder, row: list[str], form: str) -> None:
    ward, district, province, quarter, group = (
        unicodedata.normalize(form, cell) or None
        for cell in row[:5]  # type: ignore[arg-type]
    )
    found = finder.find(ward, district, province, quarter, group)
    assert found.position is not None, str(found.reason)
    assert TERRITORY.codes[found.position] == row[5]
    assert found.reason is None


@pytest.mark.parametrize("row", lines(REFUSED), ids=lambda row: " | ".join(filter(None, row)))
def test_refused(finder: PlaceFinder, row: list[str]) -> None:
    ward, district, province, quarter, candidates, reason = row
    found = finder.find(ward, district, province, quarter)
    assert found.position is None
    assert [TERRITORY.codes[i] for i in found.candidates] == candidates.split()
    assert reason in str(found.reason)
    assert found.reason is not None
    assert found.reason.render("vi") != str(found.reason)


class TestWithoutCoarserLevels:
    """A list that does not say where it lies cannot confirm a district or a province."""

    WARDS: ClassVar = [("1", "Phường 4", "ward", ""), ("2", "Phường 5", "ward", "")]

    def test_a_district_cannot_be_checked(self) -> None:
        found = place_finder(territory_of(self.WARDS)).find("Phường 4", "Quận 6")
        assert found.position is None
        assert "cannot be checked" in str(found.reason)

    def test_a_province_cannot_be_checked_unless_it_is_told(self) -> None:
        wards = territory_of(self.WARDS)
        assert place_finder(wards).find("Phường 4", province="TPHCM").position is None
        assert place_finder(wards, province="79").find("Phường 4", province="TPHCM").position == 0
        assert place_finder(wards, province="Cần Thơ").find("Phường 4", province="TPHCM").position is None

    def test_official_codes_tell_the_province(self) -> None:
        wards = [("775", "Quận 6", "district", ""), ("27373", "Phường 4", "ward", "775")]
        finder = place_finder(territory_of(wards))
        assert finder.find("Phường 4", province="TP.HCM").position == 1
        assert finder.find("Phường 4", province="Long An").position is None

    def test_quarters_that_the_list_does_not_have_do_not_matter(self) -> None:
        assert place_finder(territory_of(self.WARDS)).find("Phường 4", quarter="KP 9").position == 0


@pytest.mark.parametrize(
    ("typed", "code"),
    [("27373", "27373"), (" 27373 ", "27373"), ("775.0", "775"), ("0775", "775"), ("2737", None), ("", None)],
)
def test_codes(finder: PlaceFinder, typed: str, code: str | None) -> None:
    found = finder.find_code(typed)
    assert (None if found.position is None else TERRITORY.codes[found.position]) == code
    assert (found.reason is None) is (code is not None)


def test_lost_leading_zeros_count_only_when_nothing_else_has_them() -> None:
    one = place_finder(territory_of([("001", "A", "ward", "")]))
    two = place_finder(territory_of([("001", "A", "ward", ""), ("01", "B", "ward", "")]))
    assert one.find_code("1").position == 0
    assert two.find_code("1").position is None


@pytest.mark.parametrize(
    "cell", ["9" * 6000, "a" * 100_000, "P" * 500 + "4", "P4 " * 300, ", " * 900, "\0", "½ ② ٤"]
)
def test_hostile_cells_are_only_unknown(finder: PlaceFinder, cell: str) -> None:
    assert finder.find(cell).position is None


def test_other_scripts() -> None:
    villages = [("d", "鹽埕區", "district", ""), ("v", "中原里", "ward", "d"), ("n", "Neukölln", "ward", "d")]
    finder = place_finder(territory_of(villages))
    assert finder.find("中原里", "鹽埕區").position == 1
    assert finder.find("Neukolln").position == 2
