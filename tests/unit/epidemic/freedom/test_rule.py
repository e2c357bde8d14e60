"""The rule file: every value has a source, and weights are consistent."""

import pytest

from vungxanh.epidemic.freedom import read_freedom
from vungxanh.rules import rule_names


@pytest.mark.parametrize("name", rule_names("freedom"))
def test_every_rule_file_is_valid_and_says_where_its_values_come_from(name: str) -> None:
    rule = read_freedom(name)
    values = [*rule.parameters.values(), *rule.methods.values(), *rule.groups.values()]
    assert all(value.source for value in values)
    assert all(v.certainty in {"verified", "secondary", "derived", "reading", "uncertain"} for v in values)


def test_what_no_law_says_is_marked_as_ours() -> None:
    rule = read_freedom()
    for name in ("design_prevalence", "confidence", "fresh_days"):
        assert "no legal source" in rule.parameters[name].source


def test_group_weights_average_to_one_with_the_rest() -> None:
    for group in read_freedom().groups.values():
        rest = group.weight / group.relative_risk
        assert group.share * group.weight + (1 - group.share) * rest == pytest.approx(1.0)


def test_a_changed_rule_leaves_the_original_alone() -> None:
    rule = read_freedom()
    other = rule.changed(prior=0.9, confidence=None)
    assert (other["prior"], rule["prior"]) == (0.9, 0.5)
    assert other["confidence"] == rule["confidence"]


def test_an_unconfirmed_method_needs_a_specificity_and_a_confirmed_one_none() -> None:
    for method in read_freedom().methods.values():
        assert method.confirmed or method.specificity < 1
