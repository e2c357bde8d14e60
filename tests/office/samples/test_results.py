"""Results: one tube, pools that resolve to people, retests, corrections, who may enter what."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.office.conftest import NOW, SYSTEM, actor
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Event, Person, PoolMember, Sample
from vungxanh.office.records.store import act
from vungxanh.office.usecases.results import BadMoment, GivenResult, enter_result, receive_samples
from vungxanh.office.usecases.retests import NoRetest, Retests, take_retests
from vungxanh.office.usecases.samples import TubeTaken, insert_samples
from vungxanh.response.pool import ReasonNeeded
from vungxanh.response.sampling import BadCt

TAKEN = datetime(2021, 8, 14, 1, tzinfo=UTC)
MakeTube = Callable[..., Sample]


@pytest.fixture
def make_tube(wards, make_person) -> MakeTube:
    """A tube in the first ward: single by default, a pool of `people`."""

    def made(code: str = "T-1", people: Sequence[Person] = (), **values) -> Sample:
        given = {
            "method": "rt-pcr",
            "found_in": "community",
            "result": "pending",
            "taken_at": TAKEN,
            **values,
        }
        tube = Sample(
            code=code, area=wards[0], area_path=wards[0].path, taken_on=date(2021, 8, 14),
            pool_size=5 if people else 1, **{"person": None if people else make_person(), **given},
        )  # fmt: skip
        members = [PoolMember(sample=tube, person=who, position=n) for n, who in enumerate(people)]
        with act(by=SYSTEM, at=NOW, action="sample.take") as entry:
            insert_samples([tube], members, entry=entry)
        return tube

    return made


def entered(tube: Sample, result: str, *, by=SYSTEM, **values) -> Sample:
    return enter_result(by=by, as_of=NOW, sample_id=tube.pk, given=GivenResult(result, **values))


def tally(tube: Sample) -> tuple[int, int, int, str]:
    tube.refresh_from_db()
    return tube.people, tube.found, tube.cleared, tube.pool_state


def members_of(pool: Sample) -> list[PoolMember]:
    return list(PoolMember.objects.filter(sample=pool).order_by("position"))


def retaken(pool: Sample, code: str) -> list[Sample]:
    given = Retests({members_of(pool)[0].pk: code}, "rt-pcr", NOW)
    return take_retests(by=SYSTEM, as_of=NOW, pool_id=pool.pk, values=given)


class TestOneTube:
    def test_a_positive_result_is_one_person_found(self, make_tube) -> None:
        tube = entered(make_tube(), "positive", ct=24.5)
        assert (tube.result, tube.ct, tube.resulted_at, tally(tube)) == ("positive", 24.5, NOW, (1, 1, 0, ""))

    def test_a_correction_wants_a_reason_and_stays_in_the_history(self, make_tube) -> None:
        tube = entered(make_tube(), "positive")
        with pytest.raises(ReasonNeeded):
            entered(tube, "negative")
        tube = entered(tube, "negative", reason="nhầm ống")
        assert (tube.corrected_why, tally(tube)) == ("nhầm ống", (1, 0, 1, ""))
        results = list(tube.history.order_by("version").values_list("result", flat=True))
        assert results == ["pending", "positive", "negative"]
        assert Event.objects.get(action="result.correct").note == "nhầm ống"

    @pytest.mark.parametrize("ct", [4.9, 45.1, -1.0])
    def test_a_ct_that_no_machine_gives_is_refused(self, make_tube, ct) -> None:
        with pytest.raises(BadCt):
            entered(make_tube(), "positive", ct=ct)

    def test_an_antigen_test_has_no_ct(self, make_tube) -> None:
        with pytest.raises(BadCt):
            entered(make_tube(method="antigen"), "positive", ct=20.0)

    @pytest.mark.parametrize(
        "values",
        [
            {"received_at": TAKEN - timedelta(hours=1)},
            {"received_at": TAKEN + timedelta(hours=3), "resulted_at": TAKEN + timedelta(hours=2)},
            {"resulted_at": NOW + timedelta(minutes=1)},
        ],
    )
    def test_moments_that_contradict_each_other_are_refused(self, make_tube, values) -> None:
        with pytest.raises(BadMoment):
            entered(make_tube(), "negative", **values)


class TestPool:
    def test_a_negative_pool_clears_every_member(self, make_tube, make_person) -> None:
        pool = entered(make_tube(people=[make_person() for _ in range(3)]), "negative")
        assert tally(pool) == (3, 0, 3, "negative")
        assert [(m.result, m.opened) for m in members_of(pool)] == [("negative", False)] * 3

    def test_a_positive_pool_clears_nobody_and_opens_its_members(self, make_tube, make_person) -> None:
        pool = entered(make_tube(people=[make_person() for _ in range(3)]), "positive")
        assert tally(pool) == (3, 0, 0, "opened")
        assert [(m.result, m.opened) for m in members_of(pool)] == [("pending", True)] * 3

    @pytest.mark.parametrize(
        ("results", "expected"),
        [
            (("negative", "positive"), (2, 1, 1, "resolved")),
            (("positive", "positive"), (2, 2, 0, "resolved")),
            (("negative", "negative"), (2, 0, 2, "discordant")),
            (("positive", "invalid"), (2, 1, 0, "opened")),
        ],
    )
    def test_retests_resolve_it(self, make_tube, make_person, results, expected) -> None:
        people = [make_person(), make_person()]
        pool = entered(make_tube(people=people), "positive")
        codes = {member.pk: f"r-{number}" for number, member in enumerate(members_of(pool))}
        given = Retests(codes, "rt-pcr", TAKEN + timedelta(hours=9))
        retests = take_retests(by=SYSTEM, as_of=NOW, pool_id=pool.pk, values=given)
        assert [tube.code for tube in retests] == ["R-0", "R-1"]
        for retest, result in zip(retests, results, strict=True):
            assert tally(entered(retest, result))[:3] == (0, 0, 0)
        assert tally(pool) == expected

    def test_nobody_of_a_pool_that_is_not_positive_is_tested_again(self, make_tube, make_person) -> None:
        pool = entered(make_tube(people=[make_person(), make_person()]), "negative")
        with pytest.raises(NoRetest):
            retaken(pool, "R-1")

    def test_a_code_is_used_once(self, make_tube, make_person) -> None:
        pool = entered(make_tube("T-1", people=[make_person(), make_person()]), "positive")
        with pytest.raises(TubeTaken):
            retaken(pool, "T-1")

    def test_a_pool_corrected_to_negative_closes_its_members(self, make_tube, make_person) -> None:
        pool = entered(make_tube(people=[make_person(), make_person()]), "positive")
        pool = entered(pool, "negative", reason="đọc nhầm")
        assert tally(pool) == (2, 0, 2, "negative")
        assert [m.opened for m in members_of(pool)] == [False, False]


class TestWhoMay:
    def test_a_laboratory_enters_results(self, make_tube, make_user) -> None:
        assert entered(make_tube(), "negative", by=actor(make_user("lab"))).result == "negative"

    def test_a_ward_officer_enters_only_what_is_seen_at_the_table(self, make_tube, make_user, wards) -> None:
        officer = actor(make_user("ward_officer", wards[0]))
        with pytest.raises(NotAllowed):
            entered(make_tube("A"), "negative", by=officer)
        assert entered(make_tube("B", method="antigen"), "negative", by=officer).result == "negative"

    def test_a_tube_of_another_ward_does_not_exist(self, make_tube, make_user, wards) -> None:
        with pytest.raises(NotFound):
            entered(make_tube(), "negative", by=actor(make_user("ward_officer", wards[1])))

    def test_receiving_notes_the_moment_once(self, make_tube, make_user) -> None:
        lab, tube = actor(make_user("lab")), make_tube()
        assert receive_samples(by=lab, as_of=NOW, sample_ids=[tube.pk], lab="PXN Mô Phỏng") == 1
        assert receive_samples(by=lab, as_of=NOW, sample_ids=[tube.pk], lab="Khác") == 0
        tube.refresh_from_db()
        assert (tube.lab, tube.received_at) == ("PXN Mô Phỏng", NOW)
