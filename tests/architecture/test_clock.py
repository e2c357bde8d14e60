"""`as_of` and `seed` are arguments: no clock and no hidden randomness in the library."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import dotted_calls, files_below

CLOCK = {
    "datetime.date.today", "datetime.datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime",
    "django.utils.timezone.now", "django.utils.timezone.localdate", "django.utils.timezone.localtime",
}  # fmt: skip
SEEDED = {"default_rng", "Generator", "SeedSequence", "PCG64", "Philox"}


def hidden_inputs(file: Path) -> list[str]:
    """Calls that make a result depend on when or how often it is computed."""
    calls = dotted_calls(ast.parse(file.read_text("utf-8")))
    return [f"{file}:{call.lineno} {name}" for call, name in calls if _hidden(call, name)]


def _hidden(call: ast.Call, name: str) -> bool:
    if name in CLOCK:
        return True
    if name.startswith("numpy.random."):
        unseeded = not call.args and not call.keywords
        return name.rsplit(".", 1)[1] not in SEEDED or (name.endswith("default_rng") and unseeded)
    return name.startswith("random.") and name != "random.Random"


def test_the_library_reads_no_clock_and_no_dice(repo_root: Path) -> None:
    package = repo_root / "src" / "vungxanh"
    # The command line and the office's one clock tell the time to all others.
    library = [
        f
        for f in files_below(package, {".py"})
        if f.relative_to(package).parts[0] != "cli" and f != package / "office" / "clock.py"
    ]
    assert [found for file in library for found in hidden_inputs(file)] == []


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date\nday = date.today()",
        "import datetime as d\nnow = d.datetime.now(d.UTC)",
        "from time import time as t\nt()",
        "import numpy as np\nnp.random.default_rng()",
        "import numpy as np\nnp.random.poisson(3)",
        "import random\nrandom.choice([1])",
    ],
)
def test_the_check_can_fail(tmp_path: Path, code: str) -> None:
    file = tmp_path / "guilty.py"
    file.write_text(code, "utf-8")
    assert len(hidden_inputs(file)) == 1


def test_the_check_lets_seeds_pass(tmp_path: Path) -> None:
    file = tmp_path / "innocent.py"
    file.write_text("import numpy as np\nnp.random.default_rng(7)\nday.today_is(3)", "utf-8")
    assert hidden_inputs(file) == []
