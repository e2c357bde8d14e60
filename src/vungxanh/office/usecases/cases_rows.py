"""A row of a typed line list: what its cells mean, and what is wrong with them, cell by cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vungxanh.linelist.dates import read_day
from vungxanh.linelist.values import dictionary, spelling_key
from vungxanh.messages import Message, message
from vungxanh.office.access import Actor
from vungxanh.office.records.models import Area
from vungxanh.office.records.queries.cases import case_called
from vungxanh.office.records.queries.place_of import place_of, written
from vungxanh.response.case_checks import Finding, check_case, check_person

COLUMNS = (
    "full_name",
    "birth",
    "sex",
    "phone",
    "area",
    "group_name",
    "onset_date",
    "sample_date",
    "result_date",
    "report_date",
    "classification",
    "found_in",
    "source_case",
    "note",
)
DATES = ("onset_date", "sample_date", "result_date", "report_date")
OWN_LEVELS = ("ward", "quarter", "group")
LONGEST = {"full_name": 120, "phone": 20, "group_name": 40, "note": 2_000}
CLASSES = {
    "confirmed": "confirmed",
    "probable": "probable",
    "suspected": "suspected",
    "not_a_case": "discarded",
}
SHORT_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})\Z")
YEAR = re.compile(r"(19|20)\d{2}\Z")


@dataclass
class Row:
    """A row as it was understood. `wrong` refuses it, `doubtful` does not; both are by column."""

    person: dict[str, Any] = field(default_factory=dict)
    case: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Message] = field(default_factory=dict)
    doubtful: dict[str, Message] = field(default_factory=dict)


def read_row(cells: Mapping[str, str], *, by: Actor, today: date) -> Row:
    """What the cells of one row mean, checked as every case is."""
    given = {name: " ".join(str(cells.get(name, "")).split()) for name in COLUMNS}
    row = Row()
    _plain(row, given)
    _birth(row, given["birth"], today)
    _dates(row, given, today)
    _codes(row, given)
    _links(row, given, by, today)
    case = {"status": "notified", "outcome": "pending", **row.case}
    for finding in [*check_person(row.person, today), *check_case(case, today)]:
        _note(row, finding)
    return row


def _plain(row: Row, given: Mapping[str, str]) -> None:
    for name, longest in LONGEST.items():
        target = row.case if name == "note" else row.person
        target[name] = given[name]
        if len(given[name]) > longest:
            row.wrong[name] = message("This is too long: {n} characters at most.", n=longest)


def _birth(row: Row, text: str, today: date) -> None:
    """A year, or a date; a year of two digits is never ahead of today."""
    if not text:
        return
    if YEAR.match(text):
        row.person["birth_year"] = int(text)
        return
    born = read_day(text)
    if born is None:
        row.wrong["birth"] = message("This is no date of birth and no year: {typed}", typed=text)
        return
    if born > today and not re.search(r"\d{4}", text):
        born = born.replace(year=born.year - 100)
    row.person["birth_date"] = born


def _dates(row: Row, given: Mapping[str, str], today: date) -> None:
    """Days as d/m/yy; without a year the last such day is meant. An empty report day is today."""
    for name in DATES:
        text = given[name]
        day = _day(text, today) if text else (today if name == "report_date" else None)
        if text and day is None:
            row.wrong[name] = message("This is no date: {typed}", typed=text)
        row.case[name] = day


def _day(text: str, today: date) -> date | None:
    if match := SHORT_DATE.match(text):
        for year in (today.year, today.year - 1):
            day = read_day(f"{match[1]}/{match[2]}/{year}")
            if day is not None and day <= today:
                return day
        return None
    return read_day(text)


def _codes(row: Row, given: Mapping[str, str]) -> None:
    """Words as people write them; an empty classification is confirmed."""
    for name, known, target in (("sex", "sex", row.person), ("found_in", "where_found", row.case)):
        text = given[name]
        value = dictionary(known).get(spelling_key(text), "") if text else ""
        if text and not value:
            row.wrong[name] = message("This is not understood: {typed}", typed=text)
        target[name] = value
    text = given["classification"]
    class_ = CLASSES.get(dictionary("classification").get(spelling_key(text), "")) if text else "confirmed"
    if class_ is None:
        row.wrong["classification"] = message("This is not understood: {typed}", typed=text)
    row.case["classification"] = class_ or "confirmed"


def _links(row: Row, given: Mapping[str, str], by: Actor, today: date) -> None:
    """The area and the source case, among those that this person may work with."""
    area, reason, others = _area(given["area"], by, today)
    if area is None:
        row.wrong["area"] = _with_others(reason, others)
    else:
        row.person["area_id"] = area.pk
    if code := given["source_case"]:
        source = case_called(by.scope, code)
        if source is None:
            row.wrong["source_case"] = message("There is no case with this code that you may see.")
        else:
            row.case |= {"source_case_id": source.pk, "source_known": "yes"}


def _area(text: str, by: Actor, today: date) -> tuple[Area | None, Message | None, tuple[Area, ...]]:
    """The area of the text; left empty, the one area that the person works in."""
    if not text:
        paths = by.scope.paths("cases.change")
        own = (
            Area.objects.filter(path=paths[0], level__in=("ward", "quarter", "group"))
            if len(paths) == 1
            else None
        )
        area = own.first() if own is not None else None
        return area, message("The area is missing."), ()
    place = place_of(text, by.scope, "cases.change", on=today)
    return place.area, place.reason, place.candidates


def _with_others(reason: Message | None, others: tuple[Area, ...]) -> Message:
    said = reason or message("The area is missing.")
    if not others:
        return said
    return message("{reason} Perhaps: {names}", reason=said, names="; ".join(map(written, others)))


def _note(row: Row, finding: Finding) -> None:
    """A finding at the column where it is typed; what is already wrong there stays."""
    column = "birth" if finding.field.startswith("birth") else finding.field
    target = row.wrong if finding.refused else row.doubtful
    if column not in row.wrong:
        target.setdefault(column, finding.said)
