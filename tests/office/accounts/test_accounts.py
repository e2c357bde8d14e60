"""Accounts: what administrators can do to them, and that it is told."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.office.conftest import NOW, TODAY, actor
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Event, Grant
from vungxanh.office.records.queries.users import officers_for, users_for
from vungxanh.office.usecases import accounts

DEEDS = (
    accounts.lock_account,
    accounts.unlock_account,
    accounts.end_sessions,
    accounts.reset_second_factor,
)


def sign_in_with_password(client: Client, user: Any, password: str = "correct horse battery") -> Any:
    """As a browser does."""
    return client.post("/account/login/", {"login": user.email, "password": password})


def do(deed: Callable[..., Any], by: Any, user: Any) -> Any:
    """One deed of an administrator."""
    return deed(by=actor(by), as_of=NOW, user_id=user.pk, on=TODAY)


@pytest.mark.parametrize("deed", DEEDS)
class TestWho:
    def test_a_stranger_s_account_is_not_found(self, make_user: Any, wards: list[Any], deed: Any) -> None:
        with pytest.raises(NotFound):
            do(deed, make_user("administrator", wards[0]), make_user("lab", wards[1]))

    def test_an_account_that_reaches_beyond_is_not_changed(
        self, make_user: Any, wards: list[Any], district: Any, deed: Any
    ) -> None:
        user = make_user("lab", wards[0])
        Grant.objects.create(
            user=user,
            role="epidemiologist",
            area=district,
            area_path=district.path,
            valid_from=TODAY,
            granted_at=NOW,
        )
        with pytest.raises(NotAllowed):
            do(deed, make_user("administrator", wards[0]), user)

    def test_nobody_does_it_to_themselves(self, make_user: Any, deed: Any) -> None:
        administrator = make_user("administrator")
        with pytest.raises(NotAllowed):
            do(deed, administrator, administrator)

    def test_it_is_told_with_the_account_as_subject(self, make_user: Any, deed: Any) -> None:
        user = make_user("lab")
        do(deed, make_user("administrator"), user)
        event = Event.objects.order_by("-id")[0]
        assert event.subjects.filter(
            kind="user", record_id=user.pk, area_path=user.grants.get().area_path
        ).exists()


class TestDeeds:
    def test_a_locked_account_is_out_at_once_and_stays_out(self, make_user: Any) -> None:
        user, client = make_user("epidemiologist"), Client()
        sign_in_with_password(client, user)
        assert client.get("/cases/").status_code == 200
        do(accounts.lock_account, make_user("administrator"), user)
        assert client.get("/cases/").status_code == 302
        assert sign_in_with_password(Client(), user)["Location"] == "/account/inactive/"
        assert sign_in_with_password(Client(), user, "wrong").status_code == 200
        do(accounts.unlock_account, make_user("administrator"), user)
        assert sign_in_with_password(Client(), user).status_code == 302

    def test_all_sessions_end(self, make_user: Any) -> None:
        user, browsers = make_user("epidemiologist"), [Client(), Client()]
        for browser in browsers:
            sign_in_with_password(browser, user)
            browser.get("/cases/")
        assert do(accounts.end_sessions, make_user("administrator"), user) == 2
        assert {browser.get("/cases/").status_code for browser in browsers} == {302}

    def test_the_second_factor_is_taken_away(self, make_user: Any) -> None:
        user = make_user("epidemiologist")
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
        assert do(accounts.reset_second_factor, make_user("administrator"), user) == 1
        assert not Authenticator.objects.filter(user=user).exists()

    def test_one_ends_only_one_s_own_session(self, make_user: Any) -> None:
        user, other, client = make_user("lab"), make_user("lab"), Client()
        client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
        theirs = UserSession.objects.create(user=user, ip="127.0.0.1", session_key="k", user_agent="x")
        client.post(f"/account/sessions/{theirs.pk}/end/")
        assert UserSession.objects.filter(pk=theirs.pk).exists()


class TestNoDirectory:
    def test_an_administrator_knows_accounts_of_the_own_areas(self, make_user: Any, wards: list[Any]) -> None:
        administrator = make_user("administrator", wards[0])
        make_user("lab", wards[1])
        inside = make_user("lab", wards[0])
        assert set(users_for(actor(administrator).scope)) == {administrator, inside}

    def test_officers_are_named_to_those_who_work_there(self, make_user: Any, wards: list[Any]) -> None:
        officer = make_user("ward_officer", wards[0])
        make_user("lab", wards[0])
        scope = actor(officer).scope
        assert officers_for(scope, wards[0], on=TODAY) == [(officer.pk, officer.full_name)]
        assert officers_for(scope, wards[1], on=TODAY) == []
