"""The small district with made-up estimates beside its assessment."""

from pathlib import Path

import pytest

from tests.unit.publishing.made_up import as_given, write_estimates
from tests.unit.publishing.small_district import assessed
from vungxanh.assessment import Assessment, open_assessment
from vungxanh.publishing import Disclosed, disclose, read_disclosure_rule


@pytest.fixture
def estimated(tmp_path: Path) -> Path:
    """An assessment folder of its own for each test, with all estimates."""
    folder = assessed(tmp_path / "office")
    write_estimates(folder)
    return folder


@pytest.fixture
def assessment_there(estimated: Path) -> Assessment:
    return open_assessment(estimated)


@pytest.fixture
def shown(assessment_there: Assessment) -> Disclosed:
    return disclose(assessment_there, read_disclosure_rule("default"), remake=as_given)
