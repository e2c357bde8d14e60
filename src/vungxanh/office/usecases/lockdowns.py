"""Lockdown points: setting up, changing, extending, cancelling. Each settles anew where cases were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Area, Case, Lockdown
from vungxanh.office.records.queries.cases import cases_for
from vungxanh.office.records.queries.found import people_of_lockdown
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.lockdowns import lockdowns_for, rounds_done
from vungxanh.office.records.store import act, insert, link_many, update
from vungxanh.office.usecases.found import ReasonMissing, resettle
from vungxanh.office.usecases.isolation import DaysWrong, local_day
from vungxanh.office.usecases.lockdown_areas import area_drawing
from vungxanh.response.lockdown import check_lockdown_move, lift_rule_on, next_round
from vungxanh.response.lockdown_shape import check_shape


class UnknownCase(VungXanhError):
    """No case has that code here."""


@dataclass(frozen=True)
class LockdownValues:
    """What a lockdown point is. `shape` is a GeoJSON geometry."""

    name: str
    area: Area
    begins: date
    shape: dict[str, Any] | None = None
    addresses: str = ""
    order_number: str = ""
    order_date: date | None = None
    order_by: str = ""
    expected_end: date | None = None
    households: int | None = None
    people: int | None = None
    replaces_id: int | None = None
    note: str = ""

    def fields(self) -> dict[str, Any]:
        """As fields of the record."""
        rule = lift_rule_on(self.begins)
        return {**vars(self), "area_path": self.area.path, "rule": rule.id if rule else ""}


def set_up_lockdown(
    *, by: Actor, as_of: datetime, values: LockdownValues, case_codes: Sequence[str] = ()
) -> Lockdown:
    """A new lockdown point, planned where its first day has not come, or where it replaces another one."""
    by.must("lockdown.change", values.area.path)
    _check(values, by)
    causes = _causes(case_codes, by)
    status = "active" if values.begins <= local_day(as_of) and values.replaces_id is None else "planned"
    with act(by=by, at=as_of, action="lockdown.set_up") as entry:
        made = Lockdown(code=next_codes("lockdown")[0], status=status, **values.fields())
        made.next_round_on = values.begins
        insert(made, entry=entry)
        link_many(made, "reason_cases", causes, entry=entry)
        settle_inside(made, entry)
    return made


def change_lockdown(
    *,
    by: Actor,
    as_of: datetime,
    lockdown_id: int,
    values: LockdownValues,
    case_codes: Sequence[str] | None = None,
    version: int | None = None,
) -> Lockdown:
    """Correct a lockdown point; cases before and after the correction are settled by the new dates."""
    lockdown = held_lockdown(by, lockdown_id)
    by.must("lockdown.change", values.area.path)
    _check(values, by)
    causes = None if case_codes is None else _causes(case_codes, by)
    with act(by=by, at=as_of, action="lockdown.change") as entry:
        touched = people_of_lockdown(lockdown)
        update(lockdown, values.fields(), entry=entry, version=version)
        if causes is not None:
            link_many(lockdown, "reason_cases", causes, entry=entry)
        _begin_if_due(lockdown, as_of, entry)
        look_ahead(lockdown, entry)
        settle_inside(lockdown, entry, touched)
    return lockdown


def extend_lockdown(
    *,
    by: Actor,
    as_of: datetime,
    lockdown_id: int,
    expected_end: date,
    reason: str,
    version: int | None = None,
) -> Lockdown:
    """A later expected end, with the reason."""
    lockdown = held_lockdown(by, lockdown_id)
    if lockdown.status not in ("active", "planned", "proposed"):
        check_lockdown_move(lockdown.status, "active")
    if expected_end <= (lockdown.expected_end or lockdown.begins):
        raise DaysWrong(
            message("The new last day must be after {day}.", day=lockdown.expected_end or lockdown.begins)
        )
    if not reason.strip():
        raise ReasonMissing(message("Say why it is extended."))
    with act(by=by, at=as_of, action="lockdown.extend", note=reason) as entry:
        note = f"{lockdown.note}\n{reason.strip()}".strip()
        return update(lockdown, {"expected_end": expected_end, "note": note}, entry=entry, version=version)


def begin_lockdown(*, by: Actor, as_of: datetime, lockdown_id: int, version: int | None = None) -> Lockdown:
    """A planned point holds from its first day on; for one whose day has come."""
    lockdown = held_lockdown(by, lockdown_id)
    check_lockdown_move(lockdown.status, "active")
    if lockdown.begins > local_day(as_of):
        raise DaysWrong(message("Its first day is {day}.", day=lockdown.begins))
    with act(by=by, at=as_of, action="lockdown.begin") as entry:
        update(lockdown, {"status": "active"}, entry=entry, version=version)
        settle_inside(lockdown, entry)
    return lockdown


def cancel_lockdown(
    *, by: Actor, as_of: datetime, lockdown_id: int, reason: str, version: int | None = None
) -> Lockdown:
    """A planned point that will not come."""
    lockdown = held_lockdown(by, lockdown_id)
    check_lockdown_move(lockdown.status, "cancelled")
    with act(by=by, at=as_of, action="lockdown.cancel", note=reason) as entry:
        return update(lockdown, {"status": "cancelled"}, entry=entry, version=version)


def held_lockdown(by: Actor, lockdown_id: int, permission: str = "lockdown.change") -> Lockdown:
    """A lockdown point that the person may see and may change."""
    lockdown = record_or_not_found(lockdowns_for(by.scope), pk=lockdown_id)
    by.must(permission, lockdown.area_path)
    return lockdown


def settle_inside(lockdown: Lockdown, entry: Entry, also: Sequence[int] = ()) -> int:
    """Settle anew where the cases of people in this point were found; how many changed."""
    return resettle({*people_of_lockdown(lockdown), *also}, entry=entry)


def look_ahead(lockdown: Lockdown, entry: Entry) -> None:
    """The next round that the rule asks for, unless one is planned by hand."""
    planned = lockdown.rounds.filter(done_on=None).order_by("due_on").values_list("due_on", flat=True).first()
    due = planned or next_round(lift_rule_on(local_day(entry.at)), lockdown.begins, rounds_done(lockdown))
    update(lockdown, {"next_round_on": due}, entry=entry)


def _begin_if_due(lockdown: Lockdown, as_of: datetime, entry: Entry) -> None:
    due = lockdown.begins <= local_day(as_of) and lockdown.replaces_id is None
    if lockdown.status == "planned" and due:
        update(lockdown, {"status": "active"}, entry=entry)


def _check(values: LockdownValues, by: Actor) -> None:
    if values.expected_end is not None and values.expected_end < values.begins:
        raise DaysWrong(message("The last day is before the first."))
    if values.replaces_id is not None:
        record_or_not_found(lockdowns_for(by.scope), pk=values.replaces_id)
    if values.shape is not None:
        check_shape(values.shape, area_drawing(values.area))


def _causes(codes: Sequence[str], by: Actor) -> list[Case]:
    wanted = sorted({code.strip() for code in codes if code.strip()})
    found = {case.code: case for case in cases_for(by.scope).filter(code__in=wanted)}
    missing = [code for code in wanted if code not in found]
    if missing:
        raise UnknownCase(message("No case here has the code {codes}.", codes=missing))
    return [found[code] for code in wanted]
