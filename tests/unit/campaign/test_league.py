"""The league's columns, sentences and refusals."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.unit.campaign.drawing import START, draw, draw_levels
from vungxanh.assessment import Assessment
from vungxanh.campaign import (
    COLUMNS,
    NoUnits,
    PeriodNotAssessed,
    PeriodReversed,
    Plan,
    city_plan_2021,
    league,
    league_days,
    read_plan,
)

UNITS = {
    "1": "3333333 32100 RROYG",
    "2": "0000000 00000 GGGGG",
    "3": "1111111 22222 OORRR",
    "4": "1111111 1?111 ROOOO",
}


@pytest.fixture
def drawn(tmp_path: Path) -> Assessment:
    return draw(tmp_path, UNITS)


def row(table: pl.DataFrame, area: str) -> dict[str, object]:
    return table.filter(area=area).to_dicts()[0]


def test_it_has_the_documented_columns_and_every_unit(drawn: Assessment, repo_root: Path) -> None:
    table = league(drawn)
    assert table.columns == list(COLUMNS)
    assert sorted(table["area"]) == sorted(UNITS)
    page = (repo_root / "docs" / "reference" / "campaign-league.md").read_text("utf-8")
    assert [c for c in COLUMNS if f"`{c}`" not in page] == []


def test_numbers_of_one_unit(drawn: Assessment) -> None:
    unit = row(league(drawn), "1")
    assert unit["new_f0"] == 3 + 2 + 1
    assert unit["new_f0_per_day"] == (3 + 2 + 1) / 5
    assert unit["own_start_per_day"] == 3.0
    assert unit["change_per_day"] == pytest.approx(6 / 5 - 3)
    assert unit["change_percent"] == pytest.approx(100 * (6 / 5 / 3 - 1))
    assert (unit["colour_start"], unit["colour_now"]) == ("red", "green")
    assert (unit["colour_best"], unit["colour_worst"]) == ("green", "red")
    assert (unit["levels_gained"], unit["days_green"], unit["days"]) == (3, 1, 5)


def test_days_to_green_are_those_of_the_last_day(drawn: Assessment) -> None:
    table = league(drawn)
    assert row(table, "1")["days_to_green"] == 0
    assert row(table, "3")["days_to_green"] == 21
    assert row(table, "3")["earliest_green"] == date(2021, 8, 3)


def test_a_start_without_cases_has_no_percentage(drawn: Assessment) -> None:
    assert row(league(drawn), "2")["change_percent"] is None


def test_it_can_be_written_as_csv_and_json(drawn: Assessment) -> None:
    table = league(drawn)
    assert len(table.write_csv().splitlines()) == 1 + len(UNITS)
    assert "NaN" not in table.write_json()


def test_the_reason_names_place_criterion_and_numbers(drawn: Assessment) -> None:
    table = league(drawn)
    second = row(table, "2")
    assert second["place"] == 2
    assert second["behind"] == "levels_gained"
    assert str(second["reason_en"]).startswith("Place 2, behind Phường 1 by: levels gained")
    assert "Hạng 2, xếp sau Phường 1" in str(second["reason_vi"])
    assert "Place 1." in str(row(table, "1")["reason_en"])


def test_an_unranked_unit_is_told_why(drawn: Assessment) -> None:
    unit = row(league(drawn), "4")
    assert unit["place"] is None
    assert unit["status"] == "partly_unknown"
    assert "never counted as green" in str(unit["reason_en"])
    assert "Không xếp hạng" in str(unit["reason_vi"])


def test_a_campaign_that_is_running_is_drawn_up_to_the_last_assessed_day(drawn: Assessment) -> None:
    assert league(drawn, stop=date(2021, 12, 31)).equals(league(drawn, stop=date(2021, 7, 13)))


def test_a_shorter_period_counts_its_own_days_only(drawn: Assessment) -> None:
    unit = row(league(drawn, stop=date(2021, 7, 10)), "1")
    assert (unit["days"], unit["new_f0"], unit["colour_now"]) == (2, 5, "red")


def test_units_of_another_level_are_not_in_it(tmp_path: Path) -> None:
    both = draw_levels(tmp_path, {"ward": UNITS, "district": {"775": "9999999 88888 RRRRR"}})
    assert sorted(league(both, level="ward")["area"]) == sorted(UNITS)
    assert league(both, level="district").select("area", "place").rows() == [("775", 1)]


def test_without_days_before_the_start_the_own_start_is_not_known_but_units_are_ranked(
    tmp_path: Path,
) -> None:
    table = league(draw(tmp_path, {"1": "0000000 10 GG", "2": "0000000 00 GG"}, days_before=0))
    assert table["own_start_per_day"].null_count() == 2
    assert table["place"].to_list() == [1, 2]
    assert "not known" in str(row(table, "1")["reason_en"])


def test_a_scoring_of_ones_own_can_take_the_citys_place(drawn: Assessment) -> None:
    def most_cases_first(units: pl.DataFrame, plan: Plan) -> pl.DataFrame:
        return city_plan_2021(units, plan).sort("new_f0", descending=True).with_columns(
            place=pl.int_range(1, pl.len() + 1), behind=pl.lit(None, pl.Int8)
        )  # fmt: skip

    assert league(drawn, scoring=most_cases_first)["area"].to_list()[0] == "3"


@pytest.mark.parametrize(
    ("start", "stop", "error"),
    [
        (START, date(2021, 7, 8), PeriodReversed),
        (date(2021, 7, 1), date(2021, 7, 20), PeriodNotAssessed),
        (date(2021, 8, 1), date(2021, 8, 20), PeriodNotAssessed),
    ],
)
def test_a_period_that_cannot_be_drawn_is_refused(
    drawn: Assessment, start: date, stop: date, error: type[Exception]
) -> None:
    with pytest.raises(error):
        league(drawn, start=start, stop=stop)


def test_a_level_without_units_is_refused(drawn: Assessment) -> None:
    with pytest.raises(NoUnits, match="has no areas of level group; it has: ward"):
        league(drawn, level="group")


class TestLeagueDays:
    def test_one_row_per_unit_and_day_of_the_period(self, drawn: Assessment) -> None:
        table = league_days(drawn)
        assert len(table) == len(UNITS) * 5
        assert table["day"].min() == START

    def test_the_total_runs(self, drawn: Assessment) -> None:
        assert league_days(drawn).filter(area="1")["total"].to_list() == [3, 5, 6, 6, 6]

    def test_after_a_day_without_report_there_is_no_total(self, drawn: Assessment) -> None:
        days = league_days(drawn).filter(area="4")
        assert days["new_f0"].to_list() == [1, None, 1, 1, 1]
        assert days["total"].to_list() == [1, None, None, None, None]

    def test_an_unknown_colour_is_called_so(self, tmp_path: Path) -> None:
        days = league_days(draw(tmp_path, {"1": "0000000 00 ?G"}))
        assert days["colour"].to_list() == ["unknown", "green"]


def test_the_plan_names_its_source_and_says_that_no_scoring_table_was_found() -> None:
    plan = read_plan()
    assert any("2329/KH-UBND" in source.document for source in plan.sources)
    assert "NOT FOUND" in plan.sources[0].note.en  # type: ignore[union-attr]
    assert plan.order[0].by == "colour"
    assert plan.parameters["own_start_days"].certainty == "reading"
