"""The table: what is still needed, and why an area is not verified."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from vungxanh.epidemic.freedom import Freedom, freedom_frame, read_freedom

DAY = date(2021, 9, 10)
RULE = read_freedom()
ONE = Freedom(
    p_free=np.array([0.9]),
    sse=np.array([0.3]),
    tests=np.array([120.0]),
    fresh_tests=np.array([20.0]),
    quiet=np.array([6]),
    introduction=np.array([0.01]),
    chance_needed=np.array([0.3]),
    population=np.array([1000.0]),
    confidence=0.95,
)


def row(**changed: np.ndarray) -> dict[str, object]:
    return freedom_frame(replace(ONE, **changed), ["1"], DAY, RULE).to_dicts()[0]


def test_the_columns() -> None:
    assert list(row())[:7] == [
        "area", "date", "p_free", "sse", "tests", "days_since_last_case", "p_introduction",
    ]  # fmt: skip
    assert {"tests_needed", "verified", "why_not", "why_not_vi", "why_not_en"} <= row().keys()


def test_tests_needed_by_single_samples_pools_and_households() -> None:
    found = row()
    assert found["tests_needed"] == 400  # 0.3 of 1,000 people, sensitivity 0.75
    assert found["pools_needed"] == 45  # 300 / (0.75 * 10^-0.05) = 448.8 people, in pools of 10
    # A representative weighs 1.33 people at random: 302 of them, but there are only 256 households.
    assert found["households_needed"] is None
    assert row(chance_needed=np.array([0.2]))["households_needed"] == 201


def test_what_cannot_be_reached_is_null_and_said() -> None:
    for chance in (np.nan, 0.8):
        found = row(chance_needed=np.array([chance]))
        assert found["tests_needed"] is None
        assert "cannot reach it" in str(found["why_not_en"])


def test_a_verified_area_has_no_reason() -> None:
    found = row(p_free=np.array([0.95]), chance_needed=np.array([0.0]))
    assert found["verified"] is True
    assert (found["why_not"], found["why_not_en"], found["tests_needed"]) == (None, None, 0)


@pytest.mark.parametrize(
    ("changed", "why", "words"),
    [
        ({"fresh_tests": np.array([0.0]), "p_free": np.array([0.99])}, "untested", "Nobody was tested"),
        ({"p_free": np.array([np.nan])}, "population", "population of the area is not known"),
        ({}, "below", "90 % sure, 95 % are asked for. Last case 6 days ago. 400 more people"),
        ({"quiet": np.array([-1])}, "below", "No case in the period."),
        ({"p_free": np.array([0.94999])}, "below", "94.9 % sure"),
    ],
)
def test_why_it_is_not_verified(changed: dict[str, np.ndarray], why: str, words: str) -> None:
    found = row(**changed)
    assert found["verified"] is False
    assert found["why_not"] == why
    assert words in str(found["why_not_en"])
    assert found["why_not_vi"] != found["why_not_en"]


def test_no_case_in_the_window_is_null() -> None:
    assert row(quiet=np.array([-1]))["days_since_last_case"] is None
    assert row(quiet=np.array([0]))["days_since_last_case"] == 0
