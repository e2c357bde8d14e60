"""Where a case was found, drawn day by day."""

from datetime import date

import pytest

from vungxanh.response.found import Stay, boundaries, day_found, overridden, where_found

BEGAN, LIFTED = date(2021, 8, 2), date(2021, 8, 12)
POINT = Stay("lockdown", 7, BEGAN, LIFTED, frozenset({100}))


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2021, 8, 1), False),  # before
        (date(2021, 8, 2), False),  # the first day: free until then, so still a community case
        (date(2021, 8, 3), True),
        (date(2021, 8, 12), True),  # the last day: sampled before the barrier went up
        (date(2021, 8, 13), False),
    ],
)
def test_the_day_of_sample_decides(day: date, inside: bool) -> None:
    assert (where_found(day, [POINT]) == POINT) is inside


def test_a_lockdown_that_still_holds_has_no_last_day() -> None:
    assert where_found(date(2021, 12, 1), [Stay("lockdown", 7, BEGAN)]) is not None


def test_the_case_that_caused_it_is_a_community_case_whatever_its_day() -> None:
    assert where_found(date(2021, 8, 5), [POINT], case=100) is None
    assert where_found(date(2021, 8, 5), [POINT], case=101) == POINT


def test_the_own_isolation_goes_before_the_lockdown_around_it() -> None:
    own = Stay("quarantine", 3, date(2021, 8, 4))
    assert where_found(date(2021, 8, 10), [POINT, own]) == own
    assert where_found(date(2021, 8, 4), [POINT, own]) == POINT


def test_without_a_sample_the_report_decides() -> None:
    assert day_found(None, LIFTED) == LIFTED
    assert day_found(BEGAN, LIFTED) == BEGAN


def test_the_rule_file_says_what_is_ours() -> None:
    rule = boundaries()
    assert (rule.first_day_inside, rule.last_day_inside, rule.cause_inside) == (False, True, False)
    assert overridden() == {"", "unknown", "community"}
