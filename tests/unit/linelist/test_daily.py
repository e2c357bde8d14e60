"""Tables of counts: long, wide, in parts, with corrections, cumulative."""

from datetime import date
from pathlib import Path

import polars as pl

from tests.unit.linelist.reading import codes, events, read_text
from tests.unit.linelist.small_city import small_city
from vungxanh.linelist import read_cases
from vungxanh.tables import write_csv


def test_without_zeros_a_missing_day_has_no_case_and_with_them_no_report(tmp_path: Path) -> None:
    sparse = read_text(tmp_path, "ward_code,date,cases\n27373,2021-07-08,3")
    full = read_text(tmp_path, "ward_code,date,cases\n27373,2021-07-08,3\n27379,2021-07-08,0")
    asked = read_text(tmp_path, "ward_code,date,cases\n27373,2021-07-08,3", absent="unknown")
    assert (sparse.absent, full.absent, asked.absent) == ("zero", "unknown", "unknown")
    assert len(events(full)) == 2


def test_a_correction_is_kept_and_shown(tmp_path: Path) -> None:
    found = read_text(tmp_path, "ward_code,date,cases\n27373,2021-07-08,3\n27373,2021-07-09,-2")
    assert [n for _, _, n, *_ in events(found)] == [3, -2]
    assert codes(found) == {"negative_count": 1}


def test_faults_of_numbers(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        """ward_code,date,cases,community_cases
        27373,2021-07-01,x,
        27373,2021-07-02,,
        27373,2021-07-03,2,3
        27373,2021-07-04,2,1
        27373,2021-07-04,2,1
        27373,2021-07-04,1,1
        Tổng cộng,,7,""",
    )
    assert codes(found) == {
        "bad_count": 1,
        "parts_exceed_total": 1,
        "duplicate_row": 1,
        "no_count": 1,
        "total_row": 1,
        "same_area_day": 1,
    }
    assert found.absent == "unknown"


def test_community_quarantine_and_unlinked_cases_are_told_apart(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        """ward_code,date,community_cases,quarantine_cases,unlinked_cases,tests
        27373,2021-07-08,5,2,1,90""",
    )
    assert sorted(events(found), key=str) == [
        ("27373", "2021-07-08", 1, True, False),
        ("27373", "2021-07-08", 2, False, None),
        ("27373", "2021-07-08", 4, True, True),
    ]
    assert found.extra.rows() == [(0, date(2021, 7, 8), "tests", 90.0)]


def test_one_column_per_day(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        """Phường;Quận;08/07/2021;09/07/2021;10/07/2021
        P4;Q6;1;;2
        P3;Q6;0;x;1
        P99;Q6;4;5;""",
    )
    assert sorted(events(found)) == [
        ("27373", "2021-07-08", 1, None, None),
        ("27373", "2021-07-10", 2, None, None),
        ("27379", "2021-07-08", 0, None, None),
        ("27379", "2021-07-10", 1, None, None),
    ]
    assert (found.report.unit, found.report.read, found.report.refused) == ("cell", 7, 3)
    # What was accepted is blank in the file of refusals, so that it cannot be counted twice.
    assert found.refused.select("Phường", "08/07/2021", "09/07/2021", "10/07/2021").rows() == [
        ("P3", None, "x", None),
        ("P99", "4", "5", None),
    ]


def test_a_cumulative_series(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        """ward_code,date,cum_cases
        27373,2021-07-01T09:00:00,8
        27373,2021-07-02T09:00:00,9
        27373,2021-07-02T18:00:00,10
        27373,2021-07-03T09:00:00,9
        27379,2021-07-02,4""",
    )
    assert events(found) == [
        ("27373", "2021-07-02", 2, None, None),
        ("27373", "2021-07-03", -1, None, None),
        ("27379", "2021-07-02", 4, None, None),
    ]
    assert codes(found) == {"superseded": 1, "baseline": 1, "cumulative_falls": 1}


def test_a_day_with_many_days_cases_and_a_thin_last_day(tmp_path: Path) -> None:
    numbers = [100, 110, 95, 700, 105, 90, 100, 110, 98, 20]
    rows = "".join(f"27373,2021-07-{i:02},{n}\n" for i, n in enumerate(numbers, start=1))
    found = read_text(tmp_path, "ward_code,date,cases\n" + rows)
    assert codes(found) == {"batch_day": 1, "partial_last_day": 1}
    batch = found.report.finding("batch_day")
    assert batch is not None
    assert batch.examples[0].value == "2021-07-04"
    assert found.report.warned == 0


def test_refused_rows_can_be_corrected_and_read_again(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "ward,district,date,cases\nP99,Q6,8/7/2021,3\nP4,Q6,8/7/2021,1\nP3,,9/7/2021,=2"
    )
    write_csv(found.refused, tmp_path / "refused.csv")
    again = read_cases(tmp_path / "refused.csv", small_city(), as_of=date(2021, 7, 31))
    assert (again.report.read, again.report.refused) == (2, 2)
    corrected = found.refused.with_columns(
        pl.Series("ward", ["P4", "P3"]), pl.Series("district", ["Q6", "Q6"]), pl.Series("cases", ["3", "2"])
    )
    write_csv(corrected, tmp_path / "refused.csv")
    last = read_cases(tmp_path / "refused.csv", small_city(), as_of=date(2021, 7, 31))
    assert last.report.clean
    assert last.events["n"].to_list() == [3, 2]
