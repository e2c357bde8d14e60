"""The only view that publishing works from shows no more than the rule allows."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.unit.publishing.small_district import FIRST, assessed
from vungxanh.assessment import Assessment, open_assessment
from vungxanh.publishing import Disclosed, disclose, read_disclosure_rule


def cell(disclosed: Disclosed, area: str, day: int) -> tuple[object, ...]:
    on = (pl.col("area") == area) & (pl.col("day") == date(2021, 6, day))
    return disclosed.counts.filter(on).select("cases", "status", "shown").row(0)


def test_zero_suppressed_and_number_look_different(disclosed: Disclosed) -> None:
    assert cell(disclosed, "W3", 1) == (0, "shown", "0")
    assert cell(disclosed, "W3", 7) == (None, "suppressed", "*")
    assert cell(disclosed, "W1", 9) == (12, "shown", "12")
    assert cell(disclosed, "W1", 3) == (2, "shown", "2")


def test_unknown_looks_different_too(tmp_path: Path) -> None:
    from vungxanh.assessment import Request, assess

    assessed(tmp_path)
    request = Request(tmp_path / "cases.csv", tmp_path / "areas.csv", "vn-2686-2021",
                      date(2021, 6, 25), first=FIRST, absent="unknown")  # fmt: skip
    assess(request, tmp_path / "unknown")
    disclosed = disclose(open_assessment(tmp_path / "unknown"), read_disclosure_rule("default"))
    assert cell(disclosed, "W1", 4) == (None, "unknown", "?")


def test_the_sibling_that_hides_the_island_is_hidden_with_it(disclosed: Disclosed) -> None:
    assert disclosed.protected == {"Q1", "Q2", "W2", "W3"}
    assert cell(disclosed, "W2", 7) == (None, "suppressed", "*")
    assert cell(disclosed, "X", 7) == (3, "shown", "3")


def test_suppressed_rows_hold_no_count_in_any_series(disclosed: Disclosed) -> None:
    hidden = disclosed.counts.filter(pl.col("status") != "shown")
    assert not hidden.is_empty()
    assert hidden.select(pl.col("cases", "community_cases", "unlinked_cases").is_null().all()).row(0) == (
        True,
        True,
        True,
    )


def test_values_of_protected_areas_are_bounds(disclosed: Disclosed) -> None:
    last = disclosed.colours.filter(pl.col("day") == disclosed.last_day)
    shown = dict(last.select("area", "value_shown").rows())
    assert shown["W3"] == "≥ 2"
    assert shown["W1"] == "12"
    assert last.filter(pl.col("area") == "W3")["value"].to_list() == [None]


def test_explanations_of_protected_areas_tell_bounds(assessment: Assessment, disclosed: Disclosed) -> None:
    true = assessment.explanation("W3", date(2021, 6, 8))
    told = disclosed.explanation("W3", date(2021, 6, 8))
    assert true.deciding is not None
    assert ": 3 (" in true.sentences("en")[0]
    assert ": ≥ 2 (" in told.sentences("en")[0]
    assert told.to_json()["deciding"]["value"] is None
    assert disclosed.explanations(date(2021, 6, 8))["W3"] == told
    assert disclosed.explanation("W1", date(2021, 6, 9)) == assessment.explanation("W1", date(2021, 6, 9))


def test_what_was_protected_stays_protected(assessment: Assessment) -> None:
    rule = read_disclosure_rule("default")
    assert "W1" in disclose(assessment, rule, protected_before={"W1"}).protected


@pytest.mark.parametrize(
    ("population", "protected"), [("25000", False), ("", True), ("4999", True), ("5000", False)]
)
def test_an_unknown_population_is_not_a_large_one(tmp_path: Path, population: str, protected: bool) -> None:
    assessed(tmp_path)
    areas = (tmp_path / "areas.csv").read_text("utf-8").replace("ward,X,25000", f"ward,X,{population}")
    (tmp_path / "areas.csv").write_text(areas.replace("ward,X,3000", "ward,X,9999999"), "utf-8")
    from vungxanh.assessment import Request, assess

    assess(
        Request(tmp_path / "cases.csv", tmp_path / "areas.csv", "vn-2686-2021", date(2021, 6, 20)),
        tmp_path / "a",
    )
    disclosed = disclose(open_assessment(tmp_path / "a"), read_disclosure_rule("default"))
    assert ("W1" in disclosed.protected) is protected


def test_levels_that_the_rule_leaves_out_are_not_published(tmp_path: Path, assessment: Assessment) -> None:
    text = read_disclosure_rule("default").text
    published = 'published = ["group", "quarter", "ward", "district", "province"]'
    (tmp_path / "r.toml").write_text(text.replace(published, 'published = ["district"]'), "utf-8")
    disclosed = disclose(assessment, read_disclosure_rule(tmp_path / "r.toml"))
    for frame in (disclosed.areas, disclosed.counts, disclosed.colours):
        assert frame["area"].unique().to_list() == ["X"]
    assert set(disclosed.explanations(disclosed.last_day)) == {"X"}


def test_what_the_import_read_stays_in_the_office(disclosed: Disclosed) -> None:
    assert {"readings", "areas"} & set(disclosed.info) == set()
