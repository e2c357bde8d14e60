"""The demo's office, as `make demo` leaves it: one assessment published, one to approve."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOOK = """
import django; django.setup()
from vungxanh.office.records.models import Assessment, Case, Contact, Isolation, Lockdown, Sample, User
print([(a.status, a.as_of.isoformat()) for a in Assessment.objects.order_by("number")])
print(*(model.objects.count() > 0 for model in (Case, Contact, Isolation, Lockdown, Sample)))
print(User.objects.count())
"""


@pytest.mark.slow
def test_the_demo_fills_an_office(tmp_path: Path) -> None:
    home = tmp_path / "demo-out" / "office"
    environment = os.environ | {
        "VUNGXANH_LANG": "en", "VUNGXANH_DATABASE": "", "VUNGXANH_HOME": str(home),
        "VUNGXANH_MFA": "optional", "DJANGO_SETTINGS_MODULE": "vungxanh.office.settings",
    }  # fmt: skip

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            check=False,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    said = run("-m", "vungxanh.cli", "demo", "--no-serve")
    assert "epidemiologist@demo.example" in said
    states, there, people = run("-c", LOOK).splitlines()
    assert states == "[('published', '2021-08-08'), ('computed', '2021-08-15')]"
    assert there == "True True True True True"
    assert people == "7"
    assert "audit trail is whole" in run("-m", "vungxanh.cli", "office", "check")
    assert (home / "site" / "current" / "index.html").is_file()
