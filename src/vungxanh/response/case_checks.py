"""Checks of a case and its person: each has a name, a field, a sentence; only refusals stop the record."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vungxanh.messages import Message, message

Values = Mapping[str, Any]

DAYS = ("onset_date", "sample_date", "result_date", "report_date", "admission_date", "discharge_date",
        "outcome_date")  # fmt: skip
OLDEST = 120
LONG_AGO_DAYS = 366
NATIONAL_ID_DIGITS = (9, 12)
PHONE_DIGITS = range(9, 12)


@dataclass(frozen=True)
class Finding:
    """What a check found: which check, at which field, in words, and whether it refuses the record."""

    check: str
    field: str
    said: Message
    refused: bool


def check_case(case: Values, today: date) -> list[Finding]:
    """Everything that is wrong or doubtful with a case, refusals first."""
    found = [finding for check in CASE_CHECKS for finding in check(case, today)]
    return sorted(found, key=lambda finding: not finding.refused)


def check_person(person: Values, today: date) -> list[Finding]:
    """Everything that is wrong or doubtful with a person, refusals first."""
    found = [finding for check in PERSON_CHECKS for finding in check(person, today)]
    return sorted(found, key=lambda finding: not finding.refused)


def in_future(case: Values, today: date) -> Iterator[Finding]:
    """No day of a case lies ahead."""
    for name in DAYS:
        day = case.get(name)
        if day and day > today:
            yield _refusal("in_future", name, message("This day is still to come."))


def result_before_sample(case: Values, _: date) -> Iterator[Finding]:
    """A result follows its sample."""
    if _after(case, "sample_date", "result_date"):
        yield _refusal("result_before_sample", "result_date", message("The result is before the sample."))


def onset_after_sample(case: Values, _: date) -> Iterator[Finding]:
    """Possible: a sample taken from a person who was not ill yet."""
    if _after(case, "onset_date", "sample_date"):
        yield _warning("onset_after_sample", "onset_date", message("The onset is after the sample."))


def report_too_early(case: Values, _: date) -> Iterator[Finding]:
    """Possible: reported as suspected, sampled later."""
    if any(_after(case, name, "report_date") for name in ("onset_date", "sample_date", "result_date")):
        said = message("The report is before the onset, the sample or the result.")
        yield _warning("report_too_early", "report_date", said)


def long_ago(case: Values, today: date) -> Iterator[Finding]:
    """Most often a wrong year."""
    for name in ("onset_date", "sample_date", "report_date"):
        day = case.get(name)
        if day and (today - day).days > LONG_AGO_DAYS:
            yield _warning("long_ago", name, message("This day is more than a year ago."))


def discharge_before_admission(case: Values, _: date) -> Iterator[Finding]:
    """Nobody leaves before coming."""
    if _after(case, "admission_date", "discharge_date"):
        said = message("The discharge is before the admission.")
        yield _refusal("discharge_before_admission", "discharge_date", said)


def outcome_before_onset(case: Values, _: date) -> Iterator[Finding]:
    """Nobody recovers or dies of it before falling ill."""
    if _after(case, "onset_date", "outcome_date"):
        said = message("The outcome is before the onset.")
        yield _refusal("outcome_before_onset", "outcome_date", said)


def death_without_date(case: Values, _: date) -> Iterator[Finding]:
    """Deaths are counted by day."""
    if case.get("outcome") == "died" and not case.get("outcome_date"):
        yield _refusal("death_without_date", "outcome_date", message("A death needs its date."))


def outcome_date_without_outcome(case: Values, _: date) -> Iterator[Finding]:
    """A day says that something happened."""
    if case.get("outcome") == "pending" and case.get("outcome_date"):
        said = message("There is a date of an outcome, but no outcome.")
        yield _warning("outcome_date_without_outcome", "outcome_date", said)


def closed_while_pending(case: Values, _: date) -> Iterator[Finding]:
    """Closing ends the follow-up. A discarded case has no outcome to wait for."""
    if (
        case.get("status") == "closed"
        and case.get("outcome") == "pending"
        and case.get("classification") != "discarded"
    ):
        said = message("A case is closed when its outcome is known.")
        yield _refusal("closed_while_pending", "status", said)


def confirmed_while_negative(case: Values, _: date) -> Iterator[Finding]:
    """Every definition of a confirmed case wants a positive test."""
    if case.get("classification") == "confirmed" and case.get("test_result") in ("negative", "pending"):
        said = message("The case is confirmed, but its test is not positive.")
        yield _warning("confirmed_while_negative", "classification", said)


def source_contradicts(case: Values, _: date) -> Iterator[Finding]:
    """Who names the source knows it."""
    if case.get("source_case_id") and case.get("source_known") in ("no", "unknown"):
        said = message("A source case is named, and the source is said to be unknown.")
        yield _refusal("source_contradicts", "source_known", said)


def nameless(person: Values, _: date) -> Iterator[Finding]:
    """A person has a name."""
    if not str(person.get("full_name") or "").strip():
        yield _refusal("nameless", "full_name", message("The name is missing."))


def birth_impossible(person: Values, today: date) -> Iterator[Finding]:
    """Born before today, and not more than 120 years ago."""
    born = person.get("birth_date")
    year = born.year if born else person.get("birth_year")
    ahead = bool(born and born > today)
    if ahead or (year is not None and not today.year - OLDEST <= year <= today.year):
        field = "birth_date" if born else "birth_year"
        yield _refusal("birth_impossible", field, message("Nobody who lives was born then."))


def national_id_length(person: Values, _: date) -> Iterator[Finding]:
    """Twelve digits; nine on old cards."""
    number = str(person.get("national_id") or "").replace(" ", "")
    if number.isdigit() and len(number) not in NATIONAL_ID_DIGITS:
        said = message("A personal number has 12 digits (9 on old cards).")
        yield _warning("national_id_length", "national_id", said)


def phone_length(person: Values, _: date) -> Iterator[Finding]:
    """Ten digits today; nine to eleven are in old lists."""
    digits = re.sub(r"\D", "", person.get("phone") or "")
    if digits and len(digits) not in PHONE_DIGITS:
        yield _warning("phone_length", "phone", message("A phone number has 10 digits."))


Check = Callable[[Values, date], Iterator[Finding]]

CASE_CHECKS: tuple[Check, ...] = (
    in_future, result_before_sample, onset_after_sample, report_too_early, long_ago,
    discharge_before_admission, outcome_before_onset, death_without_date, outcome_date_without_outcome,
    closed_while_pending, confirmed_while_negative, source_contradicts,
)  # fmt: skip
PERSON_CHECKS: tuple[Check, ...] = (nameless, birth_impossible, national_id_length, phone_length)


def _after(values: Values, first: str, second: str) -> bool:
    """Whether both days are there and the first is the later one."""
    one, other = values.get(first), values.get(second)
    return bool(one and other and one > other)


def _refusal(check: str, field: str, said: Message) -> Finding:
    return Finding(check, field, said, refused=True)


def _warning(check: str, field: str, said: Message) -> Finding:
    return Finding(check, field, said, refused=False)
