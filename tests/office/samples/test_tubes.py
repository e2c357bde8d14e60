"""Taking samples at a table: single tubes, pools that fill up, new people, where they count."""

from datetime import date

import pytest

from tests.office.conftest import NOW, SYSTEM, actor
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Person, PoolMember, Sample, Session
from vungxanh.office.usecases.sessions import BadSession, SessionValues, change_session, open_session
from vungxanh.office.usecases.tubes import BadTube, Sampled, Taking, take_tubes

SINGLE = Taking("rt-pcr", 1, NOW)
POOL = Taking("rt-pcr", 5, NOW)


def values(area, **said) -> SessionValues:
    return SessionValues(
        **{"day": date(2021, 8, 15), "area_id": area.pk, "place": "Trường học", "team": "Đội 1",
           "purpose": "screening", "planned": 40, **said}
    )  # fmt: skip


@pytest.fixture
def session(wards) -> Session:
    return open_session(by=SYSTEM, as_of=NOW, values=values(wards[0]))


def taken(session: Session, how: Taking, *rows: tuple[str, object], by=SYSTEM) -> list[Sample]:
    given = [Sampled(code, who.pk if isinstance(who, Person) else who) for code, who in rows]
    return take_tubes(by=by, as_of=NOW, session_id=session.pk, rows=given, how=how)


class TestSession:
    def test_gets_a_code_and_may_be_changed(self, session, wards) -> None:
        assert session.code == "DLM-000001"
        changed = change_session(
            by=SYSTEM, as_of=NOW, session_id=session.pk, values=values(wards[0], households=31), version=1
        )
        assert (changed.households, changed.version) == (31, 2)

    def test_an_unknown_purpose_is_refused(self, wards) -> None:
        with pytest.raises(BadSession):
            open_session(by=SYSTEM, as_of=NOW, values=values(wards[0], purpose="lottery"))

    def test_a_laboratory_opens_none(self, wards, make_user) -> None:
        with pytest.raises(NotAllowed):
            open_session(by=actor(make_user("lab")), as_of=NOW, values=values(wards[0]))

    def test_another_ward_does_not_exist(self, wards, make_user) -> None:
        with pytest.raises(NotFound):
            open_session(by=actor(make_user("ward_officer", wards[1])), as_of=NOW, values=values(wards[0]))


class TestTable:
    def test_single_tubes_of_somebody_known_and_somebody_new(self, session, make_person, wards) -> None:
        new = {"full_name": "Người Mô Phỏng Mới", "birth_year": 1980, "area_id": wards[0].pk}
        (one,) = taken(session, SINGLE, ("a-1", new))
        (two,) = taken(session, SINGLE, ("a-2", make_person()))
        assert [(t.code, t.people, t.found_in, t.purpose) for t in (one, two)] == [
            ("A-1", 1, "community", "screening"),
            ("A-2", 1, "community", "screening"),
        ]
        assert one.person is not None
        assert one.person.full_name == "Người Mô Phỏng Mới"

    def test_people_with_one_code_are_one_pool(self, session, make_person) -> None:
        (pool,) = taken(session, POOL, ("P", make_person()), ("P", make_person()))
        assert (pool.people, pool.pool_size, pool.person) == (2, 5, None)
        taken(session, POOL, ("P", make_person()))
        pool.refresh_from_db()
        assert (pool.people, list(pool.members.values_list("position", flat=True))) == (3, [0, 1, 2])

    def test_a_full_pool_takes_nobody_more(self, session, make_person) -> None:
        taken(session, POOL, *(("P", make_person()) for _ in range(5)))
        with pytest.raises(BadTube, match="full"):
            taken(session, POOL, ("P", make_person()))

    def test_nobody_is_twice_in_a_pool(self, session, make_person) -> None:
        person = make_person()
        with pytest.raises(BadTube, match="already"):
            taken(session, POOL, ("P", person), ("P", person))

    def test_a_code_used_twice_stores_nothing(self, session, make_person) -> None:
        with pytest.raises(BadTube):
            taken(session, SINGLE, ("A", make_person()), ("B", make_person()), ("A", make_person()))
        assert not Sample.objects.exists()
        assert not PoolMember.objects.exists()

    def test_a_pool_of_two_quarters_belongs_to_their_ward(self, session, make_person, quarters) -> None:
        ward = session.area
        inside = [q for q in quarters if q.path.startswith(ward.path)][:2]
        (pool,) = taken(session, POOL, *(("P", make_person(area=q)) for q in inside))
        (alone,) = taken(session, POOL, ("Q", make_person(area=inside[1])))
        assert (pool.area, alone.area) == (ward, inside[1])

    def test_somebody_of_another_ward_is_out_of_reach(self, session, make_person, make_user, wards) -> None:
        officer = actor(make_user("ward_officer", wards[0]))
        with pytest.raises(NotFound):
            taken(session, SINGLE, ("A", make_person(area=wards[1])), by=officer)
