"""Taking samples at a session: people at a table, each with the code on their tube; one code, one tube.

People with the same code are in one pool. A pool that is not full and waits for its result takes more people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Area, Person, PoolMember, Sample, Session
from vungxanh.office.records.queries.found import stays_of
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.people import people_for
from vungxanh.office.records.queries.sessions import sessions_for
from vungxanh.office.records.store import act, insert_many, update_many
from vungxanh.office.usecases.people import PersonValues, add_person
from vungxanh.office.usecases.results import TALLY
from vungxanh.office.usecases.samples import insert_samples, settle_tube
from vungxanh.response.found import where_found
from vungxanh.response.sampling import methods, most_in_a_pool, purposes


class BadTube(VungXanhError):
    """A tube that cannot be taken like that."""


@dataclass(frozen=True)
class Sampled:
    """One person at the table: the code on their tube, and who they are (id or values)."""

    code: str
    person: int | PersonValues


@dataclass(frozen=True)
class Taking:
    """What the tubes of one entry have in common. `size` 1: every tube is one person's."""

    method: str
    size: int
    taken_at: datetime


def take_tubes(
    *, by: Actor, as_of: datetime, session_id: int, rows: Sequence[Sampled], how: Taking
) -> list[Sample]:
    """Store what was taken at the table, all of it or nothing. Raises BadTube, TubeTaken, Refused."""
    session = record_or_not_found(sessions_for(by.scope), pk=session_id)
    by.must("samples.change", session.area_path)
    rows = [Sampled(row.code.strip().upper()[:40], row.person) for row in rows]
    _check(rows, how, as_of)
    with act(by=by, at=as_of, action="sample.take") as entry:
        people = _people(rows, by, as_of, entry)
        there = {t.code: t for t in Sample.objects.filter(code__in={r.code for r in rows})}
        tubes, members = _tubes(rows, people, there, session, how)
        _place(tubes, members, people)
        stored = insert_samples(tubes, [m for m in members if m.sample.pk is None], entry=entry)
        topped = _top_up([m for m in members if m.sample.code in there], entry)
        entry.about_many([session, *people])
    return [*stored, *topped]


def _check(rows: Sequence[Sampled], how: Taking, as_of: datetime) -> None:
    if not rows:
        raise BadTube(message("Nobody was entered."))
    if any(not row.code for row in rows):
        raise BadTube(message("Every person needs the code of a tube."))
    if how.method not in methods():
        raise BadTube(message("Choose a method."))
    if not 1 <= how.size <= most_in_a_pool():
        raise BadTube(message("A pool has at most {most} people.", most=most_in_a_pool()))
    if how.taken_at > as_of:
        raise BadTube(message("A time in the future cannot be right."))


def _people(rows: Sequence[Sampled], by: Actor, as_of: datetime, entry: Entry) -> list[Person]:
    """The person of each row; new ones are stored. Raises NotFound for somebody out of reach."""
    known = (
        people_for(by.scope)
        .select_related("area")
        .in_bulk([r.person for r in rows if isinstance(r.person, int)])
    )
    found = []
    for row in rows:
        if isinstance(row.person, int):
            person = known.get(row.person) or record_or_not_found(people_for(by.scope).none(), pk=row.person)
            by.must("samples.change", person.area_path)
        else:
            person = add_person(
                by=by, as_of=as_of, values=row.person, entry=entry, permission="samples.change"
            )
        found.append(person)
    return found


def _tubes(
    rows: Sequence[Sampled],
    people: Sequence[Person],
    there: Mapping[str, Sample],
    session: Session,
    how: Taking,
) -> tuple[list[Sample], list[PoolMember]]:
    """New tubes, and members of new pools and of those that take more people."""
    tubes: dict[str, Sample] = {}
    members: dict[str, list[PoolMember]] = {}
    for row, person in zip(rows, people, strict=True):
        tube = there.get(row.code) or tubes.get(row.code)
        if tube is None:
            tube = tubes[row.code] = _new_tube(row.code, person, session, how)
        elif how.size == 1 or tube.pool_size == 1:
            raise BadTube(message("Tube code {code} is used already.", code=row.code))
        if tube.pool_size > 1:
            if row.code not in members:
                members[row.code] = _members_of(tube, session) if row.code in there else []
            known = members[row.code]
            known.append(_member(tube, person, known))
    return list(tubes.values()), [m for group in members.values() for m in group if m.pk is None]


def _members_of(tube: Sample, session: Session) -> list[PoolMember]:
    """Who is in a pool already. Raises BadTube for one that takes nobody more."""
    if tube.session_id != session.pk or tube.result != "pending":
        raise BadTube(message("Tube code {code} is used already.", code=tube.code))
    return list(tube.members.all())


def _member(tube: Sample, person: Person, known: Sequence[PoolMember]) -> PoolMember:
    if len(known) >= tube.pool_size:
        raise BadTube(message("Pool {code} is full with {n} people.", code=tube.code, n=tube.pool_size))
    if person.pk in {member.person_id for member in known}:
        raise BadTube(message("{name} is in pool {code} already.", name=person.full_name, code=tube.code))
    return PoolMember(sample=tube, person=person, position=len(known))


def _new_tube(code: str, person: Person, session: Session, how: Taking) -> Sample:
    return Sample(
        code=code,
        session=session,
        person=person if how.size == 1 else None,
        pool_size=how.size,
        area=person.area,
        area_path=person.area_path,
        purpose=session.purpose,
        method=how.method,
        taken_at=how.taken_at,
        taken_on=how.taken_at.astimezone(HERE).date(),
        result="pending",
    )


def _place(tubes: Sequence[Sample], members: Sequence[PoolMember], people: Sequence[Person]) -> None:
    """Where the people of new tubes live and were that day; two queries, however many tubes."""
    stays = stays_of([person.pk for person in people])
    homes: dict[int, list[Person]] = {id(tube): [] for tube in tubes}
    for member in members:
        homes.get(id(member.sample), []).append(member.person)
    for tube in tubes:
        inside = homes[id(tube)] or [tube.person]
        tube.area_path = _shared([person.area_path for person in inside if person is not None])
        bound = [where_found(tube.taken_on, stays.get(p.pk, ()), None) for p in inside if p is not None]
        held = next((stay for stay in bound if stay is not None), None)
        tube.found_in = purposes()[tube.purpose].found_in if held is None else held.place
    areas = {area.path: area for area in Area.objects.filter(path__in={tube.area_path for tube in tubes})}
    for tube in tubes:
        tube.area = areas[tube.area_path]


def _shared(paths: Sequence[str]) -> str:
    """The smallest area that holds all: where neighbours of two quarters share a pool, their ward."""
    shortest, longest = min(paths), max(paths)
    steps = range(4, min(len(shortest), len(longest)) + 1, 4)
    return max((shortest[:end] for end in steps if shortest[:end] == longest[:end]), default=shortest[:4])


def _top_up(members: Sequence[PoolMember], entry: Entry) -> list[Sample]:
    """Store members who join pools that are there."""
    insert_many(members, entry=entry, model=PoolMember)
    pools = {member.sample_id: member.sample for member in members}
    for pool in pools.values():
        settle_tube(pool, list(pool.members.select_related("retest").order_by("position")))
    update_many(list(pools.values()), TALLY, entry=entry, model=Sample, before={})
    return list(pools.values())
