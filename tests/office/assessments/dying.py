"""Driver of the kill tests: assessments and publications in processes that kill themselves at a chosen point.

A process of its own, because polars must not have run in whoever forks. A point is a statement sent to the
database, or a file opened for writing, renamed, linked or removed. Prints one JSON line per killed process.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

from vungxanh.office.access import Actor, Scope  # noqa: E402
from vungxanh.office.records.models import Area, AreaColour, Assessment, Case, Grant, Person, User  # noqa: E402
from vungxanh.office.records.store import act, insert_many  # noqa: E402
from vungxanh.office.usecases.areas import load_areas  # noqa: E402
from vungxanh.office.usecases.assessments import (  # noqa: E402
    approve_assessment,
    assess_records,
    publish_assessment,
    recover_assessments,
)
from vungxanh.office.usecases.assessments.publishing import current_site  # noqa: E402
from vungxanh.publishing import verify  # noqa: E402
from vungxanh.territory import read_any_territory  # noqa: E402

NOW = datetime(2021, 8, 15, 6, tzinfo=UTC)
TODAY = date(2021, 8, 15)
SYSTEM = Actor.machine("tests")
CHANGES = {"os.rename", "os.symlink", "os.remove", "shutil.rmtree", "os.mkdir"}


class Points:
    """Counts points, and ends the process at one of them."""

    def __init__(self, die_at: int | None) -> None:
        self.seen, self.die_at = 0, die_at

    def pass_one(self) -> None:
        self.seen += 1
        if self.seen == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if event in CHANGES or writes:
            self.pass_one()

    def send(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.pass_one()
        return execute(*arguments)


def in_child(work: Callable[[], object], die_at: int | None = None) -> int:
    """Run in a fork; how many points it passed, or -1 when it was killed."""
    connections.close_all()
    count = Path(os.environ["VUNGXANH_HOME"]) / "points"
    child = os.fork()
    if child == 0:
        points = Points(die_at)
        sys.addaudithook(points.hear)
        with connection.execute_wrapper(points.send):
            work()
        count.write_text(str(points.seen))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return -1
    assert status == 0, "the work failed"
    return int(count.read_text())


def prepare() -> None:
    """Areas, one outbreak, somebody who approves."""
    call_command("migrate", verbosity=0)
    load_areas(read_any_territory("district6-2021"), by=SYSTEM, as_of=NOW)
    ward = Area.objects.filter(level="ward").order_by("path").first()
    assert ward is not None
    with act(by=SYSTEM, at=NOW, action="tests") as entry:
        here = {"area": ward, "area_path": ward.path}
        people = [Person(code=f"N{n:05d}", full_name="Người Mô Phỏng", **here) for n in range(41)]
        insert_many(people, entry=entry, model=Person)
        cases = [
            Case(
                code=f"MP-{n:05d}", person=person, disease="covid19", **here,
                classification="confirmed", status="notified", outcome="pending", found_in="community",
                report_date=TODAY - timedelta(days=n),
            )
            for n, person in enumerate(people)
        ]  # fmt: skip
        insert_many(cases, entry=entry, model=Case)
    user = User.objects.create_user(username="chair", email="chair@example.org", full_name="Người Mô Phỏng")
    top = Area.objects.get(level="district").path
    Grant.objects.create(
        user=user, role="steering", area=Area.objects.get(level="district"), area_path=top,
        valid_from=date(2020, 1, 1), granted_at=NOW,
    )  # fmt: skip


def chair() -> Actor:
    user = User.objects.get(username="chair")
    return Actor(user.pk, user.full_name, Scope.of([("steering", Area.objects.get(level="district").path)]))


def compute() -> None:
    assess_records(by=SYSTEM, as_of=TODAY, known_at=NOW)


def put_out() -> None:
    newest = Assessment.objects.filter(status="approved").order_by("-number").first()
    assert newest is not None
    publish_assessment(by=chair(), as_of=NOW, assessment_id=newest.pk)


def spread(total: int, points: int) -> list[int]:
    """Points over the whole run, and the last three, where transactions end."""
    return sorted({1 + total * n // points for n in range(points)} | set(range(max(1, total - 2), total + 1)))


def say(**told: Any) -> None:
    print(json.dumps(told), flush=True)


def computations(points: int) -> None:
    total = in_child(compute)
    for point in spread(total, points):
        killed = in_child(compute, point) == -1
        recovered = recover_assessments(as_of=NOW)
        newest = Assessment.objects.order_by("-number").first()
        assert newest is not None
        rows = AreaColour.objects.filter(assessment=newest).count()
        say(point=point, of=total, killed=killed, recovered=recovered, status=newest.status, rows=rows)
    in_child(compute)
    say(states=sorted(set(Assessment.objects.values_list("status", flat=True))))


def approve_new() -> None:
    compute()
    newest = Assessment.objects.order_by("-number").first()
    assert newest is not None
    approve_assessment(by=chair(), as_of=NOW, assessment_id=newest.pk)


def publications(points: int) -> None:
    in_child(approve_new)
    total = in_child(put_out)
    for point in spread(total, points):
        if not Assessment.objects.filter(status="approved").exists():
            in_child(approve_new)
        killed = in_child(put_out, point) == -1
        after = current_site()
        assert after is not None
        say(point=point, of=total, killed=killed, whole=in_child(partial(sound, after)) >= 0)
    if Assessment.objects.filter(status="approved").exists():
        in_child(put_out)
    newest = Assessment.objects.filter(status="published").order_by("-number").first()
    site, last = current_site(), Assessment.objects.order_by("-number").first()
    assert newest is not None
    assert site is not None
    left = [place.name for place in site.parent.iterdir() if "build" in place.name]
    say(last=newest == last, current=site.name == newest.snapshot, left=left)


def sound(site: Path) -> None:
    verdict = verify(site)
    assert verdict.ok, "the site that the public sees is not whole"


if __name__ == "__main__":
    in_child(prepare)
    {"computations": computations, "publications": publications}[sys.argv[1]](int(sys.argv[2]))
