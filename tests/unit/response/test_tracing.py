"""Tracing rules: windows, deadlines, the next step, states."""

import itertools
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from vungxanh.response import tracing
from vungxanh.response.tracing import Window, deadlines, decision_on, next_due, outside, window

HERE = timezone(timedelta(hours=7))
D = date


@pytest.mark.parametrize("part", tracing.PARTS)
def test_decisions_are_whole_and_no_two_hold_on_one_day(part: str) -> None:
    decisions = tracing.rule()[part]
    for one in decisions:
        assert one["source"]
        assert one["certainty"] in {"V", "S", "D", "K", "ours"}
    ends = [(d["valid_from"], d.get("valid_to", date.max)) for d in decisions]
    for (_, end), (begin, _) in itertools.pairwise(ends):
        assert end < begin


@pytest.mark.parametrize(
    ("part", "day", "expected"),
    [
        ("window", D(2020, 12, 2), None),
        ("window", D(2020, 12, 3), "5053-2020"),
        ("follow", D(2021, 7, 13), "21-days"),
        ("follow", D(2021, 7, 14), "5599-2021"),
        ("definition", D(2021, 7, 29), None),
        ("definition", D(2021, 12, 28), "3638-2021"),
        ("definition", D(2021, 12, 29), "2021-12-29"),
    ],
)
def test_which_decision_holds_on_which_day(part: str, day: date, expected: str | None) -> None:
    held = decision_on(part, "covid19", day)
    assert (held.id if held else None) == expected


def test_hours_are_marked_uncertain_and_dengue_has_no_tracing() -> None:
    held = decision_on("reach", "covid19", D(2021, 8, 1))
    assert held is not None
    assert held.uncertain
    assert "NOT FOUND" in held.source
    assert decision_on("reach", "dengue", D(2021, 8, 1)) is None


@pytest.mark.parametrize(
    ("onset", "sample", "expected"),
    [
        (D(2021, 8, 10), D(2021, 8, 12), Window(D(2021, 8, 7), D(2021, 8, 13), "onset")),
        (None, D(2021, 8, 12), Window(D(2021, 8, 9), D(2021, 8, 13), "sample")),
        (None, None, Window(D(2021, 8, 11), D(2021, 8, 13), "report")),
    ],
)
def test_window_counts_from_onset_else_sample_else_report(
    onset: date | None, sample: date | None, expected: Window
) -> None:
    found = window(
        disease="covid19", on=D(2021, 8, 14), onset=onset, sample=sample, report=D(2021, 8, 14),
        isolated=D(2021, 8, 13),
    )  # fmt: skip
    assert found == expected


@pytest.mark.parametrize(
    ("first", "last", "flagged"),
    [
        (D(2021, 8, 6), D(2021, 8, 6), True),
        (D(2021, 8, 6), D(2021, 8, 7), False),
        (D(2021, 8, 13), None, False),
        (D(2021, 8, 14), D(2021, 8, 15), True),
        (None, None, False),
    ],
)
def test_exposures_outside_the_window_both_ends_included(
    first: date | None, last: date | None, flagged: bool
) -> None:
    assert outside(Window(D(2021, 8, 7), D(2021, 8, 13), "onset"), first, last) is flagged


def test_deadlines_follow_the_rule_of_the_day_of_listing() -> None:
    late = datetime(2021, 7, 13, 18, tzinfo=UTC)  # 14 July, 1 o'clock in Viet Nam
    found = deadlines(disease="covid19", degree=1, listed_at=late, last_exposure=D(2021, 7, 10), zone=HERE)
    assert found.reach == late + timedelta(hours=24)
    assert found.isolate == late + timedelta(hours=48)
    assert found.first_test == D(2021, 7, 15)
    assert found.follow_until == D(2021, 7, 24)
    before = deadlines(
        disease="covid19", degree=2, listed_at=late - timedelta(hours=2), last_exposure=None, zone=HERE
    )
    assert before.follow_until == D(2021, 7, 13) + timedelta(days=21)
    assert before.first_test is None


def test_no_rule_no_deadline() -> None:
    found = deadlines(
        disease="dengue", degree=1, listed_at=datetime(2021, 8, 1, tzinfo=UTC), last_exposure=None, zone=HERE
    )
    assert found == tracing.Deadlines(None, None, None, None)


@pytest.mark.parametrize(
    ("status", "followed", "expected"),
    [
        ("listed", None, datetime(2021, 8, 2, tzinfo=UTC)),
        ("reached", None, datetime(2021, 8, 3, tzinfo=UTC)),
        ("isolating", None, datetime(2021, 8, 1, 17, tzinfo=HERE)),
        ("isolating", D(2021, 8, 4), datetime(2021, 8, 5, 17, tzinfo=HERE)),
        ("finished", D(2021, 8, 4), None),
        ("lost", None, None),
        ("became_case", None, None),
    ],
)
def test_the_next_step(status: str, followed: date | None, expected: datetime | None) -> None:
    found = next_due(
        status=status, trace_due=datetime(2021, 8, 2, tzinfo=UTC),
        isolate_due=datetime(2021, 8, 3, tzinfo=UTC), followed=followed, begun=D(2021, 8, 1), zone=HERE,
    )  # fmt: skip
    assert found == expected


def test_a_contact_who_became_a_case_stays_one() -> None:
    assert all("listed" not in after for after in tracing.STATUS.values())
    tracing.check_move("lost", "reached")
    with pytest.raises(tracing.WrongMove):
        tracing.check_move("became_case", "reached")


@pytest.mark.parametrize(
    ("first", "last", "possible"),
    [
        (D(2021, 8, 1), D(2021, 8, 3), True),
        (D(2021, 8, 10), D(2021, 8, 12), True),
        (D(2021, 8, 11), D(2021, 8, 12), False),
        (D(2021, 7, 19), D(2021, 7, 20), True),
        (D(2021, 7, 19), D(2021, 7, 19), False),
        (None, None, True),
    ],
)
def test_whether_an_exposure_can_have_led_to_the_case(
    first: date | None, last: date | None, possible: bool
) -> None:
    assert tracing.could_infect(disease="covid19", anchor=D(2021, 8, 10), first=first, last=last) is possible
