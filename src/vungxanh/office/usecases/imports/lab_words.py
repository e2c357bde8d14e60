"""Words of laboratories: results, methods and moments, as rules/response/lab-list.toml has them."""

import re
from datetime import date, datetime, time
from functools import cache

from vungxanh.office.clock import HERE
from vungxanh.rules import read_rule
from vungxanh.tables import fold

DAY_FIRST = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
CLOCK = re.compile(r"\b(\d{1,2})\s*[:hg]\s*(\d{2})(?::(\d{2}))?(?!\d)|\b(\d{1,2})\s*(?:h|g|gio)\b")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
LAST = time(23, 59)
"""A day without an hour counts as its end, so that results never look quicker than they were."""


def result_word(text: str) -> str | None:
    """Our word for a result; None for what is not understood."""
    return _words("result").get(_plain(text))


def method_word(text: str) -> str | None:
    """Our word for a method; None for what is not understood."""
    return _words("method").get(_plain(text))


def read_ct(text: str) -> float | None:
    """A Ct value, with point or comma; None for what is none."""
    found = NUMBER.fullmatch(text.strip())
    return float(found.group().replace(",", ".")) if found else None


def read_moment(text: str, latest: datetime) -> datetime | None:
    """A moment, day before month as in Viet Nam; without an hour the end of the day, or `latest`."""
    day = _day(text)
    if day is None:
        return None
    hour = _hour(DAY_FIRST.sub(" ", ISO.sub(" ", text)).replace("T", " "))
    moment = datetime.combine(day, hour or LAST, HERE)
    return min(moment, latest) if hour is None and day == latest.astimezone(HERE).date() else moment


def headers() -> dict[str, tuple[str, ...]]:
    """Further headers of laboratories by field."""
    return {name: tuple(known) for name, known in read_rule("response", "lab-list")["headers"].items()}


def _day(text: str) -> date | None:
    try:
        if found := ISO.search(text):
            return date(*map(int, found.groups()))
        if found := DAY_FIRST.search(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None


def _hour(text: str) -> time | None:
    found = CLOCK.search(fold(text))
    if found is None:
        return None
    hour, minute = found[1] or found[4], found[2] or "0"
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _plain(text: str) -> str:
    apart = re.sub(r"(?<=\w)-(?=\w)", " ", fold(text))
    return re.sub(r"\s+", " ", apart).strip(" .;:")


@cache
def _words(section: str) -> dict[str, str]:
    rule = read_rule("response", "lab-list")[section]
    return {_plain(spelling): ours for ours, spellings in rule.items() for spelling in spellings}
