"""The office in tests: a real database (SQLite; PostgreSQL by `make test-postgres`) with District 6."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from vungxanh.office.access import Actor, Scope
from vungxanh.office.records.models import Area, Case, Grant, Person, User
from vungxanh.office.records.store import act, insert
from vungxanh.office.usecases.areas import load_areas
from vungxanh.territory import Territory, read_any_territory

NOW = datetime(2021, 8, 15, 6, tzinfo=UTC)
TODAY = date(2021, 8, 15)
SYSTEM = Actor.machine("tests")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here has the database; those marked `committed` see real commits."""
    for item in items:
        if HERE in item.path.parents:
            real = item.get_closest_marker("committed") is not None
            item.add_marker(pytest.mark.django_db(transaction=real))


@pytest.fixture(autouse=True)
def _append_only(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with real commits SQLite empties tables by DELETE, which the audit trail refuses."""
    if connection.vendor != "sqlite":
        yield
        return
    append_only = import_module("vungxanh.office.records.migrations.0002_append_only")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_delete'"
        )
        missing = cursor.fetchone()[0] == 0
    if missing:
        append_only.forbid(None, Statements())
    yield
    if request.node.get_closest_marker("committed") is not None:
        append_only.allow(None, Statements())


class Statements:
    """What a migration's function needs of a schema editor, also inside a transaction."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path) -> None:
    """Files go to the test's own folder; a second factor is wanted only where a test asks for it."""
    settings.HOME = tmp_path
    settings.FILES = tmp_path / "files"
    settings.ASSESSMENTS = tmp_path / "assessments"
    settings.MFA_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def territory() -> Territory:
    """District 6 of 2021."""
    return read_any_territory("district6-2021")


@pytest.fixture
def areas(territory: Territory) -> dict[str, Area]:
    """District 6 of 2021: code -> area, loaded as an office is set up."""
    load_areas(territory, by=SYSTEM, as_of=NOW)
    return {area.code: area for area in Area.objects.all()}


@pytest.fixture
def district(areas: dict[str, Area]) -> Area:
    """The whole district."""
    return next(area for area in areas.values() if area.level == "district")


@pytest.fixture
def wards(areas: dict[str, Area]) -> list[Area]:
    """The wards, in the order of their paths."""
    return sorted((a for a in areas.values() if a.level == "ward"), key=lambda a: a.path)


@pytest.fixture
def quarters(areas: dict[str, Area]) -> list[Area]:
    """The quarters, in the order of their paths."""
    return sorted((a for a in areas.values() if a.level == "quarter"), key=lambda a: a.path)


MakeUser = Callable[..., User]


@pytest.fixture
def make_user(district: Area) -> MakeUser:
    """A user with a role over an area (default: the district)."""

    def made(role: str, area: Area | None = None, email: str | None = None) -> User:
        where = area or district
        address = email or f"{role}-{where.code}-{User.objects.count()}@example.org"
        user = User.objects.create_user(
            username=address,
            email=address,
            password="correct horse battery",
            full_name=f"{role} {where.name}",
        )
        Grant.objects.create(
            user=user,
            role=role,
            area=where,
            area_path=where.path,
            valid_from=date(2020, 1, 1),
            granted_at=NOW,
        )
        return user

    return made


@pytest.fixture
def sign_in(make_user: MakeUser) -> Callable[..., Client]:
    """A browser in which somebody with this role is signed in."""

    def made(role: str, area: Area | None = None) -> Client:
        client = Client()
        client.force_login(
            make_user(role, area), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return made


def actor(user: User) -> Actor:
    """A user as an actor with their grants."""
    held = [(grant.role, grant.area_path) for grant in user.grants.all()]  # type: ignore[attr-defined]
    return Actor(user.pk, user.full_name, Scope.of(held))


@pytest.fixture
def make_person(wards: list[Area]) -> Callable[..., Person]:
    """A simulated person in an area (default: the first ward)."""

    def made(name: str = "Người Mô Phỏng", area: Area | None = None, **values: Any) -> Person:
        where = area or wards[0]
        number = Person.objects.count() + 1
        with act(by=SYSTEM, at=NOW, action="person.create") as entry:
            person = Person(code=f"N{number:06d}", full_name=name, area=where, area_path=where.path, **values)
            return insert(person, entry=entry)

    return made


@pytest.fixture
def make_case(make_person: Callable[..., Person]) -> Callable[..., Case]:
    """A confirmed community case of a new person (or of `person`)."""

    def made(person: Person | None = None, area: Area | None = None, **values: Any) -> Case:
        who = person or make_person(area=area)
        number = Case.objects.count() + 1
        given = {
            "code": f"MP-{number:05d}",
            "disease": "covid19",
            "classification": "confirmed",
            "status": "notified",
            "outcome": "pending",
            "report_date": TODAY,
            "found_in": "community",
            **values,
        }
        with act(by=SYSTEM, at=NOW, action="case.report") as entry:
            return insert(Case(person=who, area=who.area, area_path=who.area_path, **given), entry=entry)

    return made
