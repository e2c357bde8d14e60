"""The officer's workbook: every row of the list is in it, and the faults are where truth.json says."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

import numpy as np
import polars as pl
import pytest
from python_calamine import load_workbook

from tests.unit.demo.places import assumed, small_district
from vungxanh.demo.officer import COLUMNS, HEADER_ROW, Fault, write_officer_list
from vungxanh.demo.outbreak import run
from vungxanh.demo.records import case_table

FAULTS = assumed().faults


class Sheet:
    """The written workbook, read back without the library's own reader."""

    def __init__(self, folder: Path) -> None:
        outbreak = run(small_district(), assumed(), 3)
        self.cases = case_table(outbreak)
        path = folder / "cases.xlsx"
        rng = np.random.default_rng(5)
        self.faults = write_officer_list(self.cases, outbreak.territory, FAULTS, path, rng)
        self.rows = load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)

    def cell(self, file_row: int, column: str) -> object:
        return self.rows[file_row - 1][list(COLUMNS).index(column)]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    return Sheet(tmp_path_factory.mktemp("officer"))


def test_the_header_stands_below_the_titles(sheet: Sheet) -> None:
    assert sheet.rows[HEADER_ROW - 1] == list(COLUMNS.values())
    assert "MÔ PHỎNG" in str(sheet.rows[0][0])


def test_every_case_has_a_row_and_repeated_rows_come_last(sheet: Sheet) -> None:
    ids = [row[1] for row in sheet.rows[HEADER_ROW:]]
    assert ids[: len(sheet.cases)] == sheet.cases["case_id"].to_list()
    assert len(ids) == len(sheet.cases) + FAULTS["repeated_row"]


def test_planted_faults_are_as_many_as_asked(sheet: Sheet) -> None:
    assert Counter(fault.kind for fault in sheet.faults) == Counter(FAULTS)


def test_planted_faults_stand_where_they_are_said_to(sheet: Sheet) -> None:
    for fault in sheet.faults:
        assert sheet.cell(fault.row, "case_id") == fault.case_id
        assert str(sheet.cell(fault.row, fault.column) or "") == fault.value


def test_no_row_has_two_faults(sheet: Sheet) -> None:
    rows = [fault.row for fault in sheet.faults]
    assert len(set(rows)) == len(rows)


def test_wards_are_spelled_in_several_ways_but_stay_the_same_ward(sheet: Sheet) -> None:
    spoiled = {fault.row for fault in sheet.faults}
    spellings = set()
    for offset, case in enumerate(sheet.cases.iter_rows(named=True)):
        row = HEADER_ROW + 1 + offset
        if row in spoiled:
            continue
        typed = normalize("NFC", str(sheet.cell(row, "ward")))
        spellings.add(typed.replace(typed[-1], "#"))
        assert int("".join(filter(str.isdigit, typed))) == int(case["ward_code"][-2:])
    assert len(spellings) >= 5


def test_dates_are_mostly_dates_and_sometimes_text(sheet: Sheet) -> None:
    kinds = Counter(type(row[list(COLUMNS).index("report_date")]) for row in sheet.rows[HEADER_ROW:])
    assert kinds[date] + kinds[datetime] > kinds[str] > 0


def test_a_short_list_gets_no_more_faults_than_complete_rows(tmp_path: Path) -> None:
    outbreak = run(small_district(), assumed(), 3)
    two = case_table(outbreak).drop_nulls("onset_date").head(2)
    faults: list[Fault] = write_officer_list(
        two, outbreak.territory, FAULTS, tmp_path / "two.xlsx", np.random.default_rng(5)
    )
    assert len(faults) == 2


def test_names_are_obviously_made_up(sheet: Sheet) -> None:
    names: pl.Series = sheet.cases["name"]
    assert names.str.contains(r"^Người bệnh \d{5}$").all()
