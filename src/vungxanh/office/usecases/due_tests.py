"""Results of due tests: taken from samples as they come, or entered by hand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import DueTest, Isolation, IsolationDay, Sample
from vungxanh.office.records.queries.isolations import OPEN
from vungxanh.office.records.store import act, insert, update, update_many
from vungxanh.office.usecases.isolation import held_isolation, next_test

NEAR = 1
"""A sample taken so many days before or after the due day still meets it. Ours: no tolerance was found."""

USABLE = ("negative", "positive")


class NoSuchTest(VungXanhError):
    """The isolation has no test on that day."""


def settle_due_tests(samples: Sequence[Sample], *, entry: Entry) -> int:
    """Tie samples with results to the due tests that they meet; how many tests changed.

    Set-based. A sample that was tied before and whose result changed changes its test; a sample without a
    person (a pool) meets nothing by itself.
    """
    taken = [(s.person_id, s) for s in samples if s.person_id is not None and s.pk is not None]
    waiting: dict[int, list[DueTest]] = defaultdict(list)
    tests = DueTest.objects.filter(isolation__person__in={person for person, _ in taken})
    for test in tests.select_related("isolation").order_by("due_on"):
        waiting[test.isolation.person_id].append(test)
    changed: dict[int, DueTest] = {}
    before: dict[int, dict[str, object]] = {}
    for person, sample in taken:
        met = _met_by(sample, waiting[person])
        if met is not None:
            before.setdefault(met.pk, {name: getattr(met, name) for name in ("result", "done_on", "ct")})
            _fill(met, sample)
            changed[met.pk] = met
    update_many(list(changed.values()), _FIELDS, entry=entry, model=DueTest, before=before)
    _look_ahead({test.isolation_id: test.isolation for test in changed.values()}, entry)
    return len(changed)


def enter_result(
    *,
    by: Actor,
    as_of: datetime,
    isolation_id: int,
    day_number: int,
    result: str,
    done_on: date,
    ct: float | None = None,
) -> DueTest:
    """A result of a due test, told without a sample on record."""
    isolation = held_isolation(by, isolation_id)
    test = isolation.tests.filter(day_number=day_number).first()
    if test is None or result not in (*USABLE, ""):
        raise NoSuchTest(message("This isolation has no such test."))
    with act(by=by, at=as_of, action="isolation.test") as entry:
        values = {"result": result, "done_on": done_on if result else None, "ct": ct if result else None}
        update(test, values, entry=entry)
        entry.about(isolation)
        update(isolation, {"next_test_on": next_test(isolation)}, entry=entry)
    return test


def note_day(
    *,
    by: Actor,
    as_of: datetime,
    isolation_id: int,
    day: date,
    present: bool,
    symptoms: str = "",
    note: str = "",
) -> IsolationDay:
    """One day's look after an isolated person; a second entry of a day corrects the first."""
    isolation = held_isolation(by, isolation_id, "follow.change")
    values = {"present": present, "symptoms": symptoms[:160], "note": note[:200]}
    with act(by=by, at=as_of, action="isolation.follow") as entry:
        entry.about(isolation)
        entry.about(isolation.person)
        stored = isolation.days.filter(day=day).first()
        if stored is not None:
            return update(stored, values, entry=entry)
        return insert(IsolationDay(isolation=isolation, day=day, **values), entry=entry)


_FIELDS = ("sample", "result", "done_on", "ct")


def _met_by(sample: Sample, tests: Sequence[DueTest]) -> DueTest | None:
    tied = next((test for test in tests if test.sample_id == sample.pk), None)
    if tied is not None or sample.result not in USABLE:
        return tied
    near = [
        test
        for test in tests
        if not test.result
        and abs((test.due_on - sample.taken_on).days) <= NEAR
        and test.isolation.status in OPEN
    ]
    return min(near, key=lambda test: abs((test.due_on - sample.taken_on).days), default=None)


def _fill(test: DueTest, sample: Sample) -> None:
    test.sample = sample
    test.result = sample.result if sample.result in USABLE else ""
    test.done_on = sample.taken_on if test.result else None
    test.ct = sample.ct if test.result else None


def _look_ahead(isolations: dict[int, Isolation], entry: Entry) -> None:
    """The next test of each isolation, after results came."""
    rows = DueTest.objects.filter(isolation__in=isolations, result="").order_by("-due_on")
    ahead: dict[int, date] = dict(rows.values_list("isolation", "due_on"))
    moved = [i for i in isolations.values() if i.status in OPEN and i.next_test_on != ahead.get(i.pk)]
    before = {i.pk: {"next_test_on": i.next_test_on} for i in moved}
    for isolation in moved:
        isolation.next_test_on = ahead.get(isolation.pk)
    update_many(moved, ("next_test_on",), entry=entry, model=Isolation, before=before)
