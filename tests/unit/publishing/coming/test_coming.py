"""Which estimates leave: those of open areas only, of this day only; absent and bad files."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.unit.publishing.made_up import PARTS, as_given, write_estimates
from tests.unit.publishing.small_district import assessed
from vungxanh.assessment import open_assessment
from vungxanh.messages import VungXanhError
from vungxanh.publishing import Disclosed, disclose, read_disclosure_rule
from vungxanh.publishing.coming import Coming, EstimatesUnusable

OPEN = {"W1", "X"}
FRAMES = {"outlook": "area", "to_green": "area", "rt": "area", "forecast": "location"}


def coming(folder: Path, rule: str | Path = "default") -> Coming:
    return disclose(open_assessment(folder), read_disclosure_rule(rule), remake=as_given).coming


@pytest.mark.parametrize("name", sorted(FRAMES))
def test_only_open_areas_have_rows(shown: Disclosed, name: str) -> None:
    assert shown.protected == {"Q1", "Q2", "W2", "W3"}
    assert set(getattr(shown.coming, name)[FRAMES[name]]) == OPEN


def test_a_cluster_that_touches_a_protected_area_is_left_out_whole(estimated: Path) -> None:
    path = estimated / "epi/clusters.parquet"
    one = {"first_day": date(2021, 6, 9), "last_day": date(2021, 6, 15), "cases": 12, "expected": 3.04,
           "relative_risk": 3.96, "p": 0.01, "area_cases": 6}  # fmt: skip
    rows = [{"cluster": 1, "area": "W1", **one}, {"cluster": 1, "area": "W3", **one},
            {"cluster": 2, "area": "W1", **one}, {"cluster": 3, "area": "W1", **one, "cases": 4},
            {"cluster": 4, "area": "W1", **one, "p": 0.3}]  # fmt: skip
    pl.DataFrame(rows).write_parquet(path)
    left = coming(estimated).clusters
    assert left is not None
    assert left["cluster"].to_list() == [2]
    assert "area_cases" not in left.columns
    assert left["expected"].to_list() == [3.0]


def test_verified_is_told_like_a_colour_also_of_small_areas_but_never_a_probability(shown: Disclosed) -> None:
    assert shown.coming.verified is not None
    assert shown.coming.verified & {"Q1", "Q2", "W2", "W3"}
    assert not any(
        "p_free" in frame.columns for frame in vars(shown.coming).values() if isinstance(frame, pl.DataFrame)
    )


def test_verified_on_another_day_is_not_verified_today(estimated: Path) -> None:
    path = estimated / "epi/freedom.parquet"
    table = pl.read_parquet(path)
    table.with_columns(pl.col("date") - timedelta(days=1)).write_parquet(path)
    assert coming(estimated).verified == frozenset()


def test_a_rule_without_estimates_publishes_none(estimated: Path, tmp_path: Path) -> None:
    text = read_disclosure_rule("default").text
    start, stop = text.index("# Estimates"), text.index("# Levels whose")
    (tmp_path / "rule.toml").write_text(text[:start] + text[stop:], "utf-8")
    assert coming(estimated, tmp_path / "rule.toml").empty


@pytest.mark.parametrize("absent", PARTS)
def test_each_part_may_be_absent(tmp_path: Path, absent: str) -> None:
    folder = assessed(tmp_path)
    write_estimates(folder, [part for part in PARTS if part != absent])
    found = coming(folder)
    missing = {"outlook": ["outlook", "to_green"], "freedom": ["verified"]}.get(absent, [absent])
    for name, part in vars(found).items():
        assert (part is None) == (name in missing), name


def test_without_any_there_is_nothing(tmp_path: Path) -> None:
    assert coming(assessed(tmp_path)).empty


def test_a_table_without_rows_counts_as_absent(estimated: Path) -> None:
    path = estimated / "epi/rt.parquet"
    pl.read_parquet(path).clear().write_parquet(path)
    assert coming(estimated).rt is None


def test_the_outlook_is_found_in_either_place(estimated: Path) -> None:
    (estimated / "outlook.parquet").rename(estimated / "epi/outlook.parquet")
    assert coming(estimated).outlook is not None


def test_where_there_are_not_enough_cases_no_number_leaves(estimated: Path) -> None:
    path = estimated / "epi/rt.parquet"
    pl.read_parquet(path).with_columns(
        pl.col("q50").fill_null(1.0), enough=pl.lit(value=False)
    ).write_parquet(path)
    found = coming(estimated).rt
    assert found is not None
    assert found["q50"].null_count() == found.height > 0


class TestBadFiles:
    @pytest.mark.parametrize(
        ("part", "column"),
        [
            ("outlook.parquet", "p_unknown"),
            ("epi/rt.parquet", "q50"),
            ("epi/forecast.parquet", "target_end_date"),
            ("epi/clusters.parquet", "cases"),
            ("epi/freedom.parquet", "verified"),
        ],
    )
    def test_a_missing_column_is_named(self, estimated: Path, part: str, column: str) -> None:
        pl.read_parquet(estimated / part).drop(column).write_parquet(estimated / part)
        with pytest.raises(VungXanhError, match=f"{Path(part).name} has no column {column}"):
            coming(estimated)

    def test_a_value_of_another_kind_is_named(self, estimated: Path) -> None:
        path = estimated / "epi/rt.parquet"
        pl.read_parquet(path).with_columns(q50=pl.lit("much")).write_parquet(path)
        with pytest.raises(VungXanhError, match="column q50: “much”"):
            coming(estimated)

    def test_a_damaged_file_is_refused(self, estimated: Path) -> None:
        (estimated / "outlook.parquet").write_bytes(b"PAR1 nothing")
        with pytest.raises(VungXanhError, match=r"outlook\.parquet"):
            coming(estimated)

    @pytest.mark.parametrize(
        ("part", "column"),
        [("outlook.parquet", "day"), ("epi/forecast.parquet", "target_end_date")],
    )
    def test_estimates_of_an_earlier_day_are_refused(self, estimated: Path, part: str, column: str) -> None:
        table = pl.read_parquet(estimated / part)
        table.with_columns(pl.col(column) - timedelta(days=30)).write_parquet(estimated / part)
        with pytest.raises(EstimatesUnusable, match="make the estimates again"):
            coming(estimated)

    def test_rt_of_a_later_day_is_refused(self, estimated: Path) -> None:
        path = estimated / "epi/rt.parquet"
        pl.read_parquet(path).with_columns(pl.col("date") + timedelta(days=1)).write_parquet(path)
        with pytest.raises(EstimatesUnusable, match=r"epi/rt\.parquet ends on 2021-06-21"):
            coming(estimated)
