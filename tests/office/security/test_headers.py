"""What every answer carries, whoever asks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def answers(sign_in: Callable[..., Client]) -> list[Any]:
    """A page before signing in, one behind it, one that is not there, and a list."""
    client = sign_in("epidemiologist")
    return [
        Client().get("/account/login/"),
        client.get("/"),
        client.get("/cases/"),
        client.get("/cases/999999/"),
    ]


def test_no_page_is_kept_by_anybody(answers: list[Any]) -> None:
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_no_page_can_be_framed_or_run_foreign_code(answers: list[Any]) -> None:
    for answer in answers:
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Frame-Options"] == "DENY"


def test_types_are_not_guessed_and_nothing_is_told_to_others(answers: list[Any]) -> None:
    for answer in answers:
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]


def test_no_script_or_style_is_written_into_a_page(answers: list[Any]) -> None:
    for answer in answers:
        page = answer.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


def test_cookies_are_out_of_reach_of_scripts(make_user: Any, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    user, client = make_user("lab"), Client()
    answer = client.post("/account/login/", {"login": user.email, "password": "correct horse battery"})
    for name in ("sessionid", "csrftoken"):
        cookie = answer.cookies[name]
        assert cookie["httponly"]
        assert cookie["secure"]
        assert cookie["samesite"] == "Lax"


def test_too_large_a_request_is_refused(sign_in: Callable[..., Client], settings: Any) -> None:
    client = sign_in("administrator")
    answer = client.post("/accounts/invite/", {"full_name": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert answer.status_code in {400, 413}
