"""Isolation orders and lockdown points of the simulated outbreak."""

from datetime import date
from typing import Any

from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Centre, Contact, DueTest, Inside, Isolation, Lockdown
from vungxanh.office.records.store import insert, insert_many
from vungxanh.office.usecases.simulated.days import World, after, day_of

DAYS = 14
TEST_DAYS = (1, 7, 14)
RULE = "contact-14-days"


def lock(world: World, day: date, rows: list[dict[str, Any]]) -> None:
    """A point for every group in which a case was found behind a barrier, locked before that."""
    groups = {
        (row["quarter_code"], row["group_number"]): row for row in rows if row["found_in"] == "lockdown"
    }
    fresh = [(key, row) for key, row in groups.items() if key not in world.lockdowns]
    if not fresh:
        return
    with day_of(day, "lockdown.begin") as entry:
        codes = next_codes("lockdown", len(fresh))
        for code, ((quarter, group), row) in zip(codes, fresh, strict=True):
            area = world.areas[quarter]
            begins = after(row["sample_date"], -2)
            over = after(begins, DAYS + 7) <= world.last
            point = Lockdown(
                code=code,
                name=f"Tổ {group}, {area.name}",
                area=area,
                area_path=area.path,
                order_number=f"{code[-3:]}/QĐ-UBND",
                order_date=begins,
                order_by="Chủ tịch UBND (mô phỏng)",
                begins=begins,
                expected_end=after(begins, DAYS),
                status="lifted" if over else "active",
                lifted_on=after(begins, DAYS + 7) if over else None,
                households=int(world.rng.integers(25, 60)),
                people=int(world.rng.integers(90, 220)),
                next_round_on=None if over else after(world.last, int(world.rng.integers(-1, 4))),
                note="Dữ liệu mô phỏng",
            )
            world.lockdowns[quarter, group] = insert(point, entry=entry)


def order_isolations(world: World, day: date, cases: list[Case], contacts: list[Contact]) -> None:
    """Home isolation of the contacts who stay well; those found while isolated were ordered before."""
    found = [case for case in cases if case.found_in == "quarantine"]
    inside = [case for case in cases if case.found_in == "lockdown" and case.lockdown is not None]
    with day_of(day, "isolation.order") as entry:
        made = [_order(world, day, contact=contact) for contact in contacts if contact.became_case is None]
        made += [_order(world, day, case=case) for case in found]
        for order, code in zip(made, next_codes("isolation", len(made)) if made else [], strict=True):
            order.code = code
        insert_many(made, entry=entry, model=Isolation)
        insert_many([test for order in made for test in _tests(world, order)], entry=entry, model=DueTest)
        rows = [
            Inside(lockdown=c.lockdown, person=c.person, since=c.lockdown.begins)
            for c in inside
            if c.lockdown
        ]
        insert_many(rows, entry=entry, model=Inside)
        world.isolations += made


def settle(world: World) -> None:
    """Places where people are isolated, so that capacity has something to count."""
    with day_of(world.last, "centre.open") as entry:
        wards = sorted((a for a in world.areas.values() if a.level == "ward"), key=lambda a: a.path)[:3]
        for code, ward in zip(next_codes("centre", len(wards)), wards, strict=True):
            centre = Centre(
                code=code,
                name=f"Khu cách ly tập trung {ward.name} (mô phỏng)",
                kind="school",
                area=ward,
                area_path=ward.path,
                capacity=120,
            )
            insert(centre, entry=entry)


def _order(world: World, day: date, *, contact: Contact | None = None, case: Case | None = None) -> Isolation:
    source = contact or case
    assert source is not None
    begins = day if case is None else after(case.sample_date or day, -3)
    ends = after(begins, DAYS)
    over = case is not None or ends <= world.last
    waiting = [n for n in TEST_DAYS if after(begins, n) > world.last]
    return Isolation(
        person=source.person,
        contact=contact,
        case=case,
        reason="contact",
        place="home",
        area=source.area,
        area_path=source.area_path,
        order_number=f"{day:%d%m}-{source.person_id}/QĐ-UBND",
        order_date=begins,
        order_by="Chủ tịch UBND phường (mô phỏng)",
        rule=RULE,
        home_path=source.area_path,
        counted_from=begins,
        begins=begins,
        ends=ends,
        status="transferred" if case is not None else "released" if over else "active",
        ended_on=day if case is not None else ends if over else None,
        next_test_on=None if over or not waiting else after(begins, waiting[0]),
        note="Dữ liệu mô phỏng",
    )


def _tests(world: World, order: Isolation) -> list[DueTest]:
    tests = []
    for number in TEST_DAYS:
        due = after(order.begins, number)
        done = due <= world.last and (order.ended_on is None or due <= order.ended_on)
        # A few of the last days' tests are late, as they are in life.
        late = done and (world.last - due).days < 2 and bool(world.rng.random() < 0.3)
        result = "negative" if done and not late else ""
        tests.append(
            DueTest(
                isolation=order, day_number=number, due_on=due, done_on=due if result else None, result=result
            )
        )
    return tests
