"""Codes and names of places: the finest that is given decides, and they must agree."""

from pathlib import Path

import pytest

from tests.unit.linelist.reading import codes, events, read_text


@pytest.mark.parametrize(
    ("head", "row", "area"),
    [
        ("ward_code", "27373", "27373"),
        ("area", "27373", "27373"),
        ("area", "Phường Tân Định", "26734"),
        ("ward", "27379", "27379"),
        ("ward_code;district_code", "27373;775", "27373"),
        ("ward_code;ward;district", "27373;Phường 4;Quận 6", "27373"),
        ("ward_code;ward;district", ";Phường 3;Quận 1", "26881"),
        ("ward_code;ward", "27373;tên cũ", "27373"),
        ("ward_code", "27373.0", "27373"),
        # This list has no groups: the number of one cannot stand in the way of the ward's code.
        ("ward_code;group", "27373;12", "27373"),
        ("district", "Quận 6", "775"),
    ],
)
def test_found(tmp_path: Path, head: str, row: str, area: str) -> None:
    found = read_text(tmp_path, f"{head};date;cases\n{row};8/7/2021;1")
    assert [code for code, *_ in events(found)] == [area]


@pytest.mark.parametrize(
    ("head", "row", "code"),
    [
        # 27373 is Phường 4 of 2021: a list of 2025 with the same code means another ward.
        ("ward_code;ward;district", "27373;Phường 3;Quận 6", "code_name_conflict"),
        ("ward_code", "99999", "unknown_area"),
        ("ward;province_code", "Đạo Lý;79", "unknown_area"),
        ("ward_code;province_code", ";79", "coarse_area"),
    ],
)
def test_not_found(tmp_path: Path, head: str, row: str, code: str) -> None:
    found = read_text(tmp_path, f"{head};date;cases\n{row};8/7/2021;1")
    assert code in codes(found)


def test_candidates_are_named(tmp_path: Path) -> None:
    found = read_text(tmp_path, "ward;date;cases\nPhường 3;8/7/2021;1")
    said = found.report.render("en")
    assert "Phường 3, Quận 6, Thành phố Hồ Chí Minh" in said
    assert "Phường 3, Quận 1, Thành phố Hồ Chí Minh" in said
