"""The manual names every column that is recognised, and nothing else."""

import re
from pathlib import Path

import pytest

from vungxanh.territory.levels import LEVELS
from vungxanh.territory.reading.columns import CODES, GENERIC, LEVEL_WORDS, NAMES, recognise


@pytest.fixture(scope="module")
def rows(repo_root: Path) -> list[str]:
    page = (repo_root / "docs" / "reference" / "areas-file.md").read_text("utf-8")
    return [line for line in page.splitlines() if line.startswith("| ")]


def test_levels_are_listed_in_order(rows: list[str]) -> None:
    for level, row in zip(LEVELS, rows[1:], strict=False):
        _, title, codes, names, _ = row.split("|")
        assert title.strip().startswith(level)
        assert tuple(re.findall(r"`(\w+)`", codes)) == CODES[level]
        assert tuple(re.findall(r"`(\w+)`", names)) == NAMES[level]


def test_every_other_column_is_listed(rows: list[str]) -> None:
    listed = re.findall(r"`(\w+)`", "\n".join(rows[len(LEVELS) + 1 :]))
    assert set(listed) - {"pop_2009", "pop_2019"} == {
        alias for aliases in GENERIC.values() for alias in aliases
    }


def test_no_alias_has_two_meanings() -> None:
    aliases = [alias for table in (CODES, NAMES, GENERIC) for names in table.values() for alias in names]
    assert len(aliases) == len(set(aliases))


def test_every_level_word_leads_to_a_level() -> None:
    assert set(LEVEL_WORDS.values()) == set(LEVELS)


def test_headers_keep_their_own_spelling() -> None:
    columns = recognise(["Mã xã", "TÊN XÃ", "Dân số (người)"])
    assert columns.codes == {"ward": "Mã xã"}
    assert columns.names == {"ward": "TÊN XÃ"}
    assert columns.generic == {"population": "Dân số (người)"}
