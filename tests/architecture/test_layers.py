"""Who may import whom: the contracts hold, and each of them would notice a violation."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

VIOLATIONS = {
    "layers": ("territory/violation.py", "import vungxanh.zoning\n"),
    "cycles": ("territory/violation.py", "import vungxanh.territory.echo\n"),
    "django": ("zoning/violation.py", "import django\n"),
    "office": ("office/access/violation.py", "import vungxanh.office.records.store\n"),
    "models": ("office/pages/violation.py", "import vungxanh.office.records.models\n"),
    "terminal": ("linelist/violation.py", "import rich\n"),
    "spreadsheets": ("linelist/violation.py", "import python_calamine\n"),
    "pandas": ("publishing/violation.py", "import pandas\n"),
}


def check_contracts(repo_root: Path, source: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the project's contracts on the package found in `source`."""
    chosen = [argument for name in contracts for argument in ("--contract", name)]
    code = "from importlinter.cli import lint_imports_command as run; run()"
    settings = ["--no-logo", "--no-cache", "--config", str(repo_root / "pyproject.toml")]
    command = [sys.executable, "-c", code, *settings, *chosen]
    environment = os.environ | {"PYTHONPATH": str(source), "COLUMNS": "200"}
    return subprocess.run(command, check=False, cwd=source, env=environment, text=True, capture_output=True)


def contracts_in(repo_root: Path) -> dict[str, str]:
    settings = tomllib.loads((repo_root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return {contract["id"]: contract["name"] for contract in settings["contracts"]}


@pytest.fixture
def copied(repo_root: Path, tmp_path: Path) -> Path:
    """A copy of the package's Python files that a test may spoil."""

    def not_python(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if not name.endswith(".py") and Path(folder, name).is_file()}

    shutil.copytree(repo_root / "src" / "vungxanh", tmp_path / "vungxanh", ignore=not_python)
    return tmp_path


def test_all_contracts_are_kept(repo_root: Path) -> None:
    outcome = check_contracts(repo_root, repo_root / "src")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_folder_of_code_is_seen(repo_root: Path) -> None:
    package = repo_root / "src" / "vungxanh"
    folders = {file.parent for file in package.rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_every_contract_has_a_violation(repo_root: Path) -> None:
    assert set(contracts_in(repo_root)) == set(VIOLATIONS)


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_violation_breaks_its_contract(repo_root: Path, copied: Path, contract: str) -> None:
    path, code = VIOLATIONS[contract]
    (copied / "vungxanh" / path).write_text(code, "utf-8")
    (copied / "vungxanh/territory/echo.py").write_text("import vungxanh.territory.violation\n", "utf-8")
    outcome = check_contracts(repo_root, copied, contract)
    assert outcome.returncode == 1
    assert f"{contracts_in(repo_root)[contract]} BROKEN" in outcome.stdout


def test_a_room_without_a_place_breaks_the_layers(repo_root: Path, copied: Path) -> None:
    (copied / "vungxanh" / "attic").mkdir()
    (copied / "vungxanh" / "attic" / "__init__.py").write_text("", "utf-8")
    outcome = check_contracts(repo_root, copied, "layers")
    assert outcome.returncode == 1
    assert "attic" in outcome.stdout
