"""One object of each kind inside an area, for the permission matrix: kwarg of an address -> how to make one.

A new kwarg needs a maker here; the matrix fails until it has one.
"""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession

from tests.office.conftest import NOW, SYSTEM, TODAY
from vungxanh.office.access import Actor, Scope
from vungxanh.office.records import models as m
from vungxanh.office.records.store import act, insert
from vungxanh.office.usecases.imports.batches import upload
from vungxanh.office.usecases.merges import merge_people

STRINGS = {"what": "cases", "kind": "cases", "step": "1", "side": "first"}
"""Values of text in addresses that name no record."""
EVERYWHERE = {"assessment", "mapping", "schedule"}
"""Kinds that lie in no area: whoever has the permission sees them."""


class World:
    """Objects inside one area, made when they are asked for, each with `mark` in its names and codes."""

    def __init__(self, area: m.Area, mark: str) -> None:
        self.area, self.mark, self.made = area, mark, {}
        self.made: dict[str, Any] = {}

    def __getitem__(self, kind: str) -> Any:
        if kind not in self.made:
            self.made[kind] = MAKERS[kind](self)
        return self.made[kind]

    def put(self, model: type[Any], **values: Any) -> Any:
        """Store a record, with its area where it has one."""
        fields = {field.name for field in model._meta.get_fields()}
        given = dict(values)
        if "area" in fields:
            given.setdefault("area", self.area)
        if "area_path" in fields:
            given.setdefault("area_path", self.area.path)
        if "code" in fields:
            given.setdefault("code", f"{self.mark}-{model.__name__}-{model.objects.count()}"[:20])
        with act(by=SYSTEM, at=NOW, action="test.make") as entry:
            return insert(model(**given), entry=entry)

    def name(self) -> str:
        """A name that nobody else has."""
        return f"Người Mô Phỏng {self.mark}"


def user(world: World) -> Any:
    """Somebody with a role in the area."""
    address = f"{world.mark.lower()}-{m.User.objects.count()}@example.org"
    made = m.User.objects.create_user(username=address, email=address, full_name=world.name())
    m.Grant.objects.create(
        user=made, role="lab", area=world.area, area_path=world.area.path, valid_from=TODAY, granted_at=NOW
    )
    return made


def pair(world: World) -> Any:
    """Two people who may be one."""
    other = world.put(m.Person, full_name=world.name())
    first, second = sorted((world["person"], other), key=lambda person: person.pk)
    return world.put(
        m.DuplicatePair,
        first=first,
        second=second,
        first_path=world.area.path,
        second_path=world.area.path,
        probability=0.5,
        status="open",
        found_at=NOW,
    )


def merge(world: World) -> Any:
    """A merge of two people."""
    kept, gone = (world.put(m.Person, full_name=world.name()) for _ in range(2))
    return merge_people(by=SYSTEM, as_of=NOW, kept=kept, gone=gone)


def batch(world: World) -> Any:
    """A file of cases that an epidemiologist of the area has sent."""
    by = Actor(None, world.name(), Scope.of([("epidemiologist", world.area.path)]))
    told = f"Họ tên,Ngày báo cáo\n{world.name()},2021-08-01\n".encode()
    return upload(by=by, as_of=NOW, kind="cases", name=f"{world.mark}.csv", content=[told])


def event(world: World) -> Any:
    """An event about a person of the area."""
    person = world["person"]
    return m.Event.objects.filter(subjects__kind="person", subjects__record_id=person.pk).first()


MAKERS: dict[str, Callable[[World], Any]] = {
    "area": lambda w: w.area,
    "person": lambda w: w.put(m.Person, full_name=w.name()),
    "case": lambda w: w.put(
        m.Case, person=w["person"], disease="covid19", classification="confirmed", status="notified",
        outcome="pending", report_date=TODAY, found_in="community",
    ),
    "outbreak": lambda w: w.put(m.Outbreak, name=w.name(), disease="covid19"),
    "contact": lambda w: w.put(
        m.Contact, person=w.put(m.Person, full_name=w.name()), degree=1, source_case=w["case"],
        source_area_path=w.area.path, listed_at=NOW, status="listed",
    ),
    "session": lambda w: w.put(m.Session, day=TODAY, place=w.name()),
    "sample": lambda w: w.put(
        m.Sample, person=w["person"], method="rt-pcr", taken_on=TODAY, result="pending", people=1
    ),
    "centre": lambda w: w.put(m.Centre, name=w.name(), capacity=10),
    "isolation": lambda w: w.put(
        m.Isolation, person=w["person"], reason="contact", place="home", begins=TODAY, ends=TODAY,
        counted_from=TODAY,
        status="active",
    ),
    "lockdown": lambda w: w.put(m.Lockdown, name=w.name(), begins=TODAY, status="active"),
    "batch": batch,
    "assessment": lambda w: w.put(
        m.Assessment, number=m.Assessment.objects.count() + 1, disease="covid19", as_of=TODAY, known_at=NOW,
        pack="none", status="computing",
        folder="none", started_at=NOW,
        info={"pack_title": {"vi": "x", "en": "x"}, "readings": []},
    ),
    "user": user,
    "grant": lambda w: w["user"].grants.first(),
    "invitation": lambda w: w.put(
        m.Invitation, email=f"{w.mark.lower()}@example.org", full_name=w.name(), role="lab",
        token_sha256=w.mark.ljust(64, "0"), invited_at=NOW, expires_at=NOW.replace(year=2099),
    ),
    "pair": pair,
    "merge": merge,
    "event": event,
    "mine": lambda w: UserSession.objects.create(
        user=w["user"], ip="127.0.0.1", session_key=w.mark.ljust(32, "0"), user_agent=w.mark
    ),
}  # fmt: skip
