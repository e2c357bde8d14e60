"""One assessment and one snapshot for all tests of publishing; nobody changes them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.unit.publishing.small_district import assessed
from vungxanh.assessment import Assessment, open_assessment
from vungxanh.publishing import Disclosed, disclose, new_key, publish, read_disclosure_rule

NOW = datetime(2021, 6, 21, 6, tzinfo=UTC)
PERIOD = (date(2021, 6, 10), date(2021, 6, 20))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The confidential side: an assessment folder and a key."""
    folder = tmp_path_factory.mktemp("office")
    assessed(folder)
    new_key(folder / "key.pem")
    return folder


@pytest.fixture(scope="session")
def assessment(office: Path) -> Assessment:
    return open_assessment(office / "assessment")


@pytest.fixture(scope="session")
def disclosed(assessment: Assessment) -> Disclosed:
    return disclose(assessment, read_disclosure_rule("default"))


@pytest.fixture(scope="session")
def site(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published snapshot; copy it before changing anything."""
    out = tmp_path_factory.mktemp("public") / "first"
    publish(office / "assessment", out, now=NOW, key=office / "key.pem", league_period=PERIOD)
    return out
