"""Signing in: nothing tells whether an account exists; failures are counted; the trail tells of all."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from vungxanh.office.records.models import Event

PASSWORD = "correct horse battery"


def try_in(email: str, password: str = "wrong", client: Client | None = None) -> Any:
    """One attempt."""
    return (client or Client()).post("/account/login/", {"login": email, "password": password})


def seen(answer: Any) -> str:
    """The page without what differs by chance: the token."""
    lines = answer.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrf" not in line.lower() and "@" not in line)


def test_a_wrong_password_and_a_wrong_address_look_the_same(make_user: Any) -> None:
    user = make_user("lab")
    assert seen(try_in(user.email)) == seen(try_in("nobody@example.org"))


def test_it_is_said_in_vietnamese(make_user: Any) -> None:
    assert "Thư điện tử hoặc mật khẩu không đúng" in try_in(make_user("lab").email).content.decode()


@pytest.mark.parametrize("known", [True, False])
def test_after_five_failures_one_waits_account_or_not(make_user: Any, known: bool) -> None:
    email = make_user("lab").email if known else "nobody@example.org"
    answers = [try_in(email) for _ in range(6)]
    assert [answer.status_code for answer in answers[:4]] == [200] * 4
    assert answers[-1].status_code == 429
    assert "dù có hay không có tài khoản" in answers[-1].content.decode()


def test_even_the_right_password_waits_then(make_user: Any) -> None:
    user = make_user("lab")
    for _ in range(5):
        try_in(user.email)
    assert try_in(user.email, PASSWORD).status_code == 429


def test_a_new_password_by_mail_tells_nothing(make_user: Any) -> None:
    user = make_user("lab")
    known, unknown = [
        Client().post("/account/password/reset/", {"email": email})
        for email in (user.email, "nobody@example.org")
    ]
    assert known["Location"] == unknown["Location"]
    assert [letter.to for letter in mail.outbox] == [[user.email]]


def test_the_link_of_the_letter_sets_a_new_password(make_user: Any) -> None:
    user, client = make_user("lab"), Client()
    client.post("/account/password/reset/", {"email": user.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get(link, follow=True)
    where = page.redirect_chain[-1][0]
    answer = client.post(where, {"password1": "mot mat khau khac", "password2": "mot mat khau khac"})
    assert answer.status_code == 302
    assert try_in(user.email, "mot mat khau khac").status_code == 302


def test_everything_is_told_in_the_trail(make_user: Any) -> None:
    user, client = make_user("lab"), Client()
    try_in(user.email)
    try_in("nobody@example.org", "my password by mistake")
    try_in(user.email, PASSWORD, client)
    client.post("/account/logout/")
    told = [event.action for event in Event.objects.filter(action__startswith="account.").order_by("id")]
    assert told == ["account.sign_in_failed", "account.sign_in_failed", "account.sign_in", "account.sign_out"]
    assert "nobody@example.org" not in str(list(Event.objects.values()))


def test_there_is_no_sign_up(areas: Any) -> None:
    assert Client().get("/account/signup/").status_code == 404
    assert Client().post("/account/signup/", {"email": "x@example.org"}).status_code == 405
