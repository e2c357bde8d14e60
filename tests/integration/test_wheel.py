"""A built wheel carries everything that the package reads: rules, catalogues, templates, assets."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.architecture.source import files_below


def test_the_wheel_holds_every_file_of_the_package(repo_root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, check=True, cwd=repo_root, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    packed = set(zipfile.ZipFile(wheel).namelist())
    source = repo_root / "src"
    wanted = {file.relative_to(source).as_posix() for file in files_below(source) if file.suffix != ".pyc"}
    assert sorted(wanted - packed) == []
    assert any(name.endswith("licenses/LICENSE") for name in packed)
