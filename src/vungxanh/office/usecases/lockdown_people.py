"""Who is inside a lockdown point: households, people, checkpoints."""

from collections.abc import Sequence
from datetime import date, datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.folding import address_key
from vungxanh.office.records.models import Checkpoint, Household, Inside, Lockdown, Person
from vungxanh.office.records.queries.inside import inside, record_or_not_found
from vungxanh.office.records.queries.lockdowns import registered_at
from vungxanh.office.records.store import act, insert, insert_many, update
from vungxanh.office.usecases.found import resettle
from vungxanh.office.usecases.isolation import DaysWrong
from vungxanh.office.usecases.lockdowns import held_lockdown, settle_inside
from vungxanh.response.lockdown_rows import HouseholdRow


class UnknownPerson(VungXanhError):
    """No person has that code here."""


def add_households(
    *, by: Actor, as_of: datetime, lockdown_id: int, rows: Sequence[HouseholdRow]
) -> list[Household]:
    """List households; an address that is listed already is not listed twice."""
    lockdown = held_lockdown(by, lockdown_id)
    there = set(lockdown.household_list.values_list("house", "street", "group_name"))
    fresh = {(row.house, row.street, row.group_name): row for row in rows}
    made = [
        Household(
            lockdown=lockdown,
            address_key=address_key(row.house, row.street),
            **{name: getattr(row, name) for name in row.__slots__},
        )
        for place, row in fresh.items()
        if place not in there
    ]
    with act(by=by, at=as_of, action="lockdown.households") as entry:
        entry.about(lockdown)
        insert_many(made, entry=entry, model=Household)
        settle_inside(lockdown, entry)
    return made


def let_in(
    *, by: Actor, as_of: datetime, lockdown_id: int, codes: Sequence[str], since: date | None = None
) -> list[Inside]:
    """List people inside by their codes, since the first day unless another one is given."""
    lockdown = held_lockdown(by, lockdown_id)
    wanted = sorted({code.strip().upper() for code in codes if code.strip()})
    people = inside(Person.objects.filter(code__in=wanted), by.scope, "lockdown.see")
    found = {person.code: person.pk for person in people}
    missing = [code for code in wanted if code not in found]
    if missing:
        raise UnknownPerson(message("No person here has the code {codes}.", codes=missing))
    return _list_people(by, as_of, lockdown, [(found[code], None) for code in wanted], since)


def let_in_registered(*, by: Actor, as_of: datetime, lockdown_id: int) -> list[Inside]:
    """List everybody who is registered at a listed address."""
    lockdown = held_lockdown(by, lockdown_id)
    return _list_people(by, as_of, lockdown, registered_at(lockdown), None)


def let_out(*, by: Actor, as_of: datetime, lockdown_id: int, inside_id: int, until: date) -> Inside:
    """A person's last day inside (to hospital, to a centre)."""
    lockdown = held_lockdown(by, lockdown_id)
    row = record_or_not_found(Inside.objects.filter(lockdown=lockdown), pk=inside_id)
    if until < row.since:
        raise DaysWrong(message("The last day is before the first."))
    with act(by=by, at=as_of, action="lockdown.let_out") as entry:
        entry.about(row.person)
        entry.about(lockdown)
        update(row, {"until": until}, entry=entry)
        resettle([row.person_id], entry=entry)
    return row


def add_checkpoint(
    *,
    by: Actor,
    as_of: datetime,
    lockdown_id: int,
    name: str,
    place: str = "",
    team: str = "",
    phone: str = "",
) -> Checkpoint:
    """A guarded way in or out, with its team."""
    lockdown = held_lockdown(by, lockdown_id)
    with act(by=by, at=as_of, action="lockdown.checkpoint") as entry:
        entry.about(lockdown)
        return insert(
            Checkpoint(lockdown=lockdown, name=name, place=place, team=team, phone=phone), entry=entry
        )


def close_checkpoint(
    *, by: Actor, as_of: datetime, lockdown_id: int, checkpoint_id: int, day: date
) -> Checkpoint:
    """A checkpoint's last day."""
    lockdown = held_lockdown(by, lockdown_id)
    checkpoint = record_or_not_found(Checkpoint.objects.filter(lockdown=lockdown), pk=checkpoint_id)
    with act(by=by, at=as_of, action="lockdown.checkpoint") as entry:
        entry.about(lockdown)
        return update(checkpoint, {"closed_on": day}, entry=entry)


def _list_people(
    by: Actor,
    as_of: datetime,
    lockdown: Lockdown,
    people: Sequence[tuple[int, int | None]],
    since: date | None,
) -> list[Inside]:
    there = set(lockdown.inside.filter(until=None).values_list("person", flat=True))
    day = max(since or lockdown.begins, lockdown.begins)
    rows = [
        Inside(lockdown=lockdown, person_id=person, household_id=household, since=day)
        for person, household in dict(people).items()
        if person not in there
    ]
    with act(by=by, at=as_of, action="lockdown.people") as entry:
        entry.about(lockdown)
        entry.about_many(Person.objects.filter(pk__in=[row.person_id for row in rows]))
        insert_many(rows, entry=entry, model=Inside)
        settle_inside(lockdown, entry)
    return rows
