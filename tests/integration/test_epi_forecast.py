"""`epi forecast` and `epi score` as an analyst calls them: right files, nothing from later, refusals."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.integration.calls import Done, vungxanh

DAY = date(2021, 6, 30)
HUB = ["reference_date", "location", "horizon", "target_end_date", "output_type", "output_type_id", "value"]


def daily(*, until: date = DAY, days: int = 60, seed: int = 1) -> pl.DataFrame:
    """Twelve wards in two districts, ends on `until`; the same values for the same dates."""
    rng = np.random.default_rng(seed)
    dates = [DAY - timedelta(days=k) for k in range(days - 1, -31, -1)]
    rows = [(f"W{w:02}", day, int(rng.poisson(2 + w / 3))) for day in dates for w in range(12)]
    frame = pl.DataFrame(rows, schema=["area", "date", "value"], orient="row")
    return frame.filter(pl.col("date") <= until)


def forecast(folder: Path, series: pl.DataFrame, *options: str, out: str = "f.csv") -> Done:
    series.write_csv(folder / "s.csv")
    call = ("epi", "forecast", "--series", "s.csv", "--as-of", DAY.isoformat(), "--out", out)
    return vungxanh(*call, *options, cwd=folder)


DAYS = ("--unit", "day", "--horizon", "14")


class TestForecast:
    def test_days_in_hubverse_columns(self, tmp_path: Path) -> None:
        done = forecast(tmp_path, daily(), *DAYS)
        assert done.returncode == 0, done.said
        assert "12 areas, data to" in done.stdout
        made = pl.read_csv(tmp_path / "f.csv", try_parse_dates=True)
        assert made.columns == HUB
        assert made.height == 12 * 14 * 23
        assert made["horizon"].unique().sort().to_list() == list(range(1, 15))
        assert (made["target_end_date"].max(), made["reference_date"].min()) == (
            DAY + timedelta(days=14),
            DAY,
        )

    def test_levels_parquet_population_and_sums(self, tmp_path: Path) -> None:
        people = pl.DataFrame({"area": [f"W{w:02}" for w in range(12)], "population": 20_000})
        people.write_csv(tmp_path / "p.csv")
        more = ("--quantiles", "0.025,0.5,0.975", "--population", "p.csv", "--sum", "7")
        done = forecast(tmp_path, daily(), *DAYS, *more, out="f.parquet")
        assert done.returncode == 0, done.said
        made = pl.read_parquet(tmp_path / "f.parquet")
        assert made["output_type_id"].unique().sort().to_list() == [0.025, 0.5, 0.975]
        assert made["horizon"].unique().sort().to_list() == [1, 2]

    def test_areas_give_the_tree(self, tmp_path: Path) -> None:
        wards = [(f"W{w:02}", f"Ward {w}", "ward", f"D{w % 2}", 20_000) for w in range(12)]
        districts = [(f"D{d}", f"District {d}", "district", "C", 120_000) for d in range(2)]
        rows = [*wards, *districts, ("C", "City", "province", "", 240_000)]
        names = ["code", "name", "level", "parent", "population"]
        pl.DataFrame(rows, schema=names, orient="row").write_csv(tmp_path / "areas.csv")
        done = forecast(tmp_path, daily(), *DAYS, "--areas", "areas.csv")
        assert done.returncode == 0, done.said
        assert pl.read_csv(tmp_path / "f.csv")["location"].n_unique() == 12

    def test_the_same_call_gives_the_same_file(self, tmp_path: Path) -> None:
        forecast(tmp_path, daily(), *DAYS, out="a.csv")
        forecast(tmp_path, daily(), *DAYS, out="b.csv")
        assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()

    def test_rows_after_the_day_change_nothing(self, tmp_path: Path) -> None:
        forecast(tmp_path, daily(), *DAYS, out="a.csv")
        forecast(tmp_path, daily(until=DAY + timedelta(days=20)), *DAYS, out="b.csv")
        assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()

    def test_versions_of_the_day_or_later_change_nothing(self, tmp_path: Path) -> None:
        weeks = daily(days=210).filter(pl.col("date").dt.weekday() == DAY.isoweekday())
        known = weeks.with_columns(as_of=pl.lit(DAY - timedelta(days=1)))
        later = weeks.with_columns(pl.col("value") * 9, as_of=pl.lit(DAY))
        week = ("--unit", "week", "--horizon", "4")
        done = forecast(tmp_path, known, *week, out="a.csv")
        assert done.returncode == 0, done.said
        forecast(tmp_path, pl.concat([known, later]), *week, out="b.csv")
        assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


BAD = [
    ({"date": "30/6/2021"}, DAYS, ("row 2", "date", "30/6/2021")),
    ({"value": "many"}, DAYS, ("row 2", "value", "many")),
    ({"area": ""}, DAYS, ("row 2", "area", "must not be empty")),
    ({}, ("--unit", "week", "--horizon", "4"), ("same weekday",)),
    ({}, ("--unit", "day", "--horizon", "0"), ("--horizon 0",)),
    ({}, (*DAYS, "--quantiles", "0.5,1.5"), ("0.5,1.5", "between 0 and 1")),
    ({}, (*DAYS, "--as-of", "2019-01-01"), ("known before",)),
]


@pytest.mark.parametrize(("cell", "options", "said"), BAD)
def test_bad_input_is_named_and_nothing_is_written(
    tmp_path: Path, cell: dict[str, str], options: tuple[str, ...], said: tuple[str, ...]
) -> None:
    series = daily(days=20).with_columns(pl.all().cast(pl.String))
    for column, value in cell.items():
        series[0, column] = value
    call = ["epi", "forecast", "--series", "s.csv", "--out", "f.csv", *options]
    series.write_csv(tmp_path / "s.csv")
    done = vungxanh(*call, *(() if "--as-of" in options else ("--as-of", "2021-06-30")), cwd=tmp_path)
    assert done.returncode == 2
    for part in said:
        assert part in done.stderr
    assert not (tmp_path / "f.csv").exists()


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    done = forecast(tmp_path, daily(days=20).drop("value"), *DAYS)
    assert done.returncode == 2
    assert "has no column value" in done.stderr


class TestScore:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        forecast(tmp_path, daily(), *DAYS, out="ours.csv")
        daily(until=DAY + timedelta(days=14)).write_csv(tmp_path / "truth.csv")
        return tmp_path

    def score(self, folder: Path, *more: str) -> Done:
        call = ("epi", "score", "--forecast", "ours.csv", "--truth", "truth.csv", "--out", "sc.csv")
        return vungxanh(*call, *more, cwd=folder)

    def test_against_the_flat_baseline(self, folder: Path) -> None:
        done = self.score(folder, "--baseline", "flat")
        assert done.returncode == 0, done.said
        board = pl.read_csv(folder / "sc.csv", schema_overrides={"horizon": pl.String})
        whole = {row["model"]: row for row in board.filter(pl.col("horizon") == "all").iter_rows(named=True)}
        assert whole["ours"]["n"] == 12 * 14
        assert whole["ours"]["relative_wis"] < 1 == whole["flat"]["relative_wis"]
        assert 0.85 < whole["ours"]["coverage_95"] <= 1
        assert board.filter(pl.col("model") == "ours").height == 15
        assert "relative_wis_log" in done.stdout

    def test_a_second_model_as_baseline(self, folder: Path) -> None:
        worse = pl.read_csv(folder / "ours.csv").with_columns(pl.col("value") + 5)
        worse.with_columns(model_id=pl.lit("theirs")).write_csv(folder / "x.csv")
        done = self.score(folder, "--baseline", "theirs", "--forecast", "x.csv")
        assert done.returncode == 0, done.said
        board = pl.read_csv(folder / "sc.csv", schema_overrides={"horizon": pl.String})
        assert set(board["model"]) == {"ours", "theirs"}

    def test_an_unknown_baseline(self, folder: Path) -> None:
        done = self.score(folder, "--baseline", "best")
        assert done.returncode == 2
        assert "best is not among the models: ours" in done.stderr
        assert not (folder / "sc.csv").exists()
