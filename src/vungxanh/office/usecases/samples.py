"""Storing tubes: what they say of people is worked out here, whoever takes or imports them."""

from collections import defaultdict
from collections.abc import Sequence

from vungxanh.messages import VungXanhError, message
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import PoolMember, Sample
from vungxanh.office.records.store import insert_many
from vungxanh.response.pool import member_result, pool_state, pool_tally, single_tally


class TubeTaken(VungXanhError):
    """A code that another tube carries."""


def insert_samples(
    samples: Sequence[Sample], members: Sequence[PoolMember] = (), *, entry: Entry
) -> list[Sample]:
    """Store new tubes and the members of new pools (their `sample` is one of `samples`), set-based."""
    lists: dict[int, list[PoolMember]] = defaultdict(list)
    for member in members:
        lists[id(member.sample)].append(member)
    for sample in samples:
        settle_tube(sample, lists[id(sample)])
    stored = insert_many(samples, entry=entry, model=Sample)
    for member in members:
        member.sample = member.sample  # takes the id that the tube has by now
    insert_many(members, entry=entry, model=PoolMember)
    return stored


def check_codes(codes: Sequence[str]) -> None:
    """Raises TubeTaken where a code is there already or is given twice."""
    known = sorted({code for code in codes if codes.count(code) > 1})
    known = known or sorted(Sample.objects.filter(code__in=codes).values_list("code", flat=True))
    if known:
        raise TubeTaken(message("Tube code {code} is used already.", code=known[0]))


def settle_tube(sample: Sample, members: Sequence[PoolMember]) -> None:
    """Set what a tube counts for, and its members' results (their `retest` is loaded). Nothing is written."""
    if sample.pool_size == 1:
        tally = single_tally(sample.result, retest=sample.retest_of_id is not None)
    else:
        for member in members:
            member.opened = sample.result == "positive" or member.retest_id is not None
            retest = None if member.retest is None else member.retest.result
            member.result = member_result(sample.result, retest)
        results = [member.result for member in members]
        sample.pool_state = pool_state(sample.result, results)
        tally = pool_tally(sample.result, sample.pool_size, results)
    sample.people, sample.found, sample.cleared = tally.people, tally.found, tally.cleared
