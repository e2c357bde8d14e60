"""Limits: counted together over connections, refused with 429, over again when the time is up."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from vungxanh.office.records.limits import take
from vungxanh.office.shell import limits
from vungxanh.office.shell.limits import Limit


def test_so_many_and_no_more() -> None:
    assert [take("k", amount=3, seconds=60, at=0) for _ in range(4)] == [True, True, True, False]


@pytest.mark.parametrize(("at", "free"), [(59.9, False), (60, True), (61, True)])
def test_the_count_begins_anew_when_the_time_is_up(at: float, free: bool) -> None:
    for _ in range(3):
        take("k", amount=3, seconds=60, at=0)
    assert take("k", amount=3, seconds=60, at=at) is free


def test_others_are_counted_apart() -> None:
    assert take("a", amount=1, seconds=60, at=0)
    assert take("b", amount=1, seconds=60, at=0)


@pytest.mark.committed
def test_many_at_once_are_counted_together() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")

    def one(_: int) -> bool:
        try:
            return take("many", amount=20, seconds=60, at=0)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(60))) == 20


def test_the_page_says_to_wait(sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    one = Limit("search", ("search",), ("GET",), 2, 60)
    monkeypatch.setattr(limits, "limits", lambda: (one,))
    client = sign_in("epidemiologist")
    answers = [client.get("/search/?q=x") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert "Hãy đợi" in answers[-1].content.decode()


def test_every_limit_meets_an_address(areas: Any) -> None:
    from tests.office.matrix.addresses import addresses

    names = [address.name for address in addresses()]
    for limit in limits.limits():
        assert any(limit.meets(name, method) for name in names for method in limit.methods), limit.id
