"""Sampling sessions: a team at a place on a day, and how many households it means to reach."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Session
from vungxanh.office.records.queries.areas import area_or_not_found
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.sessions import sessions_for
from vungxanh.office.records.store import act, insert, update
from vungxanh.response.sampling import purposes


class BadSession(VungXanhError):
    """A session that cannot be."""


@dataclass(frozen=True)
class SessionValues:
    """What is said of a session. `planned`: households meant to be reached; `households`: reached."""

    day: date
    area_id: int
    place: str
    team: str
    purpose: str
    planned: int | None = None
    households: int | None = None
    lockdown_id: int | None = None
    note: str = ""


def open_session(*, by: Actor, as_of: datetime, values: SessionValues) -> Session:
    """Plan a session or open it on the spot."""
    area = area_or_not_found(by.scope, "samples.see", values.area_id)
    by.must("samples.change", area.path)
    _check(values)
    with act(by=by, at=as_of, action="session.open") as entry:
        code = next_codes("session")[0]
        return insert(Session(code=code, area_path=area.path, **asdict(values)), entry=entry)


def change_session(
    *, by: Actor, as_of: datetime, session_id: int, values: SessionValues, version: int | None = None
) -> Session:
    """Change what is said of a session."""
    session = record_or_not_found(sessions_for(by.scope), pk=session_id)
    area = area_or_not_found(by.scope, "samples.see", values.area_id)
    by.must("samples.change", session.area_path)
    by.must("samples.change", area.path)
    _check(values)
    changed = {**asdict(values), "area_path": area.path}
    with act(by=by, at=as_of, action="session.change") as entry:
        return update(session, changed, entry=entry, version=version)


def _check(values: SessionValues) -> None:
    if values.purpose not in purposes():
        raise BadSession(message("Choose why people are sampled."))
    planned, reached = values.planned, values.households
    if (planned is not None and planned < 0) or (reached is not None and reached < 0):
        raise BadSession(message("A number of households cannot be below 0."))
