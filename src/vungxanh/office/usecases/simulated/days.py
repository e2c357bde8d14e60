"""One day of the simulated outbreak in the records: the acts of the office carry that day's date.

So the history holds what was known on each day, as it would after weeks of real work.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np

from vungxanh.demo.names import full_name
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.folding import name_key, phone_key
from vungxanh.office.records.models import Area, Case, Household, Isolation, Lockdown, Outbreak, Person
from vungxanh.office.records.store import act

SYSTEM = Actor.machine("demo")
STREETS = ("Hậu Giang", "Minh Phụng", "Phạm Văn Chí", "Bình Phú", "Hồng Bàng", "Nguyễn Văn Luông", "Gia Phú")
JOBS = ("công nhân", "buôn bán", "học sinh", "nội trợ", "tài xế", "nhân viên văn phòng", "hưu trí", "")


def at(day: date, hour: int = 18) -> datetime:
    """A moment of a day in Viet Nam."""
    return datetime.combine(day, time(hour), HERE)


@dataclass
class World:
    """What has been stored so far, and the dice."""

    areas: dict[str, Area]
    rng: np.random.Generator
    last: date
    people: dict[str, Person] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    outbreaks: dict[str, Outbreak] = field(default_factory=dict)
    lockdowns: dict[tuple[str, int], Lockdown] = field(default_factory=dict)
    households: dict[int, Household] = field(default_factory=dict)
    isolations: list[Isolation] = field(default_factory=list)

    def new_people(self, rows: list[tuple[Area, str, int, str]]) -> list[Person]:
        """People not yet stored: area, sex, year of birth, group."""
        codes = next_codes("person", len(rows)) if rows else []
        return [self._person(code, *row) for code, row in zip(codes, rows, strict=True)]

    def _person(self, code: str, area: Area, sex: str, born: int, group: str) -> Person:
        name = full_name(self.rng, sex)
        # 0900... is no assigned range that a person could be called by in this demo's district.
        phone = f"0900{self.rng.integers(0, 10**6):06d}"
        return Person(
            code=code,
            full_name=name,
            name_key=name_key(name),
            birth_year=born,
            sex=sex,
            nationality="Việt Nam",
            occupation=str(self.rng.choice(JOBS)),
            phone=phone,
            phone_key=phone_key(phone),
            area=area,
            area_path=area.path,
            group_name=group,
            house=str(self.rng.integers(1, 400)),
            street=str(self.rng.choice(STREETS)),
            note="Dữ liệu mô phỏng",
        )


@contextmanager
def day_of(day: date, action: str) -> Iterator[Entry]:
    """An act at the end of a day."""
    with act(by=SYSTEM, at=at(day), action=action, note="demo") as entry:
        yield entry


def after(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)
