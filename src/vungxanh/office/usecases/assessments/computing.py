"""One assessment from the records to stored colours. A killed process leaves no half assessment."""

import json
import shutil
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max

from vungxanh.messages import LANGUAGES, Message, VungXanhError, message
from vungxanh.office.access import Actor, NotFound
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import head, seal
from vungxanh.office.records.models import AreaColour, AssessedCluster, Assessment
from vungxanh.office.records.store import act, insert, insert_many, update
from vungxanh.office.usecases.assessments.alive import held, was_begun
from vungxanh.office.usecases.assessments.colours import clusters_of, colours_of
from vungxanh.office.usecases.assessments.pipeline import run_pipeline, summary_of, write_inputs
from vungxanh.office.usecases.assessments.places import folder_name, home_of, result_of, write_step
from vungxanh.office.usecases.assessments.states import (
    AlreadyComputing,
    DayNotPossible,
    check_move,
    must_everywhere,
)

STOPPED = message("The computation was stopped before its end. Nothing of it is used; run it again.")


def assess_records(*, by: Actor, as_of: date, known_at: datetime) -> Assessment:
    """Compute an assessment of the day `as_of` from the records as known at `known_at`, and wait for it.

    Raises what the pipeline says when the records cannot be judged; the run is then kept as failed.
    """
    begun = begin_assessment(by=by, as_of=known_at, day=as_of)
    return run_assessment(by=by, as_of=known_at, assessment_id=begun.pk)


def begin_assessment(*, by: Actor, as_of: datetime, day: date) -> Assessment:
    """Give a new assessment its number; `as_of` is also the moment whose knowledge it is made from.

    Raises AlreadyComputing, DayNotPossible.
    """
    must_everywhere(by, "assessment.run")
    if day > as_of.astimezone(HERE).date():
        raise DayNotPossible(message("{day} has not come yet; nothing can be known of it.", day=day))
    with act(by=by, at=as_of, action="assessment.run") as entry:
        if Assessment.objects.filter(status="computing").exists():
            raise AlreadyComputing(message("Another assessment is being computed. Wait until it is there."))
        number = (Assessment.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        made = Assessment(
            number=number,
            disease=settings.DISEASE,
            as_of=day,
            known_at=as_of,
            pack=settings.ENVIRONMENT.criteria,
            status="computing",
            folder=folder_name(number),
            started_at=as_of,
            computed_by_id=by.user_id,
            previous=_previous(day),
        )
        return insert(made, entry=entry)


def run_assessment(*, by: Actor, as_of: datetime, assessment_id: int) -> Assessment:
    """Do the work of an assessment that has begun; nothing when it is done already or somebody does it.

    Raises a VungXanhError of the pipeline; the run is then kept as failed, with the sentence.
    """
    must_everywhere(by, "assessment.run")
    assessment = Assessment.objects.filter(pk=assessment_id).first()
    if assessment is None:
        raise NotFound(message("There is no such record."))
    with held(home_of(assessment) / "lock") as ours:
        if not ours:
            return assessment
        assessment.refresh_from_db()
        if assessment.status == "computing":
            _compute(assessment, by, as_of)
    return assessment


def recover_assessments(*, as_of: datetime) -> int:
    """Mark as failed what a process that is gone was computing; how many there were.

    An assessment that no process has begun yet waits for its job and is left alone.
    """
    failed = 0
    for assessment in Assessment.objects.filter(status="computing"):
        lock = home_of(assessment) / "lock"
        if not was_begun(lock):
            continue
        with held(lock) as ours:
            assessment.refresh_from_db()
            if ours and assessment.status == "computing":
                _fail(assessment, Actor.machine("recovery"), as_of, STOPPED)
                failed += 1
    return failed


def _previous(day: date) -> Assessment | None:
    """What "since yesterday" is counted from: the newest one that was good, of an earlier day if possible."""
    good = Assessment.objects.filter(status__in=("computed", "approved", "published"), as_of__lte=day)
    earlier = good.filter(as_of__lt=day).order_by("-as_of", "-number").first()
    return earlier or good.order_by("-as_of", "-number").first()


def _compute(assessment: Assessment, by: Actor, as_of: datetime) -> None:
    try:
        _clear(assessment)
        write_step(assessment, message("Reading the records"))
        inputs = write_inputs(assessment, home_of(assessment) / "input")
        run_pipeline(assessment, inputs, lambda said: write_step(assessment, said))
        write_step(assessment, message("Storing the colours"))
        _store(assessment, by, as_of, summary_of(assessment, inputs))
    except VungXanhError as error:
        _fail(assessment, by, as_of, error.message)
        raise
    except Exception as error:
        kind = type(error).__name__
        _fail(assessment, by, as_of, message("A fault of ours ended the computation ({kind}).", kind=kind))
        raise


def _clear(assessment: Assessment) -> None:
    """What a killed run of the same number left."""
    shutil.rmtree(home_of(assessment) / "input", ignore_errors=True)
    shutil.rmtree(result_of(assessment), ignore_errors=True)


def _store(assessment: Assessment, by: Actor, as_of: datetime, values: dict[str, Any]) -> None:
    """Everything that pages show, in one transaction: all of it is there, or nothing."""
    rows = colours_of(assessment)
    clusters = clusters_of(assessment)
    seal()
    number, digest = head()
    with act(by=by, at=as_of, action="assessment.computed") as entry:
        insert_many(rows, entry=entry, model=AreaColour)
        insert_many(clusters, entry=entry, model=AssessedCluster)
        check_move(assessment, "computed")
        told = {"status": "computed", "finished_at": as_of, "audit_number": number, "audit_sha256": digest}
        update(assessment, {**values, **told}, entry=entry)


def _fail(assessment: Assessment, by: Actor, as_of: datetime, said: Message) -> None:
    fault = json.dumps({language: said.render(language) for language in LANGUAGES}, ensure_ascii=False)
    with act(by=by, at=as_of, action="assessment.failed") as entry:
        update(assessment, {"status": "failed", "finished_at": as_of, "fault": fault}, entry=entry)
