"""The data dictionary declares what is written, no more and no less, in both languages."""

import json
from pathlib import Path

import polars as pl
import pytest

from vungxanh.campaign import COLUMNS
from vungxanh.publishing.dictionary import LEAGUE, TABLES, dictionary


@pytest.mark.parametrize("table", ["areas", "counts", "colours", "corrections"])
def test_the_files_have_the_declared_columns(site: Path, table: str) -> None:
    declared = [column.name for column in TABLES[table][1]]
    assert pl.read_csv(site / f"data/{table}.csv").columns == declared
    parquet = site / f"data/{table}.parquet"
    assert pl.read_parquet(parquet).columns == declared


def test_the_league_has_the_declared_columns(site: Path) -> None:
    assert pl.read_csv(site / "data/league.csv").columns == [column.name for column in LEAGUE]


def test_every_column_of_the_league_is_declared() -> None:
    assert [column.name for column in LEAGUE] == list(COLUMNS)


def test_the_dictionary_is_published_in_both_languages(site: Path) -> None:
    published = json.loads((site / "data/dictionary.json").read_text("utf-8"))
    assert published == dictionary()
    for table in published.values():
        for column in table["columns"]:
            assert column["vi"] != column["en"]


def test_the_manual_prints_the_same(repo_root: Path) -> None:
    from tools.publishing_pages import data_dictionary_page, manifest_page

    reference = repo_root / "docs" / "reference"
    assert (reference / "data-dictionary.md").read_text("utf-8") == data_dictionary_page()
    assert (reference / "manifest.md").read_text("utf-8") == manifest_page()
