"""Roles: given inside the own areas only, never to oneself, and gone the day they expire."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.office.conftest import NOW, SYSTEM, TODAY, actor
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Event, Grant
from vungxanh.office.shell.actor import actor_for
from vungxanh.office.usecases.grants import BadGrant, end_grant, give_role, grantable


def give(by: Any, user: Any, area: Any, role: str = "lab", **values: Any) -> Grant:
    """A role from today on."""
    return give_role(
        by=by, as_of=NOW, user=user, role=role, area=area, **{"valid_from": TODAY, "valid_to": None, **values}
    )


class TestGiving:
    def test_inside_the_own_area(self, make_user: Any, wards: list[Any]) -> None:
        administrator, other = make_user("administrator", wards[0]), make_user("lab", wards[0])
        assert give(actor(administrator), other, wards[0], "ward_officer").granted_by == administrator
        assert (
            Event.objects.get(action="grant.give").subjects.filter(kind="user", record_id=other.pk).exists()
        )

    def test_not_outside(self, make_user: Any, wards: list[Any], district: Any) -> None:
        administrator, other = make_user("administrator", wards[0]), make_user("lab", wards[0])
        for area in (wards[1], district):
            with pytest.raises(NotFound):
                give(actor(administrator), other, area)

    def test_not_to_oneself(self, make_user: Any) -> None:
        administrator = make_user("administrator")
        with pytest.raises(NotAllowed):
            give(actor(administrator), administrator, administrator.grants.get().area, "epidemiologist")

    def test_not_without_the_permission(self, make_user: Any, district: Any) -> None:
        with pytest.raises(NotFound):
            give(actor(make_user("epidemiologist")), make_user("lab"), district)

    @pytest.mark.parametrize("role", ["system", "king"])
    def test_never_the_system_nor_an_unknown_role(self, make_user: Any, district: Any, role: str) -> None:
        assert role not in grantable()
        with pytest.raises(BadGrant):
            give(SYSTEM, make_user("lab"), district, role)

    def test_not_with_the_end_before_the_beginning(self, make_user: Any, district: Any) -> None:
        with pytest.raises(BadGrant):
            give(SYSTEM, make_user("lab"), district, valid_to=TODAY - timedelta(1))


class TestTime:
    @pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (5, True), (6, False)])
    def test_a_role_holds_from_its_first_to_its_last_day(
        self, make_user: Any, district: Any, days: int, holds: bool
    ) -> None:
        user = make_user("administrator")
        give(SYSTEM, user, district, valid_to=TODAY + timedelta(5))
        assert actor_for(user, TODAY + timedelta(days)).scope.has("samples.see") is holds

    def test_an_ended_role_opens_nothing_any_more(self, sign_in: Callable[..., Client]) -> None:
        client = sign_in("epidemiologist")
        assert client.get("/cases/").status_code == 200
        end_grant(by=SYSTEM, as_of=NOW, grant_id=Grant.objects.get().pk)
        assert client.get("/cases/").status_code == 404

    def test_a_role_is_ended_once(self, make_user: Any) -> None:
        grant = make_user("lab").grants.get()
        end_grant(by=SYSTEM, as_of=NOW, grant_id=grant.pk)
        with pytest.raises(BadGrant):
            end_grant(by=SYSTEM, as_of=NOW, grant_id=grant.pk)

    def test_a_stranger_s_role_is_not_found(self, make_user: Any, wards: list[Any]) -> None:
        grant = make_user("lab", wards[1]).grants.get()
        with pytest.raises(NotFound):
            end_grant(by=actor(make_user("administrator", wards[0])), as_of=NOW, grant_id=grant.pk)
