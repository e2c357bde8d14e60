"""Forecasts of real small areas beat the hubs' flat baseline, on a few dates of each set.

The whole sets are in benchmarks/forecast_accuracy.py.
"""

from itertools import islice
from pathlib import Path

import polars as pl
import pytest

from benchmarks.forecast_accuracy import board, ours
from benchmarks.forecast_sets import DataSet
from benchmarks.forecast_small import hcmc, kaohsiung

pytestmark = pytest.mark.shared


def scores(data: DataSet, every: int, dates: int) -> dict[str, dict[str, float]]:
    frame = pl.concat([ours(origin, data.kind) for origin in islice(data.origins(every), 1, dates + 1)])
    return {row["horizon"]: row for row in board(data, frame).iter_rows(named=True) if row["model"] == "ours"}


def test_wards_of_ho_chi_minh_city(shared_data: Path) -> None:
    got = scores(hcmc(), 4, 3)
    assert got["1"]["relative_wis_log"] < 0.88
    assert got["2"]["relative_wis_log"] < 0.88
    assert got["all"]["relative_wis"] < 1.0
    assert got["all"]["coverage_95"] > 0.88


@pytest.mark.slow
def test_dengue_villages_of_kaohsiung(shared_data: Path) -> None:
    got = scores(kaohsiung(2014), 11, 3)
    assert got["1"]["relative_wis_log"] < 0.80
    assert got["2"]["relative_wis_log"] < 0.88
    assert got["all"]["relative_wis"] < 1.0
