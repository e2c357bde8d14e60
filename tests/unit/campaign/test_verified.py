"""Verified green adds to the official green what tests have made sure of, and nothing else."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.integration.calls import vungxanh
from tests.unit.campaign.drawing import draw
from vungxanh.campaign import add_standing, league, read_verified_rule, verified_green

DAY = date(2021, 7, 13)


def freedom(p_free: float | None, why: str | None = None, day: date = DAY, area: str = "1") -> pl.DataFrame:
    return pl.DataFrame(
        {"area": [area], "date": [day], "p_free": [p_free], "why_not": [why]},
        schema_overrides={"p_free": pl.Float64, "why_not": pl.String},
    )


def standing(rank: int | None, table: pl.DataFrame) -> str:
    colours = pl.DataFrame({"area": ["1"], "rank": [rank]}, schema_overrides={"rank": pl.Int8})
    return str(verified_green(colours, table, day=DAY)["standing"][0])


@pytest.mark.parametrize(
    ("rank", "p_free", "why", "expected"),
    [
        (0, 0.95, None, "verified_green"),
        (0, 0.9499, "below", "green"),
        (0, 0.99, "untested", "green"),
        (0, 0.99, "population", "green"),
        (0, None, "population", "green"),
        (0, 0.96, "below", "verified_green"),  # the table was made with a higher confidence
        (1, 0.99, None, "not_green"),
        (None, 0.99, None, "unknown"),
    ],
)
def test_what_counts_as_verified(
    rank: int | None, p_free: float | None, why: str | None, expected: str
) -> None:
    assert standing(rank, freedom(p_free, why)) == expected


def test_another_day_or_area_does_not_count() -> None:
    assert standing(0, freedom(0.99, day=date(2021, 7, 12))) == "green"
    assert standing(0, freedom(0.99, area="2")) == "green"


def test_the_threshold_is_the_rules() -> None:
    rule = read_verified_rule()
    assert rule.confidence == 0.95
    assert "no legal source" in rule.source


def test_the_league_shows_it_only_where_freedom_was_computed(tmp_path: Path) -> None:
    drawn = draw(tmp_path / "out", {"1": "3333333 32000 RROYG", "2": "1111111 00000 GGGGG"})
    table = league(drawn)
    assert add_standing(table, drawn, DAY).columns == table.columns
    (tmp_path / "out" / "epi").mkdir()
    freedom(0.97).write_parquet(tmp_path / "out" / "epi" / "freedom.parquet")
    shown = add_standing(table, drawn, DAY)
    assert dict(shown.select("area", "standing").iter_rows()) == {"1": "verified_green", "2": "green"}
    assert shown.select(table.columns).equals(table)
    said = vungxanh("league", "out", cwd=tmp_path)
    assert said.returncode == 0
    assert "verified green" in said.stdout


def test_the_places_do_not_change(tmp_path: Path) -> None:
    drawn = draw(tmp_path / "out", {"1": "3333333 32000 RROYG", "2": "1111111 00000 GGGGG"})
    before = league(drawn)["area"].to_list()
    (tmp_path / "out" / "epi").mkdir()
    freedom(0.97, area="1").write_parquet(tmp_path / "out" / "epi" / "freedom.parquet")
    assert add_standing(league(drawn), drawn, DAY)["area"].to_list() == before
