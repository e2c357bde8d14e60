"""Checks of a case, one row each: what is said, at which field, and whether it refuses."""

from datetime import date

import pytest

from vungxanh.response.case_checks import check_case, check_person

TODAY = date(2021, 8, 15)
GOOD = {
    "onset_date": date(2021, 8, 10),
    "sample_date": date(2021, 8, 11),
    "result_date": date(2021, 8, 12),
    "report_date": date(2021, 8, 12),
    "classification": "confirmed",
    "status": "notified",
    "outcome": "pending",
    "test_result": "positive",
}


def day(number: int, month: int = 8, year: int = 2021) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("change", "check", "field", "refused"),
    [
        ({"onset_date": day(16)}, "in_future", "onset_date", True),
        ({"result_date": day(10)}, "result_before_sample", "result_date", True),
        ({"onset_date": day(12)}, "onset_after_sample", "onset_date", False),
        ({"report_date": day(11)}, "report_too_early", "report_date", False),
        ({"onset_date": day(11, 8, 2020)}, "long_ago", "onset_date", False),
        (
            {"admission_date": day(12), "discharge_date": day(11)},
            "discharge_before_admission",
            "discharge_date",
            True,
        ),
        ({"outcome": "recovered", "outcome_date": day(9)}, "outcome_before_onset", "outcome_date", True),
        ({"outcome": "died"}, "death_without_date", "outcome_date", True),
        ({"outcome_date": day(12)}, "outcome_date_without_outcome", "outcome_date", False),
        ({"status": "closed"}, "closed_while_pending", "status", True),
        ({"test_result": "negative"}, "confirmed_while_negative", "classification", False),
        ({"source_case_id": 5, "source_known": "no"}, "source_contradicts", "source_known", True),
    ],
)
def test_each_check_finds_its_fault(change, check, field, refused) -> None:
    found = [(f.check, f.field, f.refused) for f in check_case(GOOD | change, TODAY)]
    assert (check, field, refused) in found


def test_a_good_case_and_its_bounds_pass() -> None:
    assert check_case(GOOD, TODAY) == []
    same = dict.fromkeys(("onset_date", "sample_date", "result_date", "report_date"), TODAY)
    assert check_case(GOOD | same, TODAY) == []
    assert check_case(GOOD | {"status": "closed", "classification": "discarded"}, TODAY) == []


@pytest.mark.parametrize(
    ("person", "check", "refused"),
    [
        ({"full_name": " "}, "nameless", True),
        ({"birth_year": 1900}, "birth_impossible", True),
        ({"birth_year": 2022}, "birth_impossible", True),
        ({"birth_date": day(16)}, "birth_impossible", True),
        ({"national_id": "12345"}, "national_id_length", False),
        ({"phone": "123"}, "phone_length", False),
    ],
)
def test_each_check_of_a_person(person, check, refused) -> None:
    found = check_person({"full_name": "Người Mô Phỏng"} | person, TODAY)
    assert [(f.check, f.refused) for f in found] == [(check, refused)]


@pytest.mark.parametrize(
    "person",
    [
        {"birth_year": 1901},
        {"birth_date": TODAY},
        {"phone": "+84 901 234 567"},
        {"phone": "0901234567"},
        {"national_id": "079 180 001234"},
        {"national_id": "A1"},
    ],
)
def test_what_can_be_passes(person) -> None:
    assert check_person({"full_name": "Người Mô Phỏng"} | person, TODAY) == []
