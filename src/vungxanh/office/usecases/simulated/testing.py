"""Samples of the simulated outbreak: of cases, of contacts, and screening pools of ten."""

from datetime import date

import polars as pl

from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Contact, Sample
from vungxanh.office.usecases.samples import insert_samples
from vungxanh.office.usecases.simulated.days import World, after, at, day_of

LAB = "Phòng xét nghiệm (mô phỏng)"
POOL = 10


def take_samples(world: World, day: date, cases: list[Case], contacts: list[Contact]) -> None:
    """The positive tube of every case, the negative one of every contact who stays well."""
    with day_of(day, "sample.enter") as entry:
        tubes = [_of_case(world, case) for case in cases]
        tubes += [_of_contact(day, contact) for contact in contacts if contact.became_case is None]
        _store(tubes, entry)


def screen(world: World, day: date, tests: pl.DataFrame) -> None:
    """Pools of ten from households, as many as make up the day's number of people tested."""
    tubes = []
    for code, people in tests.select("area", "value").iter_rows():
        area = world.areas[code]
        left = int(people)
        while left > 0:
            size = min(POOL, left)
            left -= size
            tubes.append(
                Sample(
                    pool_size=size,
                    area=area,
                    area_path=area.path,
                    found_in="community",
                    purpose="screening",
                    method="rt-pcr",
                    taken_on=day,
                    taken_at=at(day, 9),
                    lab=LAB,
                    received_at=at(day, 15),
                    result="negative",
                    resulted_at=at(after(day, 1), 9),
                )
            )
    if tubes:
        with day_of(day, "sample.enter") as entry:
            _store(tubes, entry)


def _of_case(world: World, case: Case) -> Sample:
    taken = case.sample_date or case.report_date
    return Sample(
        person=case.person,
        case=case,
        area=case.area,
        area_path=case.area_path,
        found_in=case.found_in,
        purpose="symptomatic",
        method="rt-pcr",
        taken_on=taken,
        taken_at=at(taken, 9),
        lab=LAB,
        received_at=at(taken, 16),
        result="positive",
        resulted_at=at(case.result_date or taken, 17),
        ct=round(float(world.rng.normal(24, 4)), 1),
    )


def _of_contact(day: date, contact: Contact) -> Sample:
    return Sample(
        person=contact.person,
        contact=contact,
        area=contact.area,
        area_path=contact.area_path,
        found_in="quarantine",
        purpose="contact",
        method="rt-pcr",
        taken_on=day,
        taken_at=at(day, 10),
        lab=LAB,
        received_at=at(day, 17),
        result="negative",
        resulted_at=at(after(day, 1), 10),
    )


def _store(tubes: list[Sample], entry: Entry) -> None:
    for tube, code in zip(tubes, next_codes("sample", len(tubes)) if tubes else [], strict=True):
        tube.code = code
    insert_samples(tubes, entry=entry)
