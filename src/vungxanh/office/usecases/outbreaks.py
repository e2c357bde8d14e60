"""Outbreaks: opened, changed, ended; cases put into them and taken out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Outbreak
from vungxanh.office.records.queries.areas import area_or_not_found
from vungxanh.office.records.queries.inside import inside, record_or_not_found
from vungxanh.office.records.queries.outbreaks import outbreaks_for
from vungxanh.office.records.store import act, insert, update, update_many

FIELDS = ("name", "kind", "place", "began", "reported", "ended", "note")


class OutbreakWrong(VungXanhError):
    """An outbreak cannot be like that."""


def open_outbreak(
    *, by: Actor, as_of: datetime, area_id: int, disease: str, values: dict[str, Any]
) -> Outbreak:
    """Begin an outbreak in an area."""
    area = area_or_not_found(by.scope, "cases.see", area_id)
    by.must("cases.change", area.path)
    given = {name: values[name] for name in FIELDS if name in values}
    _check(given.get("began"), given.get("ended"), as_of, None)
    with act(by=by, at=as_of, action="outbreak.open") as entry:
        (code,) = next_codes("outbreak")
        outbreak = Outbreak(code=code, disease=disease, area=area, area_path=area.path, **given)
        return insert(outbreak, entry=entry)


def change_outbreak(
    *, by: Actor, as_of: datetime, outbreak_id: int, values: dict[str, Any], version: int | None = None
) -> Outbreak:
    """Change what FIELDS name; `ended` closes it, None opens it again. Raises OutbreakWrong."""
    outbreak = _changeable(by, outbreak_id)
    given = {name: values[name] for name in FIELDS if name in values}
    began, ended = given.get("began", outbreak.began), given.get("ended", outbreak.ended)
    _check(began, ended, as_of, outbreak)
    with act(by=by, at=as_of, action="outbreak.change") as entry:
        return update(outbreak, given, entry=entry, version=version)


def assign_cases(*, by: Actor, as_of: datetime, case_ids: Sequence[int], outbreak_id: int | None) -> int:
    """Put cases into an outbreak (None: take them out of theirs); how many changed."""
    outbreak = None if outbreak_id is None else _changeable(by, outbreak_id)
    cases = list(inside(Case.objects.all(), by.scope, "cases.see").filter(pk__in=list(case_ids)))
    for case in cases:
        by.must("cases.change", case.area_path)
        if outbreak is not None and case.disease != outbreak.disease:
            raise OutbreakWrong(message("{code} is a case of another disease.", code=case.code))
    moved = [case for case in cases if case.outbreak_id != outbreak_id]
    before = {case.pk: {"outbreak_id": case.outbreak_id} for case in moved}
    with act(by=by, at=as_of, action="outbreak.assign") as entry:
        if outbreak is not None:
            entry.about(outbreak)
        for case in moved:
            case.outbreak = outbreak
        update_many(moved, ("outbreak",), entry=entry, model=Case, before=before)
    return len(moved)


def _changeable(by: Actor, outbreak_id: int) -> Outbreak:
    outbreak = record_or_not_found(outbreaks_for(by.scope), pk=outbreak_id)
    by.must("cases.change", outbreak.area_path)
    return outbreak


def _check(began: date | None, ended: date | None, as_of: datetime, outbreak: Outbreak | None) -> None:
    """An end does not lie before the beginning, before the last onset, or in the future."""
    if ended is None:
        return
    if ended > as_of.astimezone(HERE).date():
        raise OutbreakWrong(message("The end of an outbreak cannot lie in the future."))
    if began is not None and ended < began:
        raise OutbreakWrong(message("The end lies before the beginning."))
    if outbreak is not None:
        cases = Case.objects.filter(outbreak=outbreak).exclude(classification="discarded")
        last = cases.aggregate(last=Max("onset_date"))["last"]
        if last is not None and ended < last:
            raise OutbreakWrong(message("The last onset is {day}: the end lies before it.", day=last))
