"""What becomes of an isolation: released, extended, moved, turned into a case's, left, cancelled."""

from collections.abc import Sequence
from datetime import date, datetime

from vungxanh.messages import Message, VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Case, DueTest, Isolation, Person
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.isolations import tests_of
from vungxanh.office.records.store import act, insert, update, update_many
from vungxanh.office.usecases.found import ReasonMissing, resettle
from vungxanh.office.usecases.isolation import (
    DaysWrong,
    Order,
    begin,
    held_isolation,
    local_day,
    next_test,
)
from vungxanh.response.isolation import (
    Due,
    ReleaseRefused,
    check_move,
    may_go_home,
    number_of,
    rule_named,
    unmet,
)


class NotACase(VungXanhError):
    """There is no such case of this person."""


def lacking(isolation: Isolation, tests: Sequence[DueTest], today: date) -> list[Message]:
    """What the release of an isolation still lacks by its rule."""
    return unmet(rule_named(isolation.rule), isolation.ends, today, as_due(tests))


def release_isolation(
    *, by: Actor, as_of: datetime, isolation_id: int, against_rule: str = "", version: int | None = None
) -> Isolation:
    """End an isolation as the rule allows, or against it with a reason by those who may.

    Raises ReleaseRefused naming every unmet condition.
    """
    isolation = held_isolation(by, isolation_id)
    today = local_day(as_of)
    missing = lacking(isolation, tests_of([isolation.pk])[isolation.pk], today)
    if missing and not against_rule.strip():
        raise ReleaseRefused(missing)
    if missing:
        by.must("isolation.override", isolation.area_path)
    with act(by=by, at=as_of, action="isolation.release", note=against_rule) as entry:
        values = {"end_note": against_rule.strip()[:200], "against_rule": bool(missing)}
        _end(isolation, "released", today, values, entry, version)
    return isolation


def release_many(
    *, by: Actor, as_of: datetime, isolation_ids: Sequence[int]
) -> tuple[list[Isolation], dict[Isolation, list[Message]]]:
    """Release those of many that the rule allows; the others come back with what they lack."""
    today = local_day(as_of)
    found = [held_isolation(by, record) for record in isolation_ids]
    tests = tests_of([isolation.pk for isolation in found])
    refused = {i: missing for i in found if (missing := _missing_or_closed(i, tests[i.pk], today))}
    free = [isolation for isolation in found if isolation not in refused]
    with act(by=by, at=as_of, action="isolation.release") as entry:
        fields = ("status", "ended_on", "next_test_on")
        before = {i.pk: {name: getattr(i, name) for name in fields} for i in free}
        for isolation in free:
            isolation.status, isolation.ended_on, isolation.next_test_on = "released", today, None
        update_many(free, fields, entry=entry, model=Isolation, before=before)
        resettle([isolation.person_id for isolation in free], entry=entry)
    return free, refused


def extend_isolation(
    *, by: Actor, as_of: datetime, isolation_id: int, ends: date, reason: str, version: int | None = None
) -> Isolation:
    """A later last day, with a test on it; wants a reason."""
    isolation = held_isolation(by, isolation_id)
    check_move(isolation.status, "released")
    if ends <= isolation.ends:
        raise DaysWrong(message("The new last day must be after {day}.", day=isolation.ends))
    if not reason.strip():
        raise ReasonMissing(message("Say why it is extended."))
    with act(by=by, at=as_of, action="isolation.extend", note=reason) as entry:
        number = number_of(ends, isolation.counted_from)
        insert(DueTest(isolation=isolation, day_number=number, due_on=ends), entry=entry)
        note = f"{isolation.note}\n{reason.strip()}".strip()
        values = {"ends": ends, "note": note, "next_test_on": next_test(isolation)}
        return update(isolation, values, entry=entry, version=version)


def transfer_isolation(
    *,
    by: Actor,
    as_of: datetime,
    isolation_id: int,
    place: str,
    centre_id: int | None = None,
    note: str = "",
    version: int | None = None,
) -> Isolation:
    """Go on at another place under the same rule and count; the due tests go along. The new isolation."""
    old = held_isolation(by, isolation_id)
    today, tests = local_day(as_of), tests_of([old.pk])[old.pk]
    rule = rule_named(old.rule)
    if place == "home" and (missing := may_go_home(rule, old.counted_from, today, as_due(tests))):
        raise ReleaseRefused(missing)
    with act(by=by, at=as_of, action="isolation.transfer", note=note) as entry:
        _end(old, "transferred", today, {"end_note": note[:200]}, entry, version)
        order = _continued(old, old.reason, place, today, centre_id)
        return _continue(old, order, tests, by, entry)


def turn_into_case(
    *, by: Actor, as_of: datetime, isolation_id: int, case_id: int, version: int | None = None
) -> Isolation:
    """An isolated contact is a case now: the rule for cases begins today, at the same place."""
    old = held_isolation(by, isolation_id)
    case = Case.objects.filter(pk=case_id, person=old.person_id).first()
    if case is None:
        raise NotACase(message("There is no such case of this person."))
    today = local_day(as_of)
    with act(by=by, at=as_of, action="isolation.turn", note=case.code) as entry:
        _end(old, "transferred", today, {"end_note": case.code}, entry, version)
        order = _continued(old, "case", old.place, today, old.centre_id, case_id=case.pk)
        person = Person.objects.select_related("area").get(pk=old.person_id)
        new = begin(order, person, by=by, entry=entry)
        resettle([old.person_id], entry=entry)
    return new


def report_left(
    *, by: Actor, as_of: datetime, isolation_id: int, day: date, note: str = "", version: int | None = None
) -> Isolation:
    """The person left without permission on a day; back again means a new order."""
    isolation = held_isolation(by, isolation_id)
    if not isolation.begins <= day <= local_day(as_of):
        raise DaysWrong(message("That day is not within the isolation."))
    with act(by=by, at=as_of, action="isolation.left", note=note) as entry:
        _end(isolation, "left", day, {"end_note": note[:200]}, entry, version)
    return isolation


def cancel_isolation(
    *, by: Actor, as_of: datetime, isolation_id: int, note: str, version: int | None = None
) -> Isolation:
    """Take back an order that has not begun."""
    isolation = held_isolation(by, isolation_id)
    with act(by=by, at=as_of, action="isolation.cancel", note=note) as entry:
        _end(isolation, "cancelled", local_day(as_of), {"end_note": note[:200]}, entry, version)
    return isolation


def begin_due(*, by: Actor, as_of: datetime) -> int:
    """Ordered isolations whose first day has come are active; run every day. How many."""
    due = list(Isolation.objects.filter(status="ordered", begins__lte=local_day(as_of)))
    if not due:
        return 0
    with act(by=by, at=as_of, action="isolation.begin") as entry:
        before = {i.pk: {"status": i.status} for i in due}
        for isolation in due:
            isolation.status = "active"
        update_many(due, ("status",), entry=entry, model=Isolation, before=before)
        resettle([isolation.person_id for isolation in due], entry=entry)
    return len(due)


def as_due(tests: Sequence[DueTest]) -> list[Due]:
    """Stored tests as the rule looks at them."""
    return [Due(test.day_number, test.due_on, test.result, test.ct) for test in tests]


def _missing_or_closed(isolation: Isolation, tests: Sequence[DueTest], today: date) -> list[Message]:
    if isolation.status != "active":
        return [message("it is not active")]
    return lacking(isolation, tests, today)


def _end(
    isolation: Isolation, status: str, day: date, values: dict[str, object], entry: Entry, version: int | None
) -> None:
    check_move(isolation.status, status)
    ended = {"status": status, "ended_on": day, "next_test_on": None, **values}
    update(isolation, ended, entry=entry, version=version)
    resettle([isolation.person_id], entry=entry)


def _continued(
    old: Isolation, reason: str, place: str, day: date, centre_id: int | None, case_id: int | None = None
) -> Order:
    return Order(
        person_id=old.person_id, reason=reason, place=place, begins=day, centre_id=centre_id,
        case_id=case_id or old.case_id, contact_id=old.contact_id, order_number=old.order_number,
        order_date=old.order_date, order_by=old.order_by, note=old.note,
    )  # fmt: skip


def _continue(old: Isolation, order: Order, tests: Sequence[DueTest], by: Actor, entry: Entry) -> Isolation:
    person = record_or_not_found(Person.objects.select_related("area"), pk=old.person_id)
    new = begin(
        order, person, by=by, entry=entry, rule=rule_named(old.rule), before=old,
        counted_from=old.counted_from, ends=max(old.ends, order.begins),
    )  # fmt: skip
    before = {test.pk: {"isolation": old.pk} for test in tests}
    for test in tests:
        test.isolation = new
    update_many(tests, ("isolation",), entry=entry, model=DueTest, before=before)
    update(new, {"next_test_on": next_test(new)}, entry=entry)
    resettle([old.person_id], entry=entry)
    return new
