"""The rule for foci: what is sure in it, and what is refused."""

from pathlib import Path

import pytest

from vungxanh.epidemic.clusters import ClusterError
from vungxanh.epidemic.clusters.foci import read_focus_rule
from vungxanh.rules import read_rule


def test_only_the_radius_is_verified() -> None:
    rule = read_focus_rule("dengue")
    assert (rule.treatment.radius_m, rule.treatment.certainty) == (200, "verified")
    assert (rule.focus.certainty, rule.end.certainty) == ("uncertain", "uncertain")
    assert rule.uncertain


def test_the_alarm_rule_is_no_disease() -> None:
    with pytest.raises(ClusterError, match="dengue"):
        read_focus_rule("alarm")
    assert read_rule("clusters", "alarm")["recurrence_days"] == 20


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    source = Path(__file__).parents[5] / "src/vungxanh/rules/clusters/dengue.toml"
    own = tmp_path / "own.toml"
    own.write_text(source.read_text("utf-8").replace("radius_m = 200", "radius_m = 100"), "utf-8")
    assert read_focus_rule(own).treatment.radius_m == 100
    own.write_text("radius = 3", "utf-8")
    with pytest.raises(ClusterError, match="is not a rule for foci"):
        read_focus_rule(own)
