"""Results of tests: entered, corrected with a reason, and resolved from pools to people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor, NotFound
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import PoolMember, Sample
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.samples import samples_for
from vungxanh.office.records.store import act, update, update_many
from vungxanh.office.usecases.due_tests import settle_due_tests
from vungxanh.office.usecases.samples import settle_tube
from vungxanh.response.pool import check_result_move, is_correction, single_tally
from vungxanh.response.sampling import check_ct, methods

TALLY = ("people", "found", "cleared", "pool_state")
GIVEN = ("result", "ct", "method", "lab", "received_at", "resulted_at", "corrected_why", *TALLY[:3])


class BadMoment(VungXanhError):
    """Moments of a sample that contradict each other."""


@dataclass(frozen=True)
class GivenResult:
    """A result as a laboratory or a team gives it. Empty fields leave what is stored."""

    result: str
    ct: float | None = None
    method: str = ""
    lab: str = ""
    received_at: datetime | None = None
    resulted_at: datetime | None = None
    reason: str = ""


def enter_result(
    *, by: Actor, as_of: datetime, sample_id: int, given: GivenResult, version: int | None = None
) -> Sample:
    """Enter or correct the result of one tube; people of a pool get theirs."""
    sample = record_or_not_found(samples_for(by.scope), pk=sample_id)
    check_may_enter(by, sample)
    values = checked(sample, given, as_of)
    action = "result.correct" if is_correction(sample.result, given.result) else "result.enter"
    with act(by=by, at=as_of, action=action, note=given.reason) as entry:
        update(sample, values, entry=entry, version=version)
        settle_results([sample], entry=entry)
    sample.refresh_from_db()
    return sample


def enter_results(
    given: Mapping[int, GivenResult], samples: Sequence[Sample], *, as_of: datetime, entry: Entry
) -> int:
    """Store results of many tubes in the caller's act; how many changed. The caller checked permission."""
    before: dict[int, dict[str, Any]] = {}
    changed = []
    for sample in samples:
        values = checked(sample, given[sample.pk], as_of)
        old = {name: getattr(sample, name) for name in values}
        if old == values:
            continue
        for name, value in values.items():
            setattr(sample, name, value)
        before[sample.pk] = old
        changed.append(sample)
    update_many(changed, GIVEN, entry=entry, model=Sample, before=before)
    settle_results(changed, entry=entry)
    return len(changed)


def receive_samples(
    *, by: Actor, as_of: datetime, sample_ids: Iterable[int], lab: str, received_at: datetime | None = None
) -> int:
    """Note that tubes have come to the laboratory; those that had come already stay as they are."""
    samples = list(samples_for(by.scope).filter(pk__in=list(sample_ids), received_at=None))
    for sample in samples:
        by.must("results.change", sample.area_path)
    moment = received_at or as_of
    before = {s.pk: {"received_at": None, "lab": s.lab} for s in samples}
    for sample in samples:
        _check_moments(sample.taken_at, moment, None, as_of)
        sample.received_at, sample.lab = moment, lab or sample.lab
    with act(by=by, at=as_of, action="sample.receive") as entry:
        update_many(samples, ("received_at", "lab"), entry=entry, model=Sample, before=before)
    return len(samples)


def may_enter(by: Actor, sample: Sample) -> bool:
    """Laboratories enter results; a team enters those that it sees at the table itself."""
    if by.scope.covers("results.change", sample.area_path):
        return True
    method = methods().get(sample.method)
    seen = method is not None and method.read_on_the_spot
    return seen and by.scope.covers("samples.change", sample.area_path)


def check_may_enter(by: Actor, sample: Sample) -> None:
    """Raises NotFound for a tube that the person may not know of, NotAllowed for one they may not change."""
    if not by.scope.covers("samples.see", sample.area_path):
        raise NotFound(message("There is no such record."))
    if not may_enter(by, sample):
        by.must("results.change", sample.area_path)


def checked(sample: Sample, given: GivenResult, as_of: datetime) -> dict[str, Any]:
    """The fields that a given result sets. Raises the errors of what cannot be."""
    check_result_move(sample.result, given.result, given.reason)
    method = given.method or sample.method
    ct = given.ct if given.ct is not None else (sample.ct if given.result == sample.result else None)
    check_ct(ct, method)
    received = given.received_at or sample.received_at
    resulted = None if given.result == "pending" else given.resulted_at or sample.resulted_at or as_of
    _check_moments(sample.taken_at, received, resulted, as_of)
    correction = is_correction(sample.result, given.result)
    values = {
        "result": given.result,
        "ct": ct,
        "method": method,
        "lab": given.lab or sample.lab,
        "received_at": received,
        "resulted_at": resulted,
        "corrected_why": given.reason.strip()[:200] if correction else sample.corrected_why,
    }
    if sample.pool_size == 1:
        tally = single_tally(given.result, retest=sample.retest_of_id is not None)
        values |= {"people": tally.people, "found": tally.found, "cleared": tally.cleared}
    return values


def settle_results(changed: Sequence[Sample], *, entry: Entry) -> None:
    """Carry results on: to members of these pools, to members whose retest this is, to due tests."""
    pools = {s.pk: s for s in changed if s.pool_size > 1}
    above = {s.retest_of_id for s in changed if s.retest_of_id is not None} - pools.keys()
    pools.update(Sample.objects.in_bulk(list(above)))
    update_many(_settled_pools(pools, entry), TALLY, entry=entry, model=Sample, before={})
    settle_due_tests(list(changed), entry=entry)


def _settled_pools(pools: dict[int, Sample], entry: Entry) -> list[Sample]:
    """Settle the members of pools and store them; the pools still have to be stored."""
    lists: dict[int, list[PoolMember]] = defaultdict(list)
    members = list(PoolMember.objects.filter(sample__in=pools).select_related("retest").order_by("position"))
    old = {m.pk: {"opened": m.opened, "result": m.result} for m in members}
    for member in members:
        lists[member.sample_id].append(member)
    for number, pool in pools.items():
        settle_tube(pool, lists[number])
    changed = [m for m in members if old[m.pk] != {"opened": m.opened, "result": m.result}]
    update_many(changed, ("opened", "result"), entry=entry, model=PoolMember, before=old)
    return list(pools.values())


def _check_moments(
    taken: datetime | None, received: datetime | None, resulted: datetime | None, as_of: datetime
) -> None:
    known = [moment for moment in (taken, received, resulted) if moment is not None]
    if known != sorted(known):
        raise BadMoment(message("A sample is taken, then received, then has a result: check the times."))
    if known and known[-1] > as_of:
        raise BadMoment(message("A time in the future cannot be right."))
