"""The repository names no machine's path and no package host; the site's assets name no other host."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import files_below

# Written so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w.}])/(?:work|home|root|Users)/")
HOSTS = [
    host.replace(" ", ".")
    for host in (
        "pypi org",
        "files pythonhosted org",
        "registry npmjs org",
        "registry yarnpkg com",
        "deb debian org",
        "cdn jsdelivr net",
        "unpkg com",
        "cdnjs cloudflare com",
    )
]
ELSEWHERE = re.compile(r"""https?://(?!www\.w3\.org/)|["'(=]\s*//[\w-]+\.[\w.-]+""")
ASSETS = {".html", ".jinja", ".j2", ".css", ".js", ".svg", ".json", ".webmanifest", ".xml"}


def text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        return ""  # a picture


def machine_paths(root: Path) -> list[str]:
    return [str(file) for file in files_below(root) if MACHINE.search(text_of(file))]


def package_hosts(root: Path) -> list[str]:
    return [f"{file} {host}" for file in files_below(root) for host in HOSTS if host in text_of(file)]


def foreign_assets(folder: Path) -> list[str]:
    return [
        f"{file}:{number} {line.strip()[:100]}"
        for file in files_below(folder, ASSETS)
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if ELSEWHERE.search(line)
    ]


def test_no_file_names_a_path_of_a_machine(repo_root: Path) -> None:
    assert machine_paths(repo_root) == []


def test_no_file_names_a_package_host(repo_root: Path) -> None:
    assert package_hosts(repo_root) == []


def test_the_lock_is_hashed_throughout(repo_root: Path) -> None:
    for lock in sorted(repo_root.glob("requirements*.lock")):
        entries = re.split(r"\n(?=[a-z])", lock.read_text("utf-8").strip())
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries), lock


def test_site_assets_load_nothing_from_elsewhere(repo_root: Path) -> None:
    assert foreign_assets(repo_root / "src" / "vungxanh" / "publishing") == []


@pytest.mark.parametrize("line", ["see /wo" + "rk/main", "url: https://" + HOSTS[0] + "/simple"])
def test_the_path_and_host_checks_can_fail(tmp_path: Path, line: str) -> None:
    (tmp_path / "notes.md").write_text(line, "utf-8")
    assert len(machine_paths(tmp_path)) + len(package_hosts(tmp_path)) == 1


@pytest.mark.parametrize(
    ("line", "foreign"),
    [
        ('<script src="https://example.net/a.js">', True),
        ("@import url(//fonts.example.net/x.css)", True),
        ('<svg xmlns="http://www.w3.org/2000/svg">', False),
        ("// a.comment", False),
    ],
)
def test_the_asset_check_can_fail(tmp_path: Path, line: str, foreign: bool) -> None:
    (tmp_path / "page.html").write_text(line, "utf-8")
    assert bool(foreign_assets(tmp_path)) is foreign
