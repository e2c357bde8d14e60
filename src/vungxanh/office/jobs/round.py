"""What the worker does besides jobs: pick up what a killed process left, run what the schedule asks for."""

from vungxanh.office.access import Actor
from vungxanh.office.clock import now
from vungxanh.office.records.audit import seal
from vungxanh.office.usecases.assessments import recover_assessments
from vungxanh.office.usecases.imports import recover_batches
from vungxanh.office.usecases.isolation_moves import begin_due
from vungxanh.office.usecases.schedules import run_due


def before_jobs() -> None:
    """At the start: events without a seal, and work that nobody does any more."""
    seal()
    recover_batches(as_of=now())
    recover_assessments(as_of=now())


def between_jobs() -> None:
    """Every now and then: what is due by the schedule; dead work of other workers."""
    seal()
    recover_batches(as_of=now())
    begin_due(by=Actor.machine("schedule"), as_of=now())
    run_due(by=Actor.machine("schedule"), as_of=now())
