"""Isolation by dated rules: days, tests, release."""

from datetime import date
from pathlib import Path

import pytest

from vungxanh.response.isolation import (
    PLACES,
    REASONS,
    STATUS,
    Due,
    MoveNotAllowed,
    check_move,
    due_tests,
    last_day,
    may_go_home,
    number_of,
    rule_on,
    rules,
    unmet,
)

AUGUST = date(2021, 8, 15)


@pytest.mark.parametrize(
    ("reason", "place", "day", "rule", "days", "tests"),
    [
        ("contact", "home", "2021-06-26", "contact-21-days", 21, (1, 7, 14, 20)),
        ("contact", "home", "2021-06-27", "contact-home-pilot-28-days", 28, (1, 7, 14, 20, 28)),
        ("contact", "home", "2021-07-13", "contact-home-pilot-28-days", 28, (1, 7, 14, 20, 28)),
        ("contact", "centre", "2021-07-13", "contact-21-days", 21, (1, 7, 14, 20)),
        ("contact", "home", "2021-07-14", "contact-14-days", 14, (1, 7, 14)),
        ("entrant", "centre", "2021-07-14", "contact-14-days", 14, (1, 7, 14)),
        ("case", "centre", "2021-07-13", "case-day-10", 21, (10, 14, 21)),
        ("case", "centre", "2021-07-23", "case-one-week", 21, (7, 14, 21)),
        ("case", "home", "2021-07-28", "case-one-week", 21, (7, 14, 21)),
        ("case", "home", "2021-07-29", "case-home-14-days", 14, (14,)),
        ("case", "hospital", "2021-08-06", "case-one-week", 21, (7, 14, 21)),
        ("case", "hospital", "2021-08-07", "case-day-7", 7, (7,)),
    ],
)
def test_which_rule_holds_on_which_day(reason, place, day, rule, days, tests) -> None:
    found = rule_on(reason, place, date.fromisoformat(day))
    assert found is not None
    assert (found.id, found.days, found.tests) == (rule, days, tests)


@pytest.mark.parametrize(
    ("reason", "day"), [("case", "2021-07-12"), ("contact", "2021-05-31"), ("second_contact", "2021-08-15")]
)
def test_where_no_rule_was_found_there_is_none(reason, day) -> None:
    assert rule_on(reason, "home", date.fromisoformat(day)) is None


def test_every_rule_is_complete_and_says_what_is_uncertain() -> None:
    for rule in rules():
        assert set(rule.reason) <= set(REASONS)
        assert set(rule.place) <= set(PLACES)
        assert max(rule.tests) <= rule.days
        assert set(rule.document) == {"vi", "en"}
        assert set(rule.note) == {"vi", "en"}
        assert rule.valid_from <= rule.valid_to
        if rule.valid_to == date.max:
            assert "valid_to" in rule.uncertain, rule.id


def test_the_first_day_is_day_one() -> None:
    rule = rule_on("contact", "home", AUGUST)
    assert [t.due for t in due_tests(rule, AUGUST)] == [AUGUST, date(2021, 8, 21), date(2021, 8, 28)]
    assert last_day(rule, AUGUST) == date(2021, 8, 28)
    assert number_of(date(2021, 8, 28), AUGUST) == 14


def results(rule, *given) -> list[Due]:
    due = due_tests(rule, AUGUST)
    return [Due(t.number, t.due, result, ct) for t, (result, ct) in zip(due, given, strict=True)]


NEGATIVE, POSITIVE, NONE = ("negative", None), ("positive", 24.0), ("", None)
LOW = ("positive", 30.0)


@pytest.mark.parametrize(
    ("day", "given", "lacking"),
    [
        (28, (NEGATIVE, NEGATIVE, NEGATIVE), 0),
        (27, (NEGATIVE, NEGATIVE, NEGATIVE), 1),  # a day early
        (28, (NEGATIVE, NEGATIVE, NONE), 1),
        (28, (NEGATIVE, NONE, NONE), 2),
        (28, (NEGATIVE, LOW, NEGATIVE), 1),  # a contact with a positive test is a case, whatever the Ct
        (20, (NONE, POSITIVE, NONE), 4),
    ],
)
def test_a_contact_is_released_after_all_days_and_all_tests(day, given, lacking) -> None:
    rule = rule_on("contact", "home", AUGUST)
    assert len(unmet(rule, last_day(rule, AUGUST), date(2021, 8, day), results(rule, *given))) == lacking


@pytest.mark.parametrize(
    ("day", "given", "lacking"),
    [(21, NEGATIVE, 0), (21, LOW, 0), (21, ("positive", 29.9), 1), (21, ("positive", None), 1), (20, LOW, 1)],
)
def test_a_case_is_released_on_day_7_if_negative_or_of_ct_30(day, given, lacking) -> None:
    rule = rule_on("case", "hospital", AUGUST)
    assert len(unmet(rule, last_day(rule, AUGUST), date(2021, 8, day), results(rule, given))) == lacking


def test_a_case_of_july_may_go_on_at_home_after_a_good_test_of_day_10() -> None:
    began = date(2021, 7, 13)
    rule = rule_on("case", "centre", began)
    tests = list(due_tests(rule, began))
    assert len(may_go_home(rule, began, date(2021, 7, 21), tests)) == 2
    tests[0] = Due(10, tests[0].due, "negative")
    assert may_go_home(rule, began, date(2021, 7, 22), tests) == []
    assert unmet(rule, last_day(rule, began), date(2021, 8, 2), tests) != []


def test_days_set_by_hand_want_their_tests_negative_too() -> None:
    assert unmet(None, AUGUST, AUGUST, []) == []
    assert len(unmet(None, AUGUST, AUGUST, [Due(7, AUGUST)])) == 1


@pytest.mark.parametrize("old", STATUS)
@pytest.mark.parametrize("new", STATUS)
def test_only_moves_of_the_dictionary_are_allowed(old, new) -> None:
    if new in STATUS[old]:
        check_move(old, new)
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(old, new)


def test_the_diagram_in_the_docs_is_this_dictionary() -> None:
    page = Path(__file__).parents[3] / "docs" / "explanation" / "isolation-rules.md"
    drawn = {line.strip() for line in page.read_text("utf-8").splitlines() if "-->" in line}
    assert drawn == {f"{old} --> {new}" for old, onward in STATUS.items() for new in onward}
