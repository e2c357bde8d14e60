"""Invitations: one link, once, for a while; what is stored does not open anything."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from tests.office.conftest import NOW, SYSTEM, actor
from vungxanh.office.access import NotFound
from vungxanh.office.clock import now
from vungxanh.office.records.models import Event, Invitation, User
from vungxanh.office.usecases.grants import BadGrant
from vungxanh.office.usecases.invitations import (
    LASTS,
    InvitationRefused,
    accept_invitation,
    invite,
    open_invitation,
    withdraw_invitation,
)

PASSWORD = "bon tu rat de nho"


def invited(area: Any, by: Any = SYSTEM, role: str = "lab", at: Any = NOW) -> tuple[Invitation, str]:
    """An invitation of a simulated person."""
    return invite(
        by=by, as_of=at, email="Moi@Example.org", full_name="Người Mô Phỏng Mời", role=role, area=area
    )


def accept(secret: str, at: Any = NOW, password: str = PASSWORD) -> User:
    """Take an invitation up."""
    return accept_invitation(as_of=at, secret=secret, password=password)


class TestLink:
    def test_it_makes_the_account_and_the_role(self, district: Any) -> None:
        _, secret = invited(district)
        user = accept(secret)
        assert user.email == "moi@example.org"
        assert user.check_password(PASSWORD)
        assert user.grants.get().role == "lab"

    def test_it_works_once(self, district: Any) -> None:
        _, secret = invited(district)
        accept(secret)
        with pytest.raises(InvitationRefused):
            accept(secret)

    def test_it_expires(self, district: Any) -> None:
        _, secret = invited(district)
        assert open_invitation(secret, as_of=NOW + LASTS - timedelta(seconds=1))
        with pytest.raises(InvitationRefused):
            accept(secret, NOW + LASTS)

    def test_it_can_be_withdrawn(self, district: Any) -> None:
        made, secret = invited(district)
        withdraw_invitation(by=SYSTEM, as_of=NOW, invitation_id=made.pk)
        with pytest.raises(InvitationRefused):
            accept(secret)

    def test_a_second_link_makes_the_first_useless(self, district: Any) -> None:
        _, first = invited(district)
        _, second = invited(district)
        with pytest.raises(InvitationRefused):
            accept(first)
        assert accept(second)

    def test_every_refusal_says_the_same(self, district: Any) -> None:
        made, secret = invited(district)
        withdraw_invitation(by=SYSTEM, as_of=NOW, invitation_id=made.pk)
        said = set()
        for text in (secret, "never was"):
            with pytest.raises(InvitationRefused) as refused:
                open_invitation(text, as_of=NOW)
            said.add(refused.value.message.render("en"))
        assert len(said) == 1

    def test_the_secret_is_stored_nowhere(self, district: Any) -> None:
        made, secret = invited(district)
        stored = str(Invitation.objects.values().get(pk=made.pk)) + str(list(Event.objects.values()))
        assert secret not in stored

    @pytest.mark.parametrize("password", ["short", "123456789012345", "moi@example.org"])
    def test_a_weak_password_is_refused_and_the_link_stays(self, district: Any, password: str) -> None:
        _, secret = invited(district)
        with pytest.raises(ValidationError):
            accept(secret, password=password)
        assert accept(secret)


class TestWho:
    def test_nobody_invites_outside_their_areas(self, make_user: Any, wards: list[Any]) -> None:
        with pytest.raises(NotFound):
            invited(wards[1], actor(make_user("administrator", wards[0])))

    def test_nobody_invites_the_system(self, district: Any) -> None:
        with pytest.raises(BadGrant):
            invited(district, role="system")

    def test_an_invitation_outside_is_not_found(self, make_user: Any, wards: list[Any]) -> None:
        made, _ = invited(wards[1])
        with pytest.raises(NotFound):
            withdraw_invitation(
                by=actor(make_user("administrator", wards[0])), as_of=NOW, invitation_id=made.pk
            )

    def test_an_address_that_has_an_account_looks_the_same(self, make_user: Any, district: Any) -> None:
        make_user("lab", email="moi@example.org")
        _, secret = invited(district)
        with pytest.raises(InvitationRefused):
            accept(secret)
        assert User.objects.filter(email="moi@example.org").count() == 1


class TestPage:
    def test_from_the_administrator_s_page_to_the_second_factor(
        self, sign_in: Callable[..., Client], district: Any, settings: Any
    ) -> None:
        sent = {
            "full_name": "Người Mô Phỏng Mới", "email": "moi@example.org", "role": "lab",
            "area": district.pk, "valid_from": "2021-08-01",
        }  # fmt: skip
        page = sign_in("administrator").post("/accounts/invite/", sent).content.decode()
        (letter,) = mail.outbox
        link = next(line for line in letter.body.splitlines() if "/invitation/" in line)
        assert link in page
        settings.MFA_REQUIRED = True
        client = Client()
        assert "Người Mô Phỏng Mới" in client.get(link).content.decode()
        answer = client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
        assert answer["Location"] == "/account/2fa/"
        assert client.get("/samples/")["Location"] == "/account/2fa/"
        asked = client.get("/account/2fa/totp/activate/")["Location"]
        assert asked.startswith("/account/reauthenticate/")
        assert client.post(asked, {"password": PASSWORD}).status_code == 302
        assert client.get("/account/2fa/totp/activate/").status_code == 200
        assert Client().get(link).status_code == 400

    def test_two_different_passwords_are_told_in_vietnamese(self, district: Any) -> None:
        _, secret = invited(district, at=now())
        page = Client().post(f"/invitation/{secret}/", {"password1": PASSWORD, "password2": "khac hoan toan"})
        assert "Hai mật khẩu không giống nhau" in page.content.decode()
