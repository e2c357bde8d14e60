"""The sheet: what cells mean, what is refused at which column, and that no row is stored twice."""

import json
from datetime import date

import pytest

from tests.office.conftest import NOW, TODAY, actor
from vungxanh.office.records.models import Case, Event
from vungxanh.office.usecases.cases_entry import check_rows, enter_rows
from vungxanh.office.usecases.cases_rows import read_row

KEY = "row-00000001"


@pytest.fixture
def officer(make_user, wards):
    """The officer of the first ward."""
    return actor(make_user("ward_officer", wards[0]))


def cells(**more):
    return {"full_name": "Người Mô Phỏng", "report_date": "15/8/21", **more}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/8/21", date(2021, 8, 5)),
        ("05-08-2021", date(2021, 8, 5)),
        ("5/8", date(2021, 8, 5)),
        ("20/12", date(2020, 12, 20)),
        ("2021-08-05", date(2021, 8, 5)),
    ],
)
def test_days_are_read_day_first_and_without_a_year_the_last_one(officer, text, day) -> None:
    row = read_row(cells(sample_date=text), by=officer, today=TODAY)
    assert row.case["sample_date"] == day


@pytest.mark.parametrize(
    ("text", "born", "year"),
    [
        ("1980", None, 1980),
        ("3/2/80", date(1980, 2, 3), None),
        ("3/2/2020", date(2020, 2, 3), None),
        ("3/2/20", date(2020, 2, 3), None),
    ],
)
def test_births_are_days_or_years_and_never_ahead(officer, text, born, year) -> None:
    row = read_row(cells(birth=text), by=officer, today=TODAY)
    assert (row.person.get("birth_date"), row.person.get("birth_year"), row.wrong) == (born, year, {})


@pytest.mark.parametrize(
    ("text", "sex"), [("m", "male"), ("F", "female"), ("Nữ", "female"), ("nam", "male"), ("", "")]
)
def test_sex_by_one_letter_or_word(officer, text, sex) -> None:
    assert read_row(cells(sex=text), by=officer, today=TODAY).person["sex"] == sex


def test_the_area_as_it_is_written_and_left_empty_the_own_ward(officer, wards, quarters) -> None:
    assert read_row(cells(), by=officer, today=TODAY).person["area_id"] == wards[0].pk
    first = next(q for q in quarters if q.path.startswith(wards[0].path))
    named = read_row(cells(area=f"KP{first.name.split()[-1]}"), by=officer, today=TODAY)
    assert named.person["area_id"] == first.pk
    assert "area" in read_row(cells(area=wards[1].name), by=officer, today=TODAY).wrong


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"full_name": ""}, "full_name"),
        ({"sample_date": "hôm qua"}, "sample_date"),
        ({"birth": "1700"}, "birth"),
        ({"sample_date": "16/8/21"}, "sample_date"),
        ({"sex": "q"}, "sex"),
        ({"classification": "xyz"}, "classification"),
        ({"sample_date": "10/8/21", "result_date": "9/8/21"}, "result_date"),
        ({"source_case": "F0-999"}, "source_case"),
        ({"full_name": "x" * 200}, "full_name"),
        ({"birth": "1905", "full_name": "Ai"}, ""),
    ],
)
def test_each_fault_is_at_its_column(officer, more, column) -> None:
    wrong = read_row(cells(**more), by=officer, today=TODAY).wrong
    assert set(wrong) == ({column} if column else set())


def test_good_rows_are_stored_and_bad_ones_come_back(officer) -> None:
    rows = {KEY: cells(sex="f"), "row-00000002": cells(sex="?!")}
    done = enter_rows(by=officer, as_of=NOW, rows=rows)
    assert list(done.stored) == [KEY]
    assert set(done.rows["row-00000002"].wrong) == {"sex"}
    assert Case.objects.get().person.sex == "female"
    assert Event.objects.filter(action="case.report").count() == 1


def test_a_row_that_is_sent_again_is_not_stored_again(officer) -> None:
    first = enter_rows(by=officer, as_of=NOW, rows={KEY: cells()})
    again = enter_rows(by=officer, as_of=NOW, rows={KEY: cells(), "row-00000002": cells()})
    assert again.stored[KEY] == first.stored[KEY]
    assert Case.objects.count() == 2


def test_a_key_of_somebody_else_shows_nothing_of_theirs(officer, make_user, wards) -> None:
    enter_rows(by=officer, as_of=NOW, rows={KEY: cells()})
    other = actor(make_user("ward_officer", wards[1]))
    done = enter_rows(by=other, as_of=NOW, rows={KEY: cells()})
    assert done.stored[KEY].area == wards[1]


def test_a_name_that_is_known_is_a_doubt_and_no_refusal(officer) -> None:
    enter_rows(by=officer, as_of=NOW, rows={KEY: cells(birth="1980")})
    rows = {
        "row-00000002": cells(birth="1980"),
        "row-00000003": cells(birth="1999"),
        "row-00000004": cells(birth="1999"),
    }
    told = check_rows(rows, by=officer, as_of=NOW)
    assert [list(row.doubtful) for row in told.values()] == [["full_name"], [], ["full_name"]]
    assert not any(row.wrong for row in told.values())


def test_the_page_checks_and_saves_over_json(sign_in, wards) -> None:
    client = sign_in("ward_officer", wards[0])
    assert client.get("/cases/entry/").status_code == 200
    sent = json.dumps({"rows": {KEY: cells(report_date="")}})
    told = client.post("/cases/entry/check/", sent, content_type="application/json").json()
    assert told["rows"][KEY] == {"wrong": {}, "doubtful": {}}
    assert Case.objects.count() == 0
    saved = client.post("/cases/entry/save/", sent, content_type="application/json").json()
    assert saved["stored"][KEY]["code"] == Case.objects.get().code


@pytest.mark.parametrize(
    "body", ["", "[]", "null", '{"rows": 3}', '{"rows": {"x": 1}}', '{"rows": {"x": {}}}']
)
def test_what_is_no_list_of_rows_is_refused(sign_in, wards, body) -> None:
    answer = sign_in("ward_officer", wards[0]).post(
        "/cases/entry/save/", body, content_type="application/json"
    )
    assert answer.status_code == 400
