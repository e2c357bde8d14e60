"""What every test may ask for: the repository, the real data beside it, sentences in English."""

import os
import tempfile
from pathlib import Path

import django
import pytest

# Before pytest-django looks for the settings: a home of the office that no other run shares.
os.environ["VUNGXANH_HOME"] = tempfile.mkdtemp(prefix="vx-office-")
os.environ["VUNGXANH_HTTPS"] = "0"
os.environ["DJANGO_SETTINGS_MODULE"] = "vungxanh.office.settings"
django.setup()

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The repository's top folder."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the repository; the test is skipped where it is absent."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data (../shared/data) are not on this machine")
    return folder


@pytest.fixture(autouse=True)
def _language_does_not_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own language settings must not decide a test."""
    monkeypatch.delenv("VUNGXANH_LANG", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
