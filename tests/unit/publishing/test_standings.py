"""League tables tell neither the counts of small units nor where they would stand among the others."""

from datetime import date
from pathlib import Path

import polars as pl

from vungxanh.assessment import Assessment
from vungxanh.campaign import league
from vungxanh.publishing import Disclosed
from vungxanh.publishing.standings import public_league, public_leagues

PERIOD = (date(2021, 6, 10), date(2021, 6, 20))


def test_protected_units_follow_without_place_counts_or_reason(
    assessment: Assessment, disclosed: Disclosed
) -> None:
    table = public_league(assessment, disclosed, PERIOD, "ward")
    assert table["area"].to_list() == ["W1", "W2", "W3"]
    small = table.filter(pl.col("area") != "W1")
    for name in ("place", "new_f0", "recent_per_day", "behind", "reason_vi", "reason_en"):
        assert small[name].to_list() == [None, None], name
    assert small["colour_now"].null_count() == 0


def test_open_units_are_ranked_among_themselves(assessment: Assessment, disclosed: Disclosed) -> None:
    table = public_league(assessment, disclosed, PERIOD, "ward")
    mine = table.row(0, named=True)
    true = league(assessment, start=PERIOD[0], stop=PERIOD[1], level="ward").filter(pl.col("area") == "W1")
    assert mine["place"] == 1
    assert mine["new_f0"] == true["new_f0"][0]
    assert "Ward 2" not in mine["reason_en"]


def test_every_level_with_colours_has_its_table(assessment: Assessment, disclosed: Disclosed) -> None:
    assert set(public_leagues(assessment, disclosed, PERIOD)) == {"ward", "district"}
    assert public_leagues(assessment, disclosed, None) == {}


def test_the_assessment_itself_is_untouched(assessment: Assessment, disclosed: Disclosed) -> None:
    before = assessment.areas.height
    public_league(assessment, disclosed, PERIOD, "ward")
    assert assessment.areas.height == before


def test_the_published_table_is_that(site: Path) -> None:
    table = pl.read_csv(site / "data/league.csv")
    assert table.filter(pl.col("area") == "W3")["new_f0"].to_list() == [None]
