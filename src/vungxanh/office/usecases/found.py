"""Where cases were found: settled by date when a case is saved, and when a lockdown or isolation changes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Case
from vungxanh.office.records.queries.cases import cases_for
from vungxanh.office.records.queries.found import stays_of
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.store import act, update, update_many
from vungxanh.response.found import Stay, day_found, overridden, where_found

FIELDS = ("found_in", "found_reported", "lockdown_id", "isolation_id")
PLACES = ("community", "quarantine", "lockdown", "hospital", "border", "unknown")
CHUNK = 2_000


class NotAPlace(VungXanhError):
    """A case cannot be found there."""


class ReasonMissing(VungXanhError):
    """Something that goes against a rule wants a reason."""


def settle_found(cases: Sequence[Case], *, entry: Entry) -> None:
    """Before saving: set where these cases were found, by the day of sample (else report).

    One query a table, however many cases. A place set by hand stays. `entry` is the act in which the
    cases are saved: nothing is written here.
    """
    stays = stays_of([case.person_id for case in cases])
    for case in cases:
        _settle(case, stays.get(case.person_id, ()))


def resettle(person_ids: Iterable[int], *, entry: Entry) -> int:
    """Set anew where the stored cases of these people were found; how many changed."""
    wanted, changed = sorted(set(person_ids)), 0
    for start in range(0, len(wanted), CHUNK):
        cases = list(Case.objects.filter(person__in=wanted[start : start + CHUNK]).order_by("id"))
        changed += _store_settled(cases, entry)
    return changed


def set_found(
    *, by: Actor, as_of: datetime, case_id: int, found_in: str, note: str, version: int | None = None
) -> Case:
    """Say by hand where a case was found (`found_in` empty: let the rule decide again), with a reason."""
    case = record_or_not_found(cases_for(by.scope), pk=case_id)
    by.must("cases.change", case.area_path)
    if found_in and found_in not in PLACES:
        raise NotAPlace(message("A case cannot be found there."))
    if found_in and not note.strip():
        raise ReasonMissing(message("Say why this goes against the rule."))
    with act(by=by, at=as_of, action="case.found", note=note) as entry:
        values = {"found_by_hand": bool(found_in), "found_note": note.strip()[:160]}
        if found_in:
            values |= {"found_in": found_in, "found_reported": ""}
        update(case, values, entry=entry, version=version)
        if not found_in:
            resettle([case.person_id], entry=entry)
    case.refresh_from_db()
    return case


def _store_settled(cases: list[Case], entry: Entry) -> int:
    before = {case.pk: {name: getattr(case, name) for name in FIELDS} for case in cases}
    settle_found(cases, entry=entry)
    moved = [case for case in cases if any(getattr(case, n) != before[case.pk][n] for n in FIELDS)]
    update_many(
        moved,
        ["found_in", "found_reported", "lockdown", "isolation"],
        entry=entry,
        model=Case,
        before={case.pk: before[case.pk] for case in moved},
    )
    return len(moved)


def _settle(case: Case, stays: Iterable[Stay]) -> None:
    if case.found_by_hand:
        return
    reported = _reported(case)
    stay = where_found(day_found(case.sample_date, case.report_date), stays, case.pk)
    ruled = stay is not None and reported in overridden()
    case.found_in = stay.place if stay is not None and ruled else reported
    # Nothing reported becomes "unknown", so that an empty field means: the rule did not override.
    case.found_reported = (reported or "unknown") if ruled else ""
    case.lockdown_id = stay.record if stay is not None and stay.place == "lockdown" else None
    case.isolation_id = stay.record if stay is not None and stay.place == "quarantine" else None


def _reported(case: Case) -> str:
    """What was reported before the rule had its say; a value entered since then counts as reported."""
    ruled = "quarantine" if case.isolation_id else "lockdown" if case.lockdown_id else None
    return case.found_reported if case.found_reported and case.found_in == ruled else case.found_in
