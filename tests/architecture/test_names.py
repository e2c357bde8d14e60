"""A stranger should guess where a line belongs; nothing unfinished is shipped."""

import re
from pathlib import Path

from tests.architecture.source import CODE, files_below

DRAWERS = {"util", "utils", "common", "helper", "helpers", "misc", "stuff"}
UNFINISHED = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")


def drawers(root: Path) -> list[Path]:
    """Files and folders whose name says nothing."""
    return [f for f in files_below(root, CODE) if DRAWERS & {part.lower() for part in (*f.parts, f.stem)}]


def unfinished(root: Path) -> list[str]:
    return [
        f"{file}:{number}"
        for file in files_below(root, CODE | {".toml", ".md", ".po"})
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]


def test_no_drawer_for_everything(repo_root: Path) -> None:
    assert drawers(repo_root / "src") == []
    assert drawers(repo_root / "tests") == []


def test_nothing_is_marked_unfinished(repo_root: Path) -> None:
    assert (
        unfinished(repo_root / "src") + unfinished(repo_root / "tests") + unfinished(repo_root / "docs") == []
    )


def test_every_python_file_says_its_job(repo_root: Path) -> None:
    silent = [
        f for f in files_below(repo_root / "src", {".py"}) if not f.read_text("utf-8").startswith('"""')
    ]
    assert silent == []


def test_the_checks_can_fail(tmp_path: Path) -> None:
    (tmp_path / "utils.py").write_text("# TO" + "DO: later\n", "utf-8")
    assert len(drawers(tmp_path)) == 1
    assert len(unfinished(tmp_path)) == 1
