"""Disclosure rules are data: every shipped one loads, faults are named."""

import hashlib
from pathlib import Path

import pytest

from vungxanh.publishing import DisclosureRuleError, read_disclosure_rule
from vungxanh.rules import rule_names


@pytest.mark.parametrize("name", rule_names("disclosure"))
def test_every_shipped_rule_loads(name: str, repo_root: Path) -> None:
    rule = read_disclosure_rule(name)
    file = repo_root / "src/vungxanh/rules/disclosure" / f"{name}.toml"
    assert rule.id == name
    assert rule.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_default_protects_areas_below_5000_people_and_counts_below_5() -> None:
    rule = read_disclosure_rule("default")
    assert (rule.small_population, rule.small_count) == (5000, 5)
    assert any("91/2025/QH15" in source.document for source in rule.sources)


def test_a_rule_can_be_a_file(tmp_path: Path, repo_root: Path) -> None:
    text = (repo_root / "src/vungxanh/rules/disclosure/default.toml").read_text("utf-8")
    (tmp_path / "ours.toml").write_text(text.replace("value = 5000", "value = 800"), "utf-8")
    assert read_disclosure_rule(tmp_path / "ours.toml").small_population == 800


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("value = 5000", "value = 0"), "parameters.small_population.value"),
        (('version = "2"', 'version = "2"\ncolour = "x"'), "colour"),
        (("[levels]", "[levels"), "not TOML"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, repo_root: Path, change: tuple[str, str], named: str) -> None:
    text = (repo_root / "src/vungxanh/rules/disclosure/default.toml").read_text("utf-8")
    (tmp_path / "ours.toml").write_text(text.replace(*change), "utf-8")
    with pytest.raises(DisclosureRuleError, match=named):
        read_disclosure_rule(tmp_path / "ours.toml")


def test_an_unknown_rule_names_those_there_are() -> None:
    with pytest.raises(DisclosureRuleError, match="default"):
        read_disclosure_rule("no-such-rule")
