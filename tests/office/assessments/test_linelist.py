"""The case list as known at a moment: versions, merged people, discarded cases; the pipeline reads it."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl

from tests.office.conftest import NOW, SYSTEM, TODAY
from vungxanh.linelist import read_cases
from vungxanh.office.records.queries.linelist import COLUMNS, cases_known_at
from vungxanh.office.records.store import act, update
from vungxanh.territory import read_any_territory

LATER = NOW + timedelta(hours=1)


def known(moment=NOW) -> dict[str, dict]:
    rows = cases_known_at(moment, disease="covid19").iter_rows(named=True)
    return {row["case_id"]: row for row in rows}


def change(record, at=LATER, **values) -> None:
    with act(by=SYSTEM, at=at, action="case.change") as entry:
        update(record, values, entry=entry)


def test_a_case_as_it_was_and_as_it_is(make_case, wards) -> None:
    case = make_case(onset_date=TODAY - timedelta(days=3))
    change(case, area=wards[1], area_path=wards[1].path, found_in="quarantine")
    assert known()[case.code]["area_code"] == wards[0].code
    now = known(LATER)[case.code]
    assert (now["area_code"], now["where_found"]) == (wards[1].code, "quarantine")
    assert now["onset_date"] == TODAY - timedelta(days=3)
    assert known(NOW - timedelta(seconds=1)) == {}


def test_two_changes_at_one_moment_give_the_later(make_case) -> None:
    case = make_case()
    change(case, found_in="hospital")
    change(case, found_in="lockdown")
    assert known(LATER)[case.code]["where_found"] == "lockdown"


def test_a_merged_person_is_one_case_per_episode(make_case, make_person) -> None:
    kept, gone = make_person(), make_person()
    first = make_case(person=kept, report_date=TODAY - timedelta(days=3))
    second = make_case(person=gone, report_date=TODAY)
    long_ago = make_case(person=gone, report_date=TODAY - timedelta(days=90))
    assert set(known()) == {first.code, second.code, long_ago.code}
    change(gone, merged_into=kept)
    assert set(known(LATER)) == {first.code, long_ago.code}
    assert set(known()) == {first.code, second.code, long_ago.code}


def test_a_discarded_entry_does_not_hide_the_case(make_case, make_person) -> None:
    person = make_person()
    make_case(person=person, report_date=TODAY - timedelta(days=3), classification="discarded")
    real = make_case(person=person)
    assert known()[real.code]["classification"] == "confirmed"


def test_a_source_case_is_a_known_source(make_case) -> None:
    source = make_case()
    linked, said, silent = make_case(source_case=source), make_case(source_known="no"), make_case()
    rows = known()
    assert (rows[linked.code]["source_known"], rows[linked.code]["source_case"]) == ("yes", source.code)
    assert rows[said.code]["source_known"] == "no"
    assert rows[silent.code]["source_known"] is None


def test_other_diseases_are_other_lists(make_case) -> None:
    make_case(disease="dengue")
    assert known() == {}


def test_no_names_and_nothing_refused(make_case, tmp_path: Path) -> None:
    for found in ("community", "quarantine", "lockdown", "hospital", "border", "unknown", ""):
        for source in ("yes", "no", "unknown", ""):
            make_case(found_in=found, source_known=source, sample_date=TODAY, result_date=TODAY)
    frame = cases_known_at(NOW, disease="covid19")
    assert tuple(frame.columns) == COLUMNS
    file = tmp_path / "cases.parquet"
    frame.write_parquet(file)
    read = read_cases(file, read_any_territory("district6-2021"), as_of=date(2021, 8, 15))
    assert read.report.accepted == 28
    assert read.refused.is_empty()
    assert read.events["community"].null_count() == 8
    assert "Mô Phỏng" not in pl.read_parquet(file).write_csv()
