"""The second factor: an app's codes and recovery codes, each of them asked for and used up."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from vungxanh.office.records.models import Event

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _required(settings: Any) -> None:
    settings.MFA_REQUIRED = True


def code_of(secret: str) -> str:
    """What the app would show now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def person(make_user: Any, django_capture_on_commit_callbacks: Any) -> tuple[Any, str, list[str]]:
    """Somebody who has connected an app in the browser: user, secret of the app, recovery codes."""
    user, client = make_user("epidemiologist"), Client()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    asked = client.get("/account/2fa/totp/activate/")["Location"]
    client.post(asked, {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = page.partition('class="secret">')[2].partition("<")[0]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    shown = client.get(answer["Location"]).content.decode()
    codes = [part.partition("</code>")[0] for part in shown.split("<li><code>")[1:]]
    assert client.get("/cases/").status_code == 200
    return user, secret, codes


def with_password(user: Any) -> Client:
    """A browser that has given the password only."""
    client = Client()
    answer = client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/cases/").status_code == 302
    return client


def test_ten_recovery_codes_come_with_the_app(person: Any) -> None:
    assert len(set(person[2])) == 10
    told = set(Event.objects.filter(action__startswith="account.").values_list("action", flat=True))
    assert "account.mfa_added" in told


def test_a_recovery_code_opens_once(person: Any) -> None:
    user, _, codes = person
    client = with_password(user)
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/cases/").status_code == 200
    again = with_password(user)
    again.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert again.get("/cases/").status_code == 302


def test_a_wrong_code_opens_nothing_and_is_told(person: Any) -> None:
    client = with_password(person[0])
    page = client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "Mã không đúng" in page
    assert client.get("/cases/").status_code == 302
    assert Event.objects.filter(action="account.code_failed").exists()


def test_the_only_second_factor_cannot_be_taken_away_by_oneself(person: Any) -> None:
    user, _, codes = person
    client = with_password(user)
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    asked = client.get("/account/2fa/totp/deactivate/")["Location"]
    client.post(asked, {"password": PASSWORD, "code": codes[1]})
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
