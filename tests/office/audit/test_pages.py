"""The auditor's pages: the own areas' part of the trail, and nothing more."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.access import Scope
from vungxanh.office.pages.audit.sheets import harmless
from vungxanh.office.records.models import Event
from vungxanh.office.records.queries.audit import Asked, events_for
from vungxanh.office.records.store import act, update


@pytest.fixture
def told(make_case: Callable[..., Any], wards: list[Any]) -> tuple[Any, Any, Event]:
    """A case in each of two wards, and one event that changes both."""
    inside, outside = make_case(area=wards[0]), make_case(area=wards[1])
    with act(by=SYSTEM, at=NOW, action="case.change", note="F0 bí mật") as entry:
        update(inside, {"note": "thấy được"}, entry=entry)
        update(outside, {"note": "không thấy"}, entry=entry)
    return inside, outside, Event.objects.get(action="case.change")


def lines(answer: Any) -> list[list[str]]:
    """Rows of a streamed CSV file."""
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_of_a_shared_event_only_the_own_part_is_shown(
    sign_in: Callable[..., Client], told: Any, wards: list[Any]
) -> None:
    inside, outside, event = told
    page = sign_in("auditor", wards[0]).get(f"/audit/{event.pk}/").content.decode()
    assert "thấy được" in page
    assert inside.code in page
    assert "không thấy" not in page
    assert outside.code not in page
    assert "bí mật" not in page


def test_an_event_outside_is_not_found(
    sign_in: Callable[..., Client], make_case: Any, wards: list[Any]
) -> None:
    make_case(area=wards[1])
    event = Event.objects.filter(action="case.report").get()
    assert sign_in("auditor", wards[0]).get(f"/audit/{event.pk}/").status_code == 404


def test_a_person_s_code_finds_what_was_done_with_their_case(told: Any, wards: list[Any]) -> None:
    inside, _, event = told
    scope = Scope.of([("auditor", wards[0].path)])
    assert event in events_for(scope, Asked(code=inside.person.code))
    assert not events_for(scope, Asked(code="N999999")).exists()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(action="case.change"), 1),
        (Asked(action="case.change", which="read"), 0),
        (Asked(action="case.change", which="change"), 1),
        (Asked(action="case.change", actor="TESTS"), 1),
        (Asked(action="case.change", actor="nobody"), 0),
        (Asked(action="case.change", first=NOW.date(), last=NOW.date()), 1),
        (Asked(action="case.change", last=NOW.date().replace(day=14)), 0),
    ],
)
def test_conditions_narrow_the_search(told: Any, district: Any, asked: Asked, found: int) -> None:
    assert events_for(Scope.of([("auditor", district.path)]), asked).count() == found


def test_the_export_holds_the_own_part_only(
    sign_in: Callable[..., Client], told: Any, wards: list[Any]
) -> None:
    inside, outside, event = told
    client = sign_in("auditor", wards[0])
    rows = [row for row in lines(client.get("/audit/export/")) if row[0] == str(event.pk)]
    assert {row[8] for row in rows} == {inside.code}
    assert outside.code not in str(rows)
    sheet = openpyxl.load_workbook(
        BytesIO(b"".join(client.get("/audit/export/?format=xlsx").streaming_content))
    ).active
    assert sheet is not None
    assert inside.code in {str(row[8]) for row in sheet.iter_rows(values_only=True)}


def test_search_and_export_are_in_the_trail(sign_in: Callable[..., Client], told: Any) -> None:
    client = sign_in("auditor")
    client.get(f"/audit/?code={told[0].code}")
    b"".join(client.get("/audit/export/").streaming_content)
    assert Event.objects.filter(action="audit.search", subjects__record_id=told[0].pk).exists()
    assert Event.objects.filter(action="audit.export").exists()


def test_the_check_says_whole_or_what_is_wrong(
    sign_in: Callable[..., Client], told: Any, wards: list[Any]
) -> None:
    assert "Nhật ký toàn vẹn" in sign_in("auditor").post("/audit/check/").content.decode()
    Event.objects.create(at=NOW, actor_name="", via="", action="x", subjects_sha256="0")
    assert "không có niêm phong" in sign_in("auditor").post("/audit/check/").content.decode()
    assert sign_in("auditor", wards[0]).get("/audit/check/").status_code == 403


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == "'" + cell
