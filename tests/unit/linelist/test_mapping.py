"""The mapping file: what it may say, and what is said about mistakes."""

from pathlib import Path

import pytest

from vungxanh.linelist import MappingError, read_mapping
from vungxanh.tables import NotFound


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("kind = 'case'", "kind = case"),
        ("colums = {}", "colums"),
        ("[columns]\nwards = 'x'", "columns.wards"),
        ("[columns]\nward = 3", "columns.ward = 3"),
        ("[constants]\nphone = '1'", "constants.phone"),
        ("[values.where_found]\n'X' = 'moon'", "values.where_found.X = moon"),
        ("[values.phone]\n'X' = 'y'", "values.phone"),
        ("counted = ['sure']", "counted = sure"),
        ("kind = ", "TOML"),
    ],
)
def test_a_mistake_is_named_with_key_and_value(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    with pytest.raises(MappingError, match=r"Mapping m\.toml") as caught:
        read_mapping(path)
    assert named in str(caught.value)


def test_there_is_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_mapping(tmp_path / "m.toml")


@pytest.mark.parametrize("name", ["toronto", "taiwan-dengue", "berlin"])
def test_the_mappings_of_the_manual_are_valid(repo_root: Path, name: str) -> None:
    assert read_mapping(repo_root / "docs" / "how-to" / "mappings" / f"{name}.toml").columns
