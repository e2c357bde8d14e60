"""Outbreaks with chains of cases."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.models import Area, Case, Outbreak
from vungxanh.office.usecases.outbreaks import open_outbreak

ONSET = date(2021, 8, 1)


@pytest.fixture
def make_outbreak(wards: list[Area]) -> Callable[..., Outbreak]:
    """An outbreak in an area (default: the first ward)."""

    def made(area: Area | None = None, **values: Any) -> Outbreak:
        given = {"name": "Ổ dịch mô phỏng", **values}
        where = area or wards[0]
        return open_outbreak(by=SYSTEM, as_of=NOW, area_id=where.pk, disease="covid19", values=given)

    return made


@pytest.fixture
def make_chain(make_case: Callable[..., Case]) -> Callable[..., list[Case]]:
    """Cases each infected by the one before, three days apart."""

    def made(n: int, **values: Any) -> list[Case]:
        chain: list[Case] = []
        for number in range(n):
            source = {"source_case": chain[-1], "source_known": "yes"} if chain else {}
            onset = ONSET + timedelta(days=3 * number)
            chain.append(make_case(onset_date=onset, **source, **values))
        return chain

    return made
