"""Households as they are pasted from a spreadsheet: house, street, group, head, phone, people."""

from dataclasses import dataclass

from vungxanh.messages import Message, message

MOST_ROWS = 5_000
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
