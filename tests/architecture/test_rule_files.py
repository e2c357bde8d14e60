"""Rules are data: every rule file is readable TOML with a title."""

import tomllib
from pathlib import Path

import pytest

from vungxanh.rules import read_rule, rule_names


def unreadable(folder: Path) -> list[Path]:
    """Rule files that are not TOML."""
    bad = []
    for file in sorted(folder.rglob("*.toml")):
        try:
            tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            bad.append(file)
    return bad


def test_every_rule_file_loads(repo_root: Path) -> None:
    rules = repo_root / "src" / "vungxanh" / "rules"
    assert list(rules.rglob("*.toml")), "no rule file at all"
    assert unreadable(rules) == []


def test_every_rule_file_is_reached_by_name(repo_root: Path) -> None:
    rules = repo_root / "src" / "vungxanh" / "rules"
    for folder in sorted(p.name for p in rules.iterdir() if p.is_dir() and any(p.glob("*.toml"))):
        assert all(read_rule(folder, name).get("title") for name in rule_names(folder)), folder


def test_the_check_can_fail(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("days = [3, ", "utf-8")
    assert unreadable(tmp_path) == [tmp_path / "broken.toml"]


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read_rule("zoning", "no-such-pack")
