"""Hubverse rows out and in."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from vungxanh.epidemic.forecast.hub import HUB_COLUMNS, LEVELS, NotAForecast, ends_after, hub_frame, read_hub
from vungxanh.tables import write_long

DAY = date(2024, 1, 6)
HEAD = "reference_date,location,horizon,target_end_date,output_type,output_type_id,value"


def made() -> pl.DataFrame:
    ends = [date(2024, 1, 6), date(2024, 1, 13)]
    q = np.arange(2 * 2 * 23.0).reshape(2, 2, 23)
    q[1] = np.nan
    return hub_frame(DAY, ["01", "02"], ends, LEVELS, q, step=7)


def written(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "team-model.csv"
    path.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    return path


class TestEnds:
    """The steps that end on or after the day and are not in the data."""

    @pytest.mark.parametrize(
        ("last", "day", "step", "skipped", "first"),
        [
            (date(2023, 12, 30), DAY, 7, 0, date(2024, 1, 6)),  # a week old: the week of the day itself
            (DAY, DAY, 7, 0, date(2024, 1, 13)),  # up to date
            (date(2023, 12, 23), DAY, 7, 1, date(2024, 1, 6)),  # two weeks old: one is bridged
            (date(2024, 1, 6), date(2024, 1, 8), 7, 0, date(2024, 1, 13)),  # weeks to Saturday, a Monday
            (DAY, DAY, 1, 0, date(2024, 1, 7)),
            (date(2024, 1, 3), DAY, 1, 2, date(2024, 1, 6)),
        ],
    )
    def test_first(self, last: date, day: date, step: int, skipped: int, first: date) -> None:
        got, ends = ends_after(last, day, step, 3)
        assert (got, ends[0]) == (skipped, first)
        assert [(b - a).days for a, b in pairwise(ends)] == [step, step]


def test_the_columns_and_the_horizon_of_a_hub() -> None:
    frame = made()
    assert tuple(frame.columns) == HUB_COLUMNS
    assert frame["horizon"].unique().sort().to_list() == [0, 1]
    assert frame["location"].unique().to_list() == ["01"]  # no forecast, no rows
    assert frame.height == 46


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_what_was_written_is_read_again(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ours{suffix}"
    write_long(made(), path)
    back = read_hub(path)
    assert back["model"].unique().to_list() == ["ours"]
    assert back["value"].to_list() == made()["value"].to_list()
    np.testing.assert_allclose(back["level"].unique().sort().to_numpy(), LEVELS)


def test_other_kinds_of_output_are_left_out(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "2024-01-06,01,0,2024-01-06,quantile,0.5,3",
        "2024-01-06,01,0,2024-01-06,pmf,increase,0.3",
        "2024-01-06,01,,,mean,,3",
    )
    assert read_hub(path).height == 1


def test_model_id_names_the_model(tmp_path: Path) -> None:
    path = written(tmp_path, "2024-01-06,01,0,2024-01-06,quantile,0.5,3,abc", head=HEAD + ",model_id")
    assert read_hub(path)["model"].to_list() == ["abc"]


def test_a_missing_horizon_follows_from_the_dates(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "2024-01-08,01,2024-01-13,0.5,3",
        "2024-01-08,01,2024-01-20,0.5,3",
        head="reference_date,location,target_end_date,output_type_id,value",
    )
    assert read_hub(path)["horizon"].to_list() == [1, 2]


class TestSeveralTargets:
    LINES = ("2024-01-06,01,0,2024-01-06,quantile,0.5,3,wk inc flu hosp",
             "2024-01-06,01,0,2024-01-06,quantile,0.5,4,wk inc covid hosp")  # fmt: skip

    def test_must_be_told_apart(self, tmp_path: Path) -> None:
        path = written(tmp_path, *self.LINES, head=HEAD + ",target")
        with pytest.raises(NotAForecast, match="wk inc covid hosp; wk inc flu hosp"):
            read_hub(path)
        assert read_hub(path, target="wk inc covid hosp")["value"].to_list() == [4.0]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "no quantile rows|no row|no data"),
        (("2024-01-06,01,0,2024-01-06,quantile,1.5,3",), "between 0 and 1"),
        (("2024-01-06,01,0,2024-01-06,quantile,0.5,",), "lacks something"),
        (("2024-01-06,01,0,2024-01-06,quantile,0.5,3",) * 2, "twice"),
        (("2024-01-06,01,0,2024-01-06,quantile,0.5,many",), "row 2, column value: “many”"),
    ],
)
def test_what_cannot_be_scored_is_refused(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    from vungxanh.messages import VungXanhError

    with pytest.raises(VungXanhError, match=said):
        read_hub(written(tmp_path, *lines))
