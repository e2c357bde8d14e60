"""No personal data and no secret in logs and error pages, whatever goes wrong."""

import logging
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from vungxanh.office.pages.cases import views
from vungxanh.office.shell.logs import Scrubbed, scrub

NAME = "Người Mô Phỏng Bí Mật"
PHONE = "0901234567"
SECRET = "not-for-the-log"


@pytest.fixture
def log() -> Any:
    """What the office would write to its log."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Scrubbed())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, sign_in: Callable[..., Client]) -> Any:
    """Asks with a person in the request, at a page that breaks with that person in its variables."""

    def breaks(*_: Any, **__: Any) -> Any:
        person = {"full_name": NAME, "phone": PHONE, "password": SECRET}
        raise RuntimeError(f"cannot show {person}")

    monkeypatch.setattr(views, "cases_for", breaks, raising=False)
    monkeypatch.setattr(views, "listed", breaks, raising=False)
    client = sign_in("epidemiologist")
    client.raise_request_exception = False
    return lambda: client.get("/cases/", {"q": NAME, "phone": PHONE}, headers={"Authorization": SECRET})


def test_the_page_of_a_fault_tells_nothing(broken: Callable[[], Any]) -> None:
    answer = broken()
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Traceback" not in page
    assert not any(word in page for word in (NAME, PHONE, SECRET, "RuntimeError", "/src/"))


def test_the_log_of_a_fault_says_where_and_not_what(broken: Callable[[], Any], log: StringIO) -> None:
    broken()
    written = log.getvalue()
    assert "RuntimeError" in written
    assert "test_leaks.py" in written
    assert not any(word in written for word in (NAME, "Bí Mật", PHONE, SECRET))


def test_failed_sign_ins_log_neither_address_nor_password(areas: Any, log: StringIO) -> None:
    Client().post("/account/login/", {"login": "mo.phong@example.org", "password": SECRET})
    assert "mo.phong" not in log.getvalue()
    assert SECRET not in log.getvalue()


def test_a_link_that_does_not_work_is_not_logged(areas: Any, log: StringIO) -> None:
    Client().get(f"/invitation/{SECRET}/")
    assert SECRET not in log.getvalue()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("GET /search/?q=Nguyen+Van+A 200", "GET /search/?... 200"),
        ("call 0901234567 now", "call ... now"),
        ("mail to ai.do@example.org failed", "mail to ...@... failed"),
        ("Bad Request: /invitation/abc-DEF/", "Bad Request: /invitation/..."),
        ("Not Found: /cases/123/", "Not Found: /cases/123/"),
    ],
)
def test_lines_are_scrubbed(told: str, kept: str) -> None:
    assert scrub(told) == kept
