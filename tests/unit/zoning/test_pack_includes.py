"""Packs that take their rules from shipped packs."""

from pathlib import Path

import pytest

from vungxanh.zoning.pack_errors import DuplicateName, PackNotFound, WrongType
from vungxanh.zoning.reading import read_pack, stored_pack

HEAD = """
id = "mine"
version = "1"
disease = "COVID-19"
title = { vi = "Của tôi", en = "Mine" }
summary = { vi = "Của tôi", en = "Mine" }
[[sources]]
document = "Mine"
certainty = "verified"
"""


def pack_file(tmp_path: Path, include: str, more: str = "") -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(f"include = {include}\n{HEAD}{more}", "utf-8")
    return file


def test_each_level_is_judged_by_the_first_pack_that_has_criteria_for_it(tmp_path: Path) -> None:
    pack = read_pack(pack_file(tmp_path, '["vn-2686-2021", "green-14-days"]'))
    green, risk = read_pack("green-14-days"), read_pack("vn-2686-2021")
    assert pack.scale_for("ward") == risk.scale_for("ward")
    assert pack.scale_for("district") == risk.scale_for("district")
    assert pack.scale_for("quarter") == green.scale_for("quarter")
    assert pack.criteria_for("ward").rules == risk.criteria_for("ward").rules  # type: ignore[union-attr]


def test_the_order_of_the_list_decides(tmp_path: Path) -> None:
    pack = read_pack(pack_file(tmp_path, '["green-14-days", "example-incidence-bands"]'))
    assert pack.scale_for("ward") == read_pack("green-14-days").scale_for("ward")


def test_a_stored_pack_is_the_same_without_the_packs_it_included(tmp_path: Path) -> None:
    pack = read_pack(pack_file(tmp_path, '["vn-2686-2021", "green-14-days"]'))
    assert stored_pack(pack.model_dump_json(by_alias=True)) == pack


def test_an_unknown_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackNotFound) as error:
        read_pack(pack_file(tmp_path, '["vn-2686-2021", "nothing"]'))
    assert "include[1]" in str(error.value)


def test_include_is_a_list(tmp_path: Path) -> None:
    with pytest.raises(WrongType):
        read_pack(pack_file(tmp_path, '"vn-2686-2021"'))


def test_one_name_for_two_numbers_is_refused(tmp_path: Path) -> None:
    clash = """
[parameters.green_days]
value = 10
unit = "days"
certainty = "reading"
why = { vi = "Khác", en = "Other" }
"""
    with pytest.raises(DuplicateName) as error:
        read_pack(pack_file(tmp_path, '["green-14-days"]', clash))
    assert "parameters.green_days" in str(error.value)
