"""Nothing is published around disclosure control: not in a table, a page, a drawing or a list of corrections.

Two outbreaks differ only in how many cases lie in which small area of one block; their colours are the same.
Whoever sees both snapshots must not be able to tell them apart.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.unit.publishing.small_district import CASES, assessed
from vungxanh.publishing import new_key, publish
from vungxanh.publishing.hashing import file_sha256, walk

NOW = datetime(2021, 6, 21, tzinfo=UTC)
PERIOD = (date(2021, 6, 10), date(2021, 6, 20))

ONE = {**CASES, ("W3", 7): 3, ("Q2", 7): 2, ("Q1", 12): 3, ("Q2", 12): 4}
OTHER = {**CASES, ("W3", 7): 2, ("Q2", 7): 3, ("Q1", 12): 4, ("Q2", 12): 3}
SHOWN_DIFFERENCE = {**ONE, ("W1", 9): 13}


def published(folder: Path, cases: dict[tuple[str, int], int]) -> Path:
    """The second snapshot of a chain whose first had other counts in the block."""
    assessed(folder / "before", {**cases, ("W3", 7): 4, ("Q2", 7): 1})
    assessed(folder / "after", cases)
    key = folder.parent / "key.pem"
    publish(folder / "before/assessment", folder / "1", now=NOW, key=key, league_period=PERIOD)
    publish(folder / "after/assessment", folder / "2", now=NOW, key=key, league_period=PERIOD,
            previous=folder / "1")  # fmt: skip
    return folder / "2"


def differing(one: Path, other: Path) -> set[str]:
    """Files that are not the same in both snapshots."""
    listed = [{path: file_sha256(site / path) for path, _ in walk(site)} for site in (one, other)]
    return {
        path for path in listed[0].keys() | listed[1].keys() if listed[0].get(path) != listed[1].get(path)
    }


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hides")
    new_key(folder / "key.pem")
    return folder


@pytest.fixture(scope="module")
def one(keyed: Path) -> Path:
    return published(keyed / "one", ONE)


def test_who_of_a_block_has_how_many_cases_makes_no_difference(keyed: Path, one: Path) -> None:
    other = published(keyed / "other", OTHER)
    # These name the hash of the case list, directly or through the manifest before.
    named = {"manifest.json", "manifest.sig", "vi/archive.html", "en/archive.html"}
    assert differing(one, other) == named
    listed = [json.loads((site / "manifest.json").read_bytes()) for site in (one, other)]
    apart = {entry for entry in listed[0] if listed[0][entry] != listed[1][entry]}
    assert apart == {"inputs", "previous", "chain", "files", "self_check"}


def test_the_comparison_sees_a_difference_where_one_is_shown(keyed: Path, one: Path) -> None:
    other = published(keyed / "shown", SHOWN_DIFFERENCE)
    assert {"data/counts.csv", "data/counts.parquet"} <= differing(one, other)
