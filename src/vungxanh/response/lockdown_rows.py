"""Households and people as they are pasted from a spreadsheet."""

import re
from dataclasses import dataclass

from vungxanh.messages import Message, message

MOST_ROWS = 5_000
CODE = re.compile(r"[Nn]\d{6,}$")
COLUMNS = ("house", "street", "group_name", "head", "phone")
LENGTHS = (80, 120, 40, 120, 20)


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household."""

    house: str
    street: str
    group_name: str = ""
    head: str = ""
    phone: str = ""
    people: int | None = None


def read_households(text: str) -> tuple[list[HouseholdRow], list[tuple[int, Message]]]:
    """Rows that can be used, and for each other one its number and what is wrong with it."""
    rows: list[HouseholdRow] = []
    wrong: list[tuple[int, Message]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if len(rows) >= MOST_ROWS:
            wrong.append((number, message("At most {most} rows at once.", most=MOST_ROWS)))
            break
        row = _row(line)
        if isinstance(row, Message):
            wrong.append((number, row))
        else:
            rows.append(row)
    return rows, wrong


def _row(line: str) -> HouseholdRow | Message:
    cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
    cells += [""] * (6 - len(cells))
    texts, people = cells[:5], cells[5]
    if not texts[0]:
        return message("The house number is missing.")
    if any(len(value) > most for value, most in zip(texts, LENGTHS, strict=True)):
        return message("A cell is too long.")
    if people and not (people.isascii() and people.isdigit() and len(people) <= 4):
        return message("The number of people is not a number.")
    named = dict(zip(COLUMNS, texts, strict=True))
    return HouseholdRow(**named, people=int(people) if people else None)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person inside: a code, or a name with what else is known."""

    code: str = ""
    name: str = ""
    birth_year: int | None = None
    phone: str = ""
    house: str = ""
    street: str = ""


def read_people(text: str) -> tuple[list[PersonRow], list[tuple[int, Message]]]:
    """Rows of people: a code alone, or name, year of birth, phone, house, street."""
    rows: list[PersonRow] = []
    wrong: list[tuple[int, Message]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if len(rows) >= MOST_ROWS:
            wrong.append((number, message("At most {most} rows at once.", most=MOST_ROWS)))
            break
        row = _person(line)
        if isinstance(row, Message):
            wrong.append((number, row))
        else:
            rows.append(row)
    return rows, wrong


def _person(line: str) -> PersonRow | Message:
    cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
    if len([cell for cell in cells if cell]) == 1 and CODE.match(cells[0]):
        return PersonRow(code=cells[0].upper())
    cells += [""] * (5 - len(cells))
    name, year, phone, house, street = cells[:5]
    if not name or name.isdigit():
        return message("The name is missing.")
    if any(len(value) > most for value, most in zip(cells[:5], (120, 4, 20, 80, 120), strict=True)):
        return message("A cell is too long.")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        return message("The year of birth is not a year.")
    return PersonRow("", name, int(year) if year else None, phone, house, street)
