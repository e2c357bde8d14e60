"""Each test here begins with nobody counted: allauth keeps its limits in a cache that outlives a test."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_counted() -> None:
    cache.clear()
