"""Finding pairs: what meets, what is merged at once, what waits, what is left alone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.office.conftest import NOW, SYSTEM, TODAY
from vungxanh.office.records.models import Area, BlockingKey, DuplicatePair, Merge, Person
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.duplicates import (
    automatic,
    call_different,
    find_pairs,
    merge_people,
    search_duplicates,
    search_everybody,
    undo_merge,
)
from vungxanh.office.usecases.duplicates.blocks import sharing
from vungxanh.office.usecases.linkage.rule import linkage
from vungxanh.office.usecases.linkage.scoring import bits_of

Make = Callable[..., Any]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def someone(make_person: Make) -> Callable[..., Person]:
    """A simulated person with usual fields."""

    def made(name: str = "Quách Thị Mô Phỏng", **values: Any) -> Person:
        usual = {"birth_date": date(1980, 5, 17), "birth_year": 1980, "sex": "female"}
        return make_person(name, **(usual | values))

    return made


def search(*people: Person) -> list[DuplicatePair]:
    find_pairs([person.pk for person in people], by=SYSTEM, as_of=NOW)
    return list(DuplicatePair.objects.order_by("id"))


class TestFind:
    def test_certain_ones_merge_at_once(self, someone: Make) -> None:
        a = someone(national_id="079180000001", phone="0901234567")
        b = someone("QUACH THI MO PHONG", national_id="079180000001", phone="+84 901 234 567")
        assert [pair.status for pair in search(a, b)] == ["merged"]
        assert Merge.objects.get().automatic

    def test_unsure_ones_wait(self, someone: Make) -> None:
        a = someone("Nguyễn Văn Minh", phone="0901234567")
        b = someone("Nguyễn Minh", phone="0907654321", birth_date=None)
        pairs = search(a, b)
        assert [pair.status for pair in pairs] in (["open"], [])
        assert not Merge.objects.exists()

    def test_two_of_one_household_are_two(self, someone: Make) -> None:
        home = {"phone": "0901234567", "house": "12/3", "street": "Hậu Giang", "group_name": "Tổ 5"}
        a = someone("Nguyễn Văn Long", birth_date=date(1980, 5, 17), **home)
        b = someone("Nguyễn Văn Hải", birth_date=date(1983, 2, 4), birth_year=1983, **home)
        assert search(a, b) == []

    def test_the_same_name_alone_is_nothing(self, someone: Make) -> None:
        a = someone("Nguyễn Văn Minh", birth_date=None, birth_year=1980)
        b = someone("Nguyễn Văn Minh", birth_date=None, birth_year=1961)
        assert search(a, b) == []

    @pytest.mark.parametrize(
        ("name", "day"),
        [
            ("Phỏng Quách Thị Mô", date(1980, 5, 7)),
            ("Quachs Thij Moo Phongr", date(1980, 5, 7)),
            ("Quách Mô Phỏng", date(1980, 5, 7)),
            ("Quách Thị Mô Phỏng", date(1980, 7, 5)),
            ("Quách Thị Mô Phỏng", date(1980, 1, 1)),
        ],
    )
    def test_usual_mistakes_are_seen_through(self, someone: Make, name: str, day: date) -> None:
        a = someone(birth_date=date(1980, 5, 7), phone="0901234567")
        b = someone(name, birth_date=day, phone="090.123.4567")
        assert len(search(a, b)) == 1

    def test_pairs_across_areas_are_not_merged_alone(self, someone: Make, wards: list[Area]) -> None:
        a = someone(national_id="079180000001", phone="0901234567")
        b = someone(national_id="079180000001", phone="0901234567", area=wards[3])
        assert [pair.status for pair in search(a, b)] == ["open"]

    def test_two_cases_at_one_time_wait(self, someone: Make, make_case: Make) -> None:
        a, b = (someone(national_id="079180000001", phone="0901234567") for _ in range(2))
        make_case(a), make_case(b, report_date=TODAY + timedelta(2))
        assert [pair.status for pair in search(a, b)] == ["open"]

    def test_three_records_become_one_person(self, someone: Make) -> None:
        people = [someone(national_id="079180000001", phone="0901234567") for _ in range(3)]
        search(*people)
        assert Person.objects.filter(merged_into=None).count() == 1
        assert Merge.objects.count() == 2

    def test_weights_say_why(self, someone: Make, wards: list[Area]) -> None:
        a = someone(phone="0901234567")
        pair = search(a, someone(phone="0901234567", area=wards[2]))[0]
        assert pair.weights["place"][0] == "phone"
        assert pair.weights["place"][1] > linkage().strong_bits
        total = bits_of(linkage().prior) + sum(bits for _, bits in pair.weights.values())
        assert total == pytest.approx(bits_of(pair.probability), abs=0.5)

    def test_everybody_can_be_searched(self, someone: Make) -> None:
        someone(national_id="079180000001", phone="0901234567")
        someone(national_id="079180000001", phone="0901234567")
        assert search_everybody(by=SYSTEM, as_of=NOW).merged == 1


class TestManyAtOnce:
    def test_together_is_as_one_by_one(
        self, someone: Make, make_case: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Merged as one act or one by one: the same people, links and undo."""
        ends = []
        for number, name, alone in ((1, "Tạ Mô Phỏng", False), (82, "La Thử Nghiệm", True)):
            monkeypatch.setattr(automatic, "entangled", lambda ids, alone=alone: set(ids) if alone else set())
            same = {"national_id": f"0791800000{number:02d}", "phone": f"09012345{number:02d}"}
            a, b = someone(name, **same, occupation="thợ"), someone(name, **same, workplace="chợ")
            case = make_case(b)
            before = plain_people(a, b)
            search(a, b)
            merge = Merge.objects.latest("id")
            a.refresh_from_db(), b.refresh_from_db(), case.refresh_from_db()
            ends.append((a.occupation, a.workplace, b.merged_into_id == a.pk, case.person_id == a.pk))
            assert list(merge.moved) == [f"case {case.pk}"]
            undo_merge(by=SYSTEM, as_of=LATER, merge_id=merge.pk)
            assert plain_people(a, b) == before
        assert ends[0] == ends[1] == ("thợ", "chợ", True, True)


def plain_people(*people: Person) -> list[dict[str, Any]]:
    """What is stored of them, without the counters."""
    rows = Person.objects.filter(pk__in=[p.pk for p in people]).order_by("pk").values()
    return [{n: v for n, v in row.items() if n not in ("version", "updated_at")} for row in rows]


class TestDifferent:
    def test_it_is_remembered(self, someone: Make, wards: list[Area]) -> None:
        a, b = someone(phone="0901234567"), someone(phone="0901234567", area=wards[2])
        pair = search(a, b)[0]
        call_different(by=SYSTEM, as_of=LATER, pair_id=pair.pk)
        assert [pair.status for pair in search(a, b)] == ["different"]

    def test_much_more_evidence_asks_again(self, someone: Make, wards: list[Area]) -> None:
        a = someone(phone="0901234567", national_id="079180000001")
        b = someone(phone="0901234567", area=wards[2])
        call_different(by=SYSTEM, as_of=LATER, pair_id=search(a, b)[0].pk)
        with act(by=SYSTEM, at=LATER, action="person.change") as entry:
            update(b, {"national_id": "079180000001"}, entry=entry)
        assert [pair.status for pair in search(b)] == ["open"]

    def test_taking_back_calls_them_different(self, someone: Make) -> None:
        a, b = (someone(national_id="079180000001", phone="0901234567") for _ in range(2))
        search(a, b)
        undo_merge(by=SYSTEM, as_of=LATER, merge_id=Merge.objects.get().pk)
        assert [pair.status for pair in search(a, b)] == ["different"]


class TestBlocks:
    def test_a_huge_block_is_passed_over_and_counted(self, someone: Make) -> None:
        names = ("Trần An", "Lê Bình", "Võ Chi", "Đỗ Dung", "Cao Phong")
        days = [date(1940 + 9 * i, 3, 4 + i) for i in range(5)]
        people = [
            someone(name, birth_date=day, birth_year=day.year, phone="0281234567")
            for name, day in zip(names, days, strict=True)
        ]
        ids = [person.pk for person in people]
        assert search_duplicates(ids, by=SYSTEM, as_of=NOW).compared == 10
        keys = [(row.key, row.person_id) for row in BlockingKey.objects.filter(person__in=ids)]
        assert [len(pairs) for pairs, _ in (sharing(keys, largest=5), sharing(keys, largest=4))] == [10, 0]
        assert [left for _, left in (sharing(keys, largest=5), sharing(keys, largest=4))] == [0, 10]

    def test_who_was_merged_meets_nobody(self, someone: Make) -> None:
        a, b = someone(phone="0901234567"), someone("Trần Văn Khác", phone="0901234567")
        merge_people(by=SYSTEM, as_of=NOW, kept=a, gone=b)
        assert not BlockingKey.objects.filter(person=b).exists()
