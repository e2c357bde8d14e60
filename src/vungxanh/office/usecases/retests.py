"""Own tubes for the people of a positive pool: each is linked back to the pool that asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import PoolMember, Sample
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.samples import samples_for
from vungxanh.office.records.store import act, update_many
from vungxanh.office.usecases.results import settle_results
from vungxanh.office.usecases.samples import check_codes, insert_samples
from vungxanh.response.pool import FINAL
from vungxanh.response.sampling import methods


class NoRetest(VungXanhError):
    """A retest that the pool does not ask for."""


@dataclass(frozen=True)
class Retests:
    """Codes of the new tubes by member, and how and when they were taken."""

    codes: Mapping[int, str]
    method: str
    taken_at: datetime


def take_retests(*, by: Actor, as_of: datetime, pool_id: int, values: Retests) -> list[Sample]:
    """Take a tube of their own from people of a positive pool."""
    pool = record_or_not_found(samples_for(by.scope), pk=pool_id)
    by.must("samples.change", pool.area_path)
    if values.method not in methods():
        raise NoRetest(message("Choose a method."))
    codes = {member: code.strip().upper() for member, code in values.codes.items() if code.strip()}
    check_codes(list(codes.values()))
    members = list(pool.members.filter(pk__in=codes).select_related("person__area", "retest"))
    if len(members) != len(codes) or any(not _wanted(member) for member in members):
        raise NoRetest(
            message("Only people of a positive pool who have no result of their own are retested.")
        )
    with act(by=by, at=as_of, action="sample.retest") as entry:
        tubes = [_tube(pool, member, codes[member.pk], values) for member in members]
        insert_samples(tubes, entry=entry)
        _link(members, tubes, entry)
        entry.about_many([pool, *(member.person for member in members)])
        settle_results([pool], entry=entry)
    return tubes


def _wanted(member: PoolMember) -> bool:
    return member.opened and member.result not in FINAL


def _tube(pool: Sample, member: PoolMember, code: str, values: Retests) -> Sample:
    return Sample(
        code=code,
        person=member.person,
        retest_of=pool,
        area=member.person.area,
        area_path=member.person.area_path,
        found_in=pool.found_in,
        purpose=pool.purpose,
        method=values.method,
        taken_at=values.taken_at,
        taken_on=values.taken_at.astimezone(HERE).date(),
        result="pending",
    )


def _link(members: list[PoolMember], tubes: list[Sample], entry: Entry) -> None:
    before = {member.pk: {"retest_id": member.retest_id} for member in members}
    for member, tube in zip(members, tubes, strict=True):
        member.retest = tube
    update_many(members, ("retest",), entry=entry, model=PoolMember, before=before)
