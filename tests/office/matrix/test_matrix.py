"""The permission matrix: every address x method x role x inside/outside, from the URL table itself.

A page that somebody adds is in it without a word here. One database for all; every request is rolled back.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.office.matrix.addresses import Address, addresses
from tests.office.matrix.makers import EVERYWHERE, MAKERS, STRINGS, World
from vungxanh.office.access import ROLES
from vungxanh.office.shell.middleware import OWN, PUBLIC
from vungxanh.office.usecases.grants import grantable

REFUSED = {403, 404}
OUTSIDE = "NGOAIDIABAN"
HINDERED = {"audit_check", "assessment_cluster", "dashboard_map", "batch_refused"}
"""Addresses that refuse even inside by a rule of their own: the chain is checked by auditors of all areas;
a cluster and a map want more than the number of an assessment; refused rows are there after a run."""
OTHER_KINDS = {"lab": "batch"}
"""Roles that may open such addresses, but not for what the makers make: a laboratory imports
results, not cases."""

ADDRESSES = addresses()
GUARDED = [address for address in ADDRESSES if address.ours and address.permissions]


def test_every_address_of_ours_asks_for_a_permission_or_is_named_as_open() -> None:
    open_ones = {address.name for address in ADDRESSES if address.ours and not address.permissions}
    assert open_ones <= PUBLIC | OWN


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in ADDRESSES]
    assert all(names)
    assert len(names) == len(set(names))


def test_every_kind_of_record_in_an_address_can_be_made() -> None:
    kinds = {kind for address in GUARDED for kind in address.numbers}
    assert kinds - set(MAKERS) == set()
    assert {word for address in GUARDED for word in address.words} - set(STRINGS) == set()


def test_a_stranger_is_led_to_the_sign_in_page(areas: Any) -> None:
    client = Client()
    for address in GUARDED:
        where = reverse(address.name, kwargs=_numbers(address, 1))
        for answer in (client.get(where), client.post(where)):
            assert answer.status_code == 302, address.name
            assert answer["Location"].startswith("/account/login/"), address.name


def test_another_method_is_refused(sign_in: Callable[..., Client]) -> None:
    client = sign_in("epidemiologist")
    for address in (a for a in ADDRESSES if a.ours):
        words = {word: STRINGS.get(word, "x") for word in address.words}
        where = reverse(address.name, kwargs={**dict.fromkeys(address.numbers, 1), **words})
        assert client.delete(where).status_code == 405, address.name


def test_a_post_without_token_is_refused(sign_in: Callable[..., Client]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in("epidemiologist").cookies
    for address in GUARDED:
        where = reverse(address.name, kwargs=_numbers(address, 1))
        assert client.post(where).status_code in {403, 405}, address.name


def test_the_matrix(make_user: Any, wards: list[Any], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", logger="django.request")
    inside, outside = World(wards[0], "TRONG"), World(wards[1], OUTSIDE)
    for kind in MAKERS:
        _, _ = inside[kind], outside[kind]
    methods = {address: _methods(address) for address in GUARDED}
    wrong: list[str] = []
    for role in grantable():
        client = Client(raise_request_exception=False)
        client.force_login(
            make_user(role, wards[0]), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        for address in GUARDED:
            holds = any(permission in ROLES[role].permissions for permission in address.permissions)
            wrong += _judge(client, address, role, methods[address], holds, inside, outside)
    assert not wrong, "\n".join(wrong)


def _judge(
    client: Client, address: Address, role: str, methods: set[str], holds: bool, inside: World, outside: World
) -> Iterator[str]:
    """What is wrong with one address for one role."""
    for method in sorted(methods):
        said = f"{role} {method} {address.name}"
        status, _ = _ask(client, method, address, inside)
        if not holds and status not in REFUSED:
            yield f"{said}: {status} without permission"
        if holds and (status >= 500 or (method == "GET" and _hindered(address, role, status))):
            yield f"{said}: {status} inside"
        if holds and set(address.numbers) - EVERYWHERE:
            status, body = _ask(client, method, address, outside)
            if status != 404:
                yield f"{said}: {status} outside"
            if OUTSIDE.lower() in body.lower():
                yield f"{said}: tells of what is outside"
        elif holds and method == "GET" and status == 200:
            _, body = _ask(client, method, address, inside)
            if OUTSIDE.lower() in body.lower():
                yield f"{said}: lists what is outside"


def _hindered(address: Address, role: str, status: int) -> bool:
    other = OTHER_KINDS.get(role)
    excused = address.name in HINDERED or (other is not None and address.name.startswith(other))
    return status in REFUSED and not excused


def _ask(client: Client, method: str, address: Address, world: World) -> tuple[int, str]:
    """Status and body; nothing that the request did stays."""
    taken: dict[str, Any] = {kind: world[kind].pk for kind in address.numbers}
    taken.update({word: STRINGS[word] for word in address.words})
    with transaction.atomic():
        answer = client.generic(method, reverse(address.name, kwargs=taken))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    return answer.status_code, body.decode("utf-8", "replace")


def _methods(address: Address) -> set[str]:
    """GET and POST as far as the view takes them, asked of the view itself."""
    from django.test import RequestFactory

    request = RequestFactory().delete("/")
    answer = address.view(request, **_numbers(address, 1))
    return {method.strip() for method in answer["Allow"].split(",")} & {"GET", "POST"}


def _numbers(address: Address, number: int) -> dict[str, Any]:
    words = {word: STRINGS.get(word, "x") for word in address.words}
    return {**dict.fromkeys(address.numbers, number), **words}


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "accept_invitation"])
def test_an_open_form_wants_its_token_too(areas: Any, name: str) -> None:
    taken = {"token": "x"} if name == "accept_invitation" else {}
    assert Client(enforce_csrf_checks=True).post(reverse(name, kwargs=taken)).status_code == 403
