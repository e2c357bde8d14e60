"""The calls of `vungxanh epi` as they were promised: their columns, their days, no look ahead, exit codes."""

import random
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.integration.calls import Done, vungxanh

START = date(2021, 3, 1)
SATURDAY = date(2022, 1, 1)
CODES = {"01": 20.0, "02": 3.0, "US": 150.0, "A5": 0.3}
HUB = [
    "reference_date", "location", "horizon", "target_end_date", "output_type", "output_type_id", "value",
]  # fmt: skip
R_COLUMNS = {"area", "date", "kind", "mean", "q025", "q25", "q50", "q75", "q975", "p_above_1"}
DELAYS = [0.3, 0.3, 0.2, 0.1, 0.1]

RT = ("rt", "--counts", "c.csv", "--disease", "covid19")
NOWCAST = ("nowcast", "--triangle", "t.csv", "--as-of", "2021-05-20")
DAYS = ("forecast", "--series", "c.csv", "--as-of", "2021-05-20", "--unit", "day", "--horizon", "14")
WEEKS = (
    "forecast", "--series", "w.csv", "--as-of", "2022-12-17", "--unit", "week", "--horizon", "4",
    "--population", "people.csv",
)  # fmt: skip
CLUSTERS = (
    "clusters", "--counts", "c.csv", "--areas", "areas.csv", "--as-of", "2021-05-20", "--days", "28",
    "--replicas", "199",
)  # fmt: skip
FREEDOM = ("freedom", "--tests", "tests.csv", "--areas", "areas.csv", "--as-of", "2021-05-20")
# A call, its table, and the column that says when a row became known (None: all days are wanted).
CALLS = {
    "rt": (RT, "c.csv", None),
    "nowcast": (NOWCAST, "t.csv", "report_date"),
    "days": (DAYS, "c.csv", "date"),
    "weeks": (WEEKS, "w.csv", "date"),
    "clusters": (CLUSTERS, "c.csv", "date"),
    "freedom": (FREEDOM, "tests.csv", "date"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Daily counts, reports, weekly values, tests, areas and people of four places."""
    folder = tmp_path_factory.mktemp("desk")
    rng = np.random.default_rng(11)
    days = [START + timedelta(days=i) for i in range(95)]
    counts = [(area, day, int(rng.poisson(mean))) for area, mean in CODES.items() for day in days]
    frame = pl.DataFrame(counts, schema=["area", "date", "cases"], orient="row")
    frame.with_columns(value="cases").write_csv(folder / "c.csv")
    reports = [
        (area, day, day + timedelta(days=delay), int(n))
        for area, day, cases in counts
        for delay, n in enumerate(rng.multinomial(cases, DELAYS))
    ]
    pl.DataFrame(reports, schema=["area", "reference_date", "report_date", "count"], orient="row").write_csv(
        folder / "t.csv"
    )
    weeks = [
        (area, SATURDAY + timedelta(weeks=i), int(rng.poisson(7 * mean * np.exp(np.sin(i / 8)))))
        for area, mean in CODES.items()
        for i in range(55)
    ]
    pl.DataFrame(weeks, schema=["area", "date", "value"], orient="row").write_csv(folder / "w.csv")
    frame.select("area", "date", tested=400, positive=0).write_csv(folder / "tests.csv")
    pl.DataFrame({"area": list(CODES), "population": [20_000] * 4}).write_csv(folder / "people.csv")
    (folder / "nobody.csv").write_text("area,population\n01,0\n", "utf-8")
    (folder / "none.csv").write_text("area,population\nZZ,7\n", "utf-8")
    (folder / "huge.csv").write_text("area,date,value\nA,2021-05-01,1000000000\n", "utf-8")
    (folder / "vast.csv").write_text("area,date,cases\n01,2021-05-01,1000000000\n", "utf-8")
    (folder / "twice.csv").write_text("area,date,value\nA,2021-05-01,1\nA,2021-05-01,2\n", "utf-8")
    pl.DataFrame(
        {
            "code": list(CODES), "name": [f"Phường {code}" for code in CODES], "level": ["ward"] * 4,
            "population": [20_000] * 4, "lon": [106.6, 106.62, 106.64, 106.66], "lat": [10.7] * 4,
        }
    ).write_csv(folder / "areas.csv")  # fmt: skip
    return folder


def call(desk: Path, words: tuple[str, ...], out: str, *more: str) -> Done:
    return vungxanh("epi", *words, "--out", out, *more, cwd=desk)


def answer(desk: Path, words: tuple[str, ...], *more: str, out: str = "out.parquet") -> pl.DataFrame:
    done = call(desk, words, out, *more)
    assert done.returncode == 0, done.said
    return pl.read_parquet(desk / out)


def ascending(frame: pl.DataFrame, *group: str) -> bool:
    steps = frame.sort(*group, "output_type_id").select(pl.col("value").diff().over(*group))
    return bool((steps["value"].drop_nulls() >= 0).all())


def test_rt_has_each_kind_of_each_day_and_says_about_1_for_steady_counts(desk: Path) -> None:
    frame = answer(desk, RT)
    assert set(frame.columns) >= R_COLUMNS
    assert frame.group_by("area").len()["len"].to_list() == [95 * 3] * 4
    assert set(frame["kind"]) == {"filter", "smoother", "cori"}
    last = frame.filter((pl.col("area") == "US") & (pl.col("date") == START + timedelta(days=94)))
    assert all(abs(value - 1) < 0.2 for value in last["q50"])
    assert last.filter((pl.col("q025") < 1) & (pl.col("q975") > 1)).height >= 2
    small = frame.filter((pl.col("area") == "A5") & (pl.col("kind") == "filter"))
    assert not small["enough"][-1]


@pytest.mark.parametrize("sum_days", ["1", "7"])
def test_a_nowcast_holds_what_was_reported_and_what_came(desk: Path, sum_days: str) -> None:
    frame = answer(desk, NOWCAST, "--sum", sum_days)
    assert frame.columns == ["area", "reference_date", "output_type_id", "value"]
    assert set(frame["area"]) == set(CODES)
    assert frame["reference_date"].max() == date(2021, 5, 20)
    assert frame["value"].null_count() == 0
    assert ascending(frame, "area", "reference_date")
    reports = pl.read_csv(desk / "t.csv", try_parse_dates=True, schema_overrides={"area": pl.String})
    us = reports.filter(
        (pl.col("area") == "US")
        & pl.col("reference_date").is_between(
            date(2021, 5, 21) - timedelta(days=int(sum_days)), date(2021, 5, 20)
        )
    )
    known = us.filter(pl.col("report_date") <= date(2021, 5, 20))["count"].sum()
    last = frame.filter((pl.col("area") == "US") & (pl.col("reference_date") == date(2021, 5, 20)))
    assert known <= last["value"][0] <= us["count"].sum() <= last["value"][-1]


def test_reports_that_come_at_once_leave_nothing_to_say(desk: Path) -> None:
    rows = pl.read_csv(desk / "c.csv", schema_overrides={"area": pl.String})
    rows.select("area", reference_date="date", delay=0, count="cases").write_csv(desk / "once.csv")
    words = ("nowcast", "--triangle", "once.csv", "--as-of", "2021-05-20")
    for row in answer(desk, words).iter_rows(named=True):
        told = rows.filter((pl.col("area") == row["area"]) & (pl.col("date") == str(row["reference_date"])))
        assert row["value"] == told["cases"][0]


def test_a_long_silence_is_said(desk: Path) -> None:
    done = call(desk, ("nowcast", "--triangle", "t.csv", "--as-of", "2022-05-20"), "n.csv")
    assert done.returncode == 0
    assert "The newest report is of 2021-06-07" in done.stdout


def test_a_forecast_is_a_hubverse_table_of_the_days_asked_for(desk: Path) -> None:
    frame = answer(desk, DAYS)
    assert frame.columns == HUB
    assert frame.height == 4 * 14 * 23
    assert set(frame["output_type"]) == {"quantile"}
    assert set(frame["location"]) == set(CODES)
    ahead = (frame["target_end_date"] - frame["reference_date"]).dt.total_days()
    assert ahead.to_list() == frame["horizon"].to_list()
    assert frame["horizon"].unique().sort().to_list() == list(range(1, 15))
    assert frame["value"].min() >= 0  # type: ignore[operator]
    assert ascending(frame, "location", "horizon")
    flat = frame.filter((pl.col("location") == "US") & (pl.col("output_type_id") == 0.5))["value"]
    assert all(110 < value < 190 for value in flat)


def test_weeks_keep_their_weekday_and_their_levels(desk: Path) -> None:
    frame = answer(desk, WEEKS, "--quantiles", "0.9,0.1,0.5")
    assert frame.columns == HUB
    assert frame.height == 4 * 4 * 3
    assert frame["output_type_id"].unique().sort().to_list() == [0.1, 0.5, 0.9]
    ends = frame.select("horizon", "target_end_date").unique().sort("horizon")
    assert ends["horizon"].to_list() == [1, 2, 3, 4]
    assert ends["target_end_date"].to_list() == [
        date(2022, 12, 17) + timedelta(weeks=h) for h in (1, 2, 3, 4)
    ]
    assert frame["value"].min() >= 0  # type: ignore[operator]


def test_only_the_newest_version_before_the_day_counts(desk: Path) -> None:
    weeks = pl.read_csv(desk / "w.csv", try_parse_dates=True, schema_overrides={"area": pl.String})
    known = weeks.filter(pl.col("date") <= date(2022, 12, 10))
    old = known.with_columns(value=pl.col("value") * 3, as_of=date(2022, 12, 12))
    new = known.with_columns(as_of=date(2022, 12, 16))
    late = weeks.with_columns(value=pl.col("value") * 9, as_of=date(2022, 12, 17))
    pl.concat([late, old, new]).write_csv(desk / "versions.csv")
    new.write_csv(desk / "version.csv")
    both = [
        answer(desk, ("forecast", "--series", name, *WEEKS[3:])) for name in ("versions.csv", "version.csv")
    ]
    assert both[0].equals(both[1])
    assert both[0]["horizon"].unique().sort().to_list() == [0, 1, 2, 3]


def test_scores_of_the_truth_itself_and_of_the_baseline(desk: Path) -> None:
    answer(desk, WEEKS, out="model.parquet")
    truth = pl.read_csv(desk / "w.csv", try_parse_dates=True, schema_overrides={"area": pl.String})
    forecast = pl.read_parquet(desk / "model.parquet")
    forecast.drop("value").join(
        truth, left_on=["location", "target_end_date"], right_on=["area", "date"]
    ).select(HUB).write_parquet(desk / "seer.parquet")
    words = (
        "score", "--forecast", "model.parquet", "seer.parquet", "--truth", "w.csv", "--baseline", "model",
    )  # fmt: skip
    board = answer(desk, words)
    row = {row["model"]: row for row in board.filter(pl.col("horizon") == "all").to_dicts()}
    assert board["horizon"].unique().sort().to_list() == ["1", "2", "3", "4", "all"]
    assert (row["seer"]["wis"], row["seer"]["wis_log"], row["seer"]["coverage_95"]) == (0, 0, 1)
    assert (row["model"]["relative_wis"], row["model"]["relative_wis_log"]) == (1, 1)
    assert row["model"]["wis"] > 0


def test_a_flat_baseline_needs_a_past(desk: Path) -> None:
    answer(desk, WEEKS, out="model.parquet")
    (desk / "late.csv").write_text("area,date,value\n01,2022-12-24,1\n", "utf-8")
    words = ("score", "--forecast", "model.parquet", "--truth", "late.csv", "--baseline", "flat")
    done = call(desk, words, "board.csv")
    assert done.returncode == 2, done.said
    assert "nothing to start from" in done.stderr


def test_freedom_of_places_tested_well_and_of_one_with_cases(desk: Path) -> None:
    rows = pl.read_csv(desk / "tests.csv", schema_overrides={"area": pl.String})
    more = rows.with_columns(tested=2000, positive=pl.when(pl.col("area") == "02").then(40).otherwise(0))
    more.write_csv(desk / "many.csv")
    words = ("freedom", "--tests", "many.csv", *FREEDOM[3:])
    frame = answer(desk, words, "--introduction", "0.0001")
    p = dict(frame.select("area", "p_free").iter_rows())
    assert set(p) == set(CODES)
    assert p["01"] > 0.95
    assert p["02"] < 0.1


@pytest.mark.parametrize("name", CALLS)
def test_the_order_of_rows_the_format_and_what_came_later_change_nothing(desk: Path, name: str) -> None:
    words, table, known = CALLS[name]
    first = answer(desk, words)
    rows = pl.read_csv(desk / table, schema_overrides={"area": pl.String}, infer_schema_length=None)
    if known is not None:
        rows = rows.filter(pl.col(known) <= words[words.index("--as-of") + 1])
    order = list(range(rows.height))
    random.Random(5).shuffle(order)
    typed = rows[order].with_columns(pl.col(name).str.to_date() for name in rows.columns if "date" in name)
    typed.write_parquet(desk / "other.parquet")
    again = answer(desk, tuple("other.parquet" if word == table else word for word in words))
    assert first.equals(again)


FAULTS = {
    "area,date,foo\nA,2021-05-01,3\n": "column",
    "area,date,cases,value\nA,2021-05-01,3,3\nA,2021-05-32,3,3\n": "row 3, column date: “2021-05-32”",
    "area,date,cases,value\nA,2021-05-01,x,x\n": "row 2, column",
    "area,date,cases,value\nA,2021-05-01,inf,inf\n": "“inf”",
    "area,date,cases,value\n,2021-05-01,3,3\n": "column area",
    "": "it is empty",
}


@pytest.mark.parametrize("text", FAULTS)
@pytest.mark.parametrize("name", ["rt", "days", "weeks", "clusters"])
def test_a_table_that_cannot_be_used_is_named_and_the_old_result_stays(
    desk: Path, name: str, text: str
) -> None:
    words, table, _ = CALLS[name]
    (desk / "bad.csv").write_text(text, "utf-8")
    (desk / "old.csv").write_text("as before\n", "utf-8")
    done = call(desk, tuple("bad.csv" if word == table else word for word in words), "old.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bad.csv" in done.stderr
    assert FAULTS[text] in done.stderr
    assert "Traceback" not in done.stderr
    assert (desk / "old.csv").read_text("utf-8") == "as before\n"


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("out", ["no/such/folder.csv", "table.xlsx"])
def test_a_result_that_cannot_be_written_is_said(desk: Path, name: str, out: str) -> None:
    done = call(desk, CALLS[name][0], out)
    assert done.returncode == 2, done.said
    assert "Traceback" not in done.said
    assert not (desk / out).exists()


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("days", ("--horizon", "0")),
        ("days", ("--quantiles", "0.5,1")),
        ("days", ("--quantiles", "nan,0.5")),
        ("days", ("--population", "nobody.csv")),
        ("weeks", ("--population", "none.csv")),
        ("days", ("--series", "huge.csv")),
        ("days", ("--series", "twice.csv")),
        ("weeks", ("--as-of", "1990-01-01")),
        ("nowcast", ("--quantiles", "0,0.5")),
        ("nowcast", ("--as-of", "1990-01-01")),
        ("nowcast", ("--max-delay", "-1")),
        ("rt", ("--disease", "no-such-disease")),
        ("rt", ("--window", "0")),
        ("clusters", ("--days", "0")),
        ("clusters", ("--counts", "vast.csv")),
        ("clusters", ("--replicas", "-1")),
        ("freedom", ("--prevalence", "2")),
        ("freedom", ("--as-of", "1990-01-01")),
    ],
)
def test_options_that_cannot_be_are_refused_in_both_languages(
    desk: Path, name: str, more: tuple[str, ...]
) -> None:
    option, value = more
    words = list(CALLS[name][0])
    if option in words:
        words[words.index(option) + 1] = value
    else:
        words += [option, value]
    said = {
        language: vungxanh("epi", *words, "--out", "out.csv", cwd=desk, language=language)
        for language in ("en", "vi")
    }
    assert {done.returncode for done in said.values()} == {2}
    assert said["en"].stderr != said["vi"].stderr
    assert all("Traceback" not in done.stderr for done in said.values())
