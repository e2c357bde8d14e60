"""The sheet in a real browser: typed with keys only, pasted as from Excel, corrected, saved, listed."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, Page

from vungxanh.office.access import Actor
from vungxanh.office.records.models import Area, Case, Grant, User
from vungxanh.office.usecases.areas import load_areas
from vungxanh.territory import read_any_territory

# Playwright's synchronous form runs a loop in this thread, which Django would take for ours.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
PASSWORD = "correct horse battery"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _emptied(transactional_db: None) -> Iterator[None]:
    """Afterwards the audit trail is emptied here: its triggers refuse the test runner's DELETE."""
    from django.db import connection

    yield
    guard = import_module("vungxanh.office.records.migrations.0002_append_only")
    with connection.schema_editor() as editor:
        guard.allow(None, editor)
        for table in reversed(guard.TABLES):
            editor.execute(
                f"DELETE FROM {table}" if table != "records_event" else "DELETE FROM records_unsealed"
            )
        editor.execute("DELETE FROM records_event")
        guard.forbid(None, editor)


@pytest.fixture
def ward(settings: Any) -> Area:
    """A ward with an officer."""
    settings.MFA_REQUIRED = False
    load_areas(read_any_territory("district6-2021"), by=Actor.machine("tests"), as_of=NOW)
    found = Area.objects.filter(level="ward").order_by("path")[0]
    user = User.objects.create_user(username="officer", email="officer@example.org", password=PASSWORD,
                                    full_name="Cán bộ Mô Phỏng")  # fmt: skip
    Grant.objects.create(user=user, role="ward_officer", area=found, area_path=found.path,
                         valid_from=date(2020, 1, 1), granted_at=NOW)  # fmt: skip
    return found


@pytest.fixture
def page(browser: Browser, live_server: Any, ward: Area) -> Iterator[Page]:
    """A window in which the officer is signed in; nothing may go wrong on its console."""
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(), backend=BACKEND)
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    opened = context.new_page()
    problems: list[str] = []
    opened.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(live_server.url + "/cases/entry/")
    yield opened
    context.close()
    assert problems == []


def type_row(page: Page, *values: str) -> None:
    """Type a row from its first cell on, with Tab between cells."""
    for value in values:
        page.keyboard.type(value)
        page.keyboard.press("Tab")


def paste(page: Page, text: str) -> None:
    """What Excel would leave in the clipboard, pasted where the cursor is."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def cell(page: Page, row: int, name: str) -> Any:
    return page.locator(f"tbody tr:nth-child({row}) input[name={name}]")


def test_five_rows_by_keyboard_are_stored_and_listed(page: Page, live_server: Any) -> None:
    cell(page, 1, "full_name").focus()
    for number in range(1, 6):
        type_row(page, f"Người Mô Phỏng {'ABCDE'[number - 1]}", f"198{number}", "m" if number % 2 else "f")
        cell(page, number, "full_name").focus()
        page.keyboard.press("Enter")
    cell(page, 1, "group_name").focus()
    page.keyboard.type("Tổ 5")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+d")
    assert cell(page, 2, "group_name").input_value() == "Tổ 5"
    page.locator("#save").press("Enter")
    page.locator("#stored li").nth(4).wait_for()
    assert Case.objects.count() == 5
    assert Case.objects.filter(person__group_name="Tổ 5").count() == 2
    page.goto(live_server.url + "/cases/")
    for letter in "ABCDE":
        assert page.get_by_text(f"Người Mô Phỏng {letter}").count() == 1


def test_twenty_pasted_rows_one_wrong_is_corrected(page: Page) -> None:
    lines = [f"Người Dán Số {chr(65 + n)}\t19{60 + n}\t{'nam' if n % 2 else 'nữ'}" for n in range(20)]
    lines[6] = "Người Dán Sai\t1985\tq"
    cell(page, 1, "full_name").focus()
    paste(page, "\r\n".join(lines) + "\r\n")
    wrong = page.locator('input[aria-invalid="true"]')
    wrong.first.wait_for()
    assert wrong.count() == 1
    assert wrong.first.get_attribute("name") == "sex"
    page.locator("#save").click()
    page.locator("#stored li").nth(18).wait_for()
    assert Case.objects.count() == 19
    assert cell(page, 1, "full_name").input_value() == "Người Dán Sai"
    cell(page, 1, "sex").fill("nữ")
    page.locator("#save").click()
    page.locator("#stored li").nth(19).wait_for()
    assert Case.objects.count() == 20


def test_unsaved_rows_outlive_a_reload_and_a_lost_answer_doubles_nothing(page: Page) -> None:
    cell(page, 1, "full_name").fill("Người Mô Phỏng")
    page.reload()
    assert cell(page, 1, "full_name").input_value() == "Người Mô Phỏng"
    assert page.locator("#kept").inner_text().startswith("1 ")

    def lose(route: Any) -> None:
        route.fetch()
        route.fulfill(status=200, body="not an answer")

    page.route("**/entry/save/", lose, times=1)
    page.locator("#save").click()
    page.locator("#said:not([hidden])").wait_for()
    assert Case.objects.count() == 1
    page.locator("#save").click()
    page.locator("#stored li").first.wait_for()
    assert Case.objects.count() == 1
    assert page.locator("#kept").inner_text() == ""
