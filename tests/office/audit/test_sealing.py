"""Sealing while many write at once: every event once, in one chain."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.audit import seal
from vungxanh.office.records.models import Event, Seal, Unsealed
from vungxanh.office.records.store import act
from vungxanh.office.usecases.audit import check_trail

WRITERS, ACTS = 8, 25


@pytest.mark.committed
def test_eight_writers_make_one_chain() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")

    def write(number: int) -> None:
        for turn in range(ACTS):
            with act(by=SYSTEM, at=NOW, action="case.look", note=f"{number} {turn}"):
                pass
        connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    seal()
    assert Seal.objects.count() == Event.objects.count() == WRITERS * ACTS
    assert not Unsealed.objects.exists()
    assert check_trail() == []
