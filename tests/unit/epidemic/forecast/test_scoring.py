"""Files of forecasts become a scoreboard, or a refusal that says why."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from vungxanh.epidemic.forecast.hub import NotAForecast
from vungxanh.epidemic.forecast.scoring import NoSuchBaseline, NothingToScore, Scoring, score_files

DAY = date(2024, 1, 6)
TRUTH = pl.DataFrame(
    {"area": "01", "date": [DAY + timedelta(days=7 * k) for k in range(-9, 3)], "value": [10.0, 20.0] * 6}
)


def file(folder: Path, name: str, value: float, *, place: str = "01") -> Path:
    path = folder / f"{name}.csv"
    ends = [DAY + timedelta(days=7 * h) for h in (1, 2)]
    pl.DataFrame(
        {
            "reference_date": DAY,
            "location": place,
            "horizon": [1, 2],
            "target_end_date": ends,
            "output_type": "quantile",
            "output_type_id": 0.5,
            "value": value,
        }
    ).write_csv(path)
    return path


def test_two_models_and_the_built_in_baseline(tmp_path: Path) -> None:
    board, notes = score_files(
        [file(tmp_path, "ours", 15.0), file(tmp_path, "theirs", 30.0)], TRUTH, Scoring("flat")
    )
    rows = {row["model"]: row for row in board.filter(pl.col("horizon") == "all").iter_rows(named=True)}
    assert set(rows) == {"ours", "theirs", "flat"}
    assert rows["ours"]["wis"] == 5.0
    assert rows["theirs"]["wis"] == 15.0
    assert rows["flat"]["relative_wis"] == 1.0
    assert notes == ()


def test_one_of_the_files_can_be_the_baseline(tmp_path: Path) -> None:
    board, _ = score_files(
        [file(tmp_path, "ours", 15.0), file(tmp_path, "theirs", 30.0)], TRUTH, Scoring("theirs")
    )
    assert board.filter(pl.col("model") == "ours")["relative_wis"][-1] == pytest.approx(1 / 3)
    assert "flat" not in board["model"].to_list()


def test_an_unknown_baseline_names_the_models(tmp_path: Path) -> None:
    with pytest.raises(NoSuchBaseline, match="ours"):
        score_files([file(tmp_path, "ours", 15.0)], TRUTH, Scoring("best"))


def test_places_that_the_truth_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(NothingToScore, match="99 2024-01-13"):
        score_files([file(tmp_path, "ours", 15.0, place="99")], TRUTH, Scoring("ours"))


def test_one_model_in_two_files(tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    with pytest.raises(NotAForecast, match="same quantile of model ours"):
        score_files([file(tmp_path, "ours", 1.0), file(again, "ours", 2.0)], TRUTH, Scoring("flat"))
