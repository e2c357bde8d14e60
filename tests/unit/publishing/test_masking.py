"""Bounds instead of values: nothing that the deciding condition does not say itself."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from vungxanh.assessment import Assessment
from vungxanh.publishing.masking import BoundedFinding, all_conditions, mask_explanation, mask_values
from vungxanh.zoning import Explanation, Finding, Pack


@pytest.fixture
def said(assessment: Assessment) -> Explanation:
    return assessment.explanation("W1", date(2021, 6, 9))


def bounded(said: Explanation, state: bool | None, threshold: float | None = 2.0) -> Finding:
    assert said.deciding is not None
    finding = replace(said.deciding, state=state, threshold=threshold)
    masked = mask_explanation(replace(said, deciding=finding)).deciding
    assert masked is not None
    return masked


@pytest.mark.parametrize(("state", "shown"), [(True, "≥ 2"), (False, "< 2"), (None, "*")])
def test_the_bound_follows_the_answer(said: Explanation, state: bool | None, shown: str) -> None:
    masked = bounded(said, state)
    assert masked.value_shown("en") == shown
    assert masked.value is masked.value_upper is None


def test_numbers_are_written_as_the_language_does(said: Explanation) -> None:
    assert bounded(said, True, threshold=2500.5).value_shown("vi") == "≥ 2.500,5"


def test_other_conditions_are_left_out(said: Explanation) -> None:
    assert said.deciding is not None
    told = mask_explanation(replace(said, also=(said.deciding,), blocking=(said.deciding, said.deciding)))
    assert told.also == ()
    assert told.blocking == (told.deciding,)


def test_a_threshold_that_is_another_count_is_not_told(said: Explanation) -> None:
    finding = BoundedFinding(**{**vars(bounded(said, True)), "threshold": None})
    assert finding.value_shown("en") == "*"
    assert "?" not in finding.sentence("en")


def one_row(**values: object) -> pl.DataFrame:
    row = {"area": "A", "decided_by": "cluster_unknown_source", "value": 3.0, "threshold": 2.0, **values}
    return pl.DataFrame([row])


@pytest.mark.parametrize(
    ("values", "protected", "value", "shown", "threshold"),
    [
        ({}, [], 3.0, "3", 2.0),
        ({"value": 3.456}, [], 3.456, "3.46", 2.0),
        ({}, ["A"], None, "≥ 2", 2.0),
        ({"decided_by": "all_clear"}, ["A"], None, "*", None),
        ({"value": None}, ["A"], None, None, 2.0),
    ],
)
def test_the_table_says_the_same(
    assessment: Assessment,
    values: dict[str, object],
    protected: list[str],
    value: float | None,
    shown: str | None,
    threshold: float | None,
) -> None:
    table = one_row(**values).cast({"value": pl.Float64})
    row = mask_values(table, protected, assessment.pack).row(0, named=True)
    assert (row["value"], row["value_shown"], row["threshold"]) == (value, shown, threshold)


def test_every_condition_of_a_pack_is_found(assessment: Assessment) -> None:
    pack: Pack = assessment.pack
    decided = set(assessment.colours["decided_by"]) - {"all_clear", "holding", "missing"}
    assert decided <= {condition.id for condition in all_conditions(pack)}
