"""The triangle of an assessment: when cases of a day became known."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.unit.assessment.test_assess import AREAS
from vungxanh.assessment import Request, assess

LIST = """ward_code,onset_date,report_date
101,2026-06-01,2026-06-04
101,2026-06-01,2026-06-04
101,2026-06-01,2026-06-02
102,2026-06-03,2026-06-20
102,,2026-06-05
102,2026-06-08,2026-06-07
103,2026-01-01,2026-06-08
"""


@pytest.fixture
def request_for(tmp_path: Path):
    (tmp_path / "areas.csv").write_text(AREAS, "utf-8")

    def made(cases: str, criteria: str = "vn-15-2026-non-endemic") -> Request:
        (tmp_path / "cases.csv").write_text(cases, "utf-8")
        return Request(
            cases=tmp_path / "cases.csv",
            areas=tmp_path / "areas.csv",
            criteria=criteria,
            as_of=date(2026, 6, 10),
        )

    return made


def test_cases_by_onset_keep_the_days_until_their_report(request_for, tmp_path: Path) -> None:
    assess(request_for(LIST), tmp_path / "out")
    triangle = pl.read_parquet(tmp_path / "out" / "triangle.parquet")
    assert triangle.columns == ["area", "reference_date", "delay", "count"]
    assert triangle.rows() == [
        ("101", date(2026, 6, 1), 1, 1),
        ("101", date(2026, 6, 1), 3, 2),
        ("102", date(2026, 6, 5), 0, 1),  # without an onset it counts on the day of report
        ("102", date(2026, 6, 8), 0, 1),  # reported before the onset: known at once
    ], "a report after as_of is not known yet, one after five months says nothing of this week"


def test_cases_counted_on_their_report_have_no_triangle(request_for, tmp_path: Path) -> None:
    assess(request_for(LIST, "green-14-days"), tmp_path / "out")
    assert not (tmp_path / "out" / "triangle.parquet").exists()
