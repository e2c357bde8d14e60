"""Reasons of past colours: the pack's words with the day's values, or only what may be shown."""

import pytest

from vungxanh.publishing.site.atlas import Run
from vungxanh.publishing.site.reasons import Reasons
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.zoning import read_pack

REASONS = Reasons(read_pack("vn-2686-2021"))


def said(why: str, value: float | None = 3, threshold: float | None = 2) -> str:
    return REASONS.sentence(Run(0, 1, 0, why, value, threshold), Tongue.of("en"))


def test_value_and_threshold_are_filled_in() -> None:
    sentence = said("cluster_unknown_source")
    assert "3" in sentence
    assert "2" in sentence
    assert "{" not in sentence


def test_a_hidden_value_becomes_the_bound_of_the_condition() -> None:
    assert "≥ 2" in said("cluster_unknown_source", None)


@pytest.mark.parametrize("why", ["all_clear", "holding", "missing"])
def test_what_is_no_condition_has_words_too(why: str) -> None:
    assert "_" not in said(why)
