"""The assessment that runs by itself every day at a set time."""

from datetime import date, datetime, timedelta

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.models import Assessment, Schedule
from vungxanh.office.records.store import act, insert, update
from vungxanh.office.usecases.assessments import begin_assessment, run_assessment
from vungxanh.office.usecases.assessments.states import must_everywhere

DAILY = "assessment"
MINUTES_A_DAY = 24 * 60


class NoSuchTime(VungXanhError):
    """Not a time of day."""


def set_schedule(*, by: Actor, as_of: datetime, minute: int, active: bool) -> Schedule:
    """Say at which minute of the day (Viet Nam) the assessment runs, and whether it does at all.

    A day that has begun already runs only if its time is still to come.
    """
    must_everywhere(by, "assessment.run")
    if not 0 <= minute < MINUTES_A_DAY:
        raise NoSuchTime(message("The time must lie between 00:00 and 23:59."))
    local = as_of.astimezone(HERE)
    passed = local.date() if _minute(local) >= minute else local.date() - timedelta(days=1)
    with act(by=by, at=as_of, action="schedule.set") as entry:
        kept = Schedule.objects.select_for_update().filter(kind=DAILY).first()
        values = {"minute": minute, "active": active, "last_run": passed}
        if kept is None:
            return insert(Schedule(kind=DAILY, **values), entry=entry)
        return update(kept, values, entry=entry)


def due(*, as_of: datetime) -> date | None:
    """The day that the schedule asks to be assessed now; None when nothing is due.

    However many runs were missed, only the newest is caught up: the older days are in its colours too.
    """
    schedule = Schedule.objects.filter(kind=DAILY, active=True).first()
    if schedule is None:
        return None
    day = _day_due(as_of, schedule.minute)
    return day if schedule.last_run is None or schedule.last_run < day else None


def run_due(*, by: Actor, as_of: datetime) -> Assessment | None:
    """Run the assessment that is due; None when none is, or when another one is being computed.

    The day is marked and the number given in one transaction, so that two workers never run it twice.
    """
    begun = _begin_due(by=by, as_of=as_of)
    return None if begun is None else run_assessment(by=by, as_of=as_of, assessment_id=begun.pk)


def _begin_due(*, by: Actor, as_of: datetime) -> Assessment | None:
    if due(as_of=as_of) is None or Assessment.objects.filter(status="computing").exists():
        return None
    with act(by=by, at=as_of, action="schedule.run") as entry:
        schedule = Schedule.objects.select_for_update().get(kind=DAILY)
        day = due(as_of=as_of)
        if day is None:
            return None
        begun = begin_assessment(by=by, as_of=as_of, day=day)
        update(schedule, {"last_run": day}, entry=entry)
        return begun


def _day_due(as_of: datetime, minute: int) -> date:
    """Today from the set time on, before it yesterday."""
    local = as_of.astimezone(HERE)
    return local.date() if _minute(local) >= minute else local.date() - timedelta(days=1)


def _minute(local: datetime) -> int:
    return local.hour * 60 + local.minute
