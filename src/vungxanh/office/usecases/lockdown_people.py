"""Who is inside a lockdown point: households, people, checkpoints."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.folding import address_key, name_key
from vungxanh.office.records.models import Checkpoint, Household, Inside, Lockdown, Person
from vungxanh.office.records.queries.inside import below, inside, record_or_not_found
from vungxanh.office.records.queries.lockdowns import registered_at
from vungxanh.office.records.store import act, insert, insert_many, update
from vungxanh.office.usecases.found import resettle
from vungxanh.office.usecases.isolation import DaysWrong
from vungxanh.office.usecases.lockdowns import held_lockdown, settle_inside
from vungxanh.office.usecases.people import PersonValues, add_person
from vungxanh.response.lockdown_rows import HouseholdRow, PersonRow


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
    rows = [PersonRow(code=code.strip().upper()) for code in codes if code.strip()]
    return let_in_rows(by=by, as_of=as_of, lockdown_id=lockdown_id, rows=rows, since=since)


def let_in_rows(
    *, by: Actor, as_of: datetime, lockdown_id: int, rows: Sequence[PersonRow], since: date | None = None
) -> list[Inside]:
    """List people by code, or by name: who is on record in the area is taken, others are added to it."""
    lockdown = held_lockdown(by, lockdown_id)
    known = _by_code({row.code for row in rows if row.code}, by)
    named = [row for row in rows if not row.code]
    living = _by_name(named, lockdown)
    with act(by=by, at=as_of, action="lockdown.people") as entry:
        people = [(known[row.code], None) for row in rows if row.code]
        for row in named:
            who = (name_key(row.name), row.birth_year)
            if who not in living:
                living[who] = _add(row, lockdown, by, as_of, entry)
            people.append((living[who], None))
        return _list_people(entry, lockdown, people, since)


def let_in_registered(*, by: Actor, as_of: datetime, lockdown_id: int) -> list[Inside]:
    """List everybody who is registered at a listed address."""
    lockdown = held_lockdown(by, lockdown_id)
    with act(by=by, at=as_of, action="lockdown.people") as entry:
        return _list_people(entry, lockdown, registered_at(lockdown), None)


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
    entry: Entry, lockdown: Lockdown, people: Sequence[tuple[int, int | None]], since: date | None
) -> list[Inside]:
    there = set(lockdown.inside.filter(until=None).values_list("person", flat=True))
    day = max(since or lockdown.begins, lockdown.begins)
    rows = [
        Inside(lockdown=lockdown, person_id=person, household_id=household, since=day)
        for person, household in dict(people).items()
        if person not in there
    ]
    entry.about(lockdown)
    entry.about_many(Person.objects.filter(pk__in=[row.person_id for row in rows]))
    insert_many(rows, entry=entry, model=Inside)
    settle_inside(lockdown, entry)
    return rows


def _by_code(codes: set[str], by: Actor) -> dict[str, int]:
    people = inside(Person.objects.filter(code__in=codes), by.scope, "lockdown.see")
    found = {person.code: person.merged_into_id or person.pk for person in people}
    missing = sorted(codes - set(found))
    if missing:
        raise UnknownPerson(message("No person here has the code {codes}.", codes=missing))
    return found


def _by_name(rows: Sequence[PersonRow], lockdown: Lockdown) -> dict[tuple[str, int | None], int]:
    """People of the area by folded name and year of birth; of two alike neither is taken."""
    keys = {name_key(row.name) for row in rows}
    living = Person.objects.filter(
        below("area_path", lockdown.area_path), merged_into=None, name_key__in=keys
    )
    found: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for person, key, year in living.values_list("id", "name_key", "birth_year"):
        found[(key, year)].append(person)
    return {who: alike[0] for who, alike in found.items() if len(alike) == 1 and who[1] is not None}


def _add(row: PersonRow, lockdown: Lockdown, by: Actor, as_of: datetime, entry: Entry) -> int:
    values: PersonValues = {
        "full_name": row.name, "birth_year": row.birth_year, "phone": row.phone, "house": row.house,
        "street": row.street, "area_id": lockdown.area_id,
    }  # fmt: skip
    return add_person(by=by, as_of=as_of, values=values, entry=entry, permission="lockdown.change").pk
