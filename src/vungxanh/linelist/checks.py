"""The catalogue of row checks: what can be wrong with a row, how we say it, and what becomes of the row."""

from dataclasses import dataclass
from typing import Literal

from vungxanh.messages import Message, message

Outcome = Literal["refused", "duplicate", "not_counted", "after_as_of", "warning"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be said about a row or a file. `number` orders the catalogue."""

    number: int
    code: str
    outcome: Outcome
    sentence: Message


_CATALOGUE: tuple[tuple[str, Outcome, Message], ...] = (
    # The day. A row is refused rather than put on a day that we would have to invent.
    ("no_date", "refused", message("the row has no date")),
    ("bad_date", "refused", message("this is not a date that can be read (no date is guessed)")),
    ("date_too_old", "refused", message("the date lies more than 40 years before the cut-off day")),
    (
        "future_date",
        "refused",
        message("the date lies more than 10 years after the cut-off day"),
    ),
    ("far_date", "refused", message("the date lies more than a year away from those of all other rows")),
    (
        "impossible_order",
        "refused",
        message("sample more than a year before onset, or onset or sample more than 60 days after report"),
    ),
    # The place.
    ("no_area", "refused", message("the row does not say where")),
    ("unknown_area", "refused", message("there is no such area")),
    ("ambiguous_area", "refused", message("several areas have this name")),
    ("other_province", "refused", message("the place lies elsewhere")),
    ("code_name_conflict", "refused", message("code and name are two different areas")),
    # The numbers of a table of counts.
    ("bad_count", "refused", message("this is not a whole number")),
    ("parts_exceed_total", "refused", message("the parts are more than all cases together")),
    # The same thing twice.
    ("duplicate_id", "refused", message("another row with the same identifier says something else")),
    ("duplicate_row", "duplicate", message("the same row stands further up; it is counted once")),
    # Known, but not a case of the period.
    ("after_as_of", "after_as_of", message("reported after the cut-off day")),
    ("not_a_case", "not_counted", message("this classification is not counted")),
    ("no_count", "not_counted", message("the number is missing: nothing was reported")),
    ("total_row", "not_counted", message("a sum or a closing line, not a record")),
    ("superseded", "not_counted", message("a later value of the same area and day replaces it")),
    (
        "baseline",
        "not_counted",
        message("first value of a cumulative series: a starting level, not new cases"),
    ),
    # Remarks: the row is used.
    ("negative_count", "warning", message("a negative number: kept as a correction of earlier days")),
    ("cumulative_falls", "warning", message("the cumulative number falls: kept as a negative correction")),
    ("same_area_day", "warning", message("another row has the same area and day; the numbers are added")),
    (
        "coarse_area",
        "warning",
        message("only the larger area is known; the case counts there and in no part of it"),
    ),
    ("bad_other_date", "warning", message("a date that is not needed here cannot be read")),
    ("sample_after_report", "warning", message("sampled after it was reported")),
    ("no_classification", "warning", message("no classification: counted as a case")),
    ("unknown_value", "warning", message("this value is not understood; read as not recorded")),
    ("age_impossible", "warning", message("no age of a person")),
    (
        "possible_duplicate",
        "warning",
        message("same person, area and day as another row, but another identifier"),
    ),
    # Remarks about the file as a whole.
    (
        "batch_day",
        "warning",
        message("far more cases than on the days around it: probably several days at once"),
    ),
    (
        "partial_last_day",
        "warning",
        message("far fewer cases than on the days before: the last day is probably incomplete"),
    ),
)

CHECKS: dict[str, Check] = {
    code: Check(number, code, outcome, sentence)
    for number, (code, outcome, sentence) in enumerate(_CATALOGUE, start=1)
}

LONGEST_MEMORY_DAYS = 40 * 365
SAMPLE_BEFORE_ONSET_DAYS = 365
ONSET_AFTER_REPORT_DAYS = 60
FURTHEST_FUTURE_DAYS = 10 * 365
STRAY_GAP_DAYS = 366
FEWEST_FOR_STRAYS = 100
OLDEST_PERSON = 120
