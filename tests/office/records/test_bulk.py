"""Many rows at once: the same rows and the same history as one by one, on both engines."""

from datetime import UTC, date, datetime

import pytest
from django.forms.models import model_to_dict

from tests.office.conftest import NOW, SYSTEM, TODAY
from vungxanh.office.records.models import Case, Event, LiftProposal, Lockdown, Person
from vungxanh.office.records.store import act, insert, insert_many, update, update_many


def people(ward, count: int, prefix: str) -> list[Person]:
    return [
        Person(
            code=f"{prefix}{n}", full_name=f"Người \t Mô \\ Phỏng\n{n}", area=ward, area_path=ward.path,
            birth_date=date(1990, 1, 1 + n % 28), vaccine_doses=None if n % 2 else n,
        )
        for n in range(count)
    ]  # fmt: skip


class TestInsert:
    def test_rows_and_history_are_those_of_single_inserts(self, wards) -> None:
        with act(by=SYSTEM, at=NOW, action="person.create") as entry:
            many = insert_many(people(wards[0], 7, "A"), entry=entry, model=Person)
            single = [insert(person, entry=entry) for person in people(wards[0], 7, "B")]
        for one, other in zip(many, single, strict=True):
            kept, twin = Person.objects.get(pk=one.pk), Person.objects.get(pk=other.pk)
            assert _told(kept) == _told(twin)
            assert _past(kept) == _past(twin)
        assert len({person.pk for person in [*many, *single]}) == 14

    def test_ids_go_on_after_them(self, wards) -> None:
        with act(by=SYSTEM, at=NOW, action="person.create") as entry:
            many = insert_many(people(wards[0], 3, "A"), entry=entry, model=Person)
            after = insert(people(wards[0], 1, "B")[0], entry=entry)
        assert after.pk > max(person.pk for person in many)

    def test_moments_and_json_come_back_as_they_were(self, wards) -> None:
        with act(by=SYSTEM, at=NOW, action="lockdown.begin") as entry:
            point = insert(
                Lockdown(
                    code="PT-1",
                    name="x",
                    area=wards[0],
                    area_path=wards[0].path,
                    begins=TODAY,
                    status="active",
                ),
                entry=entry,
            )
            when = datetime(2021, 8, 1, 23, 30, tzinfo=UTC)
            facts = {"tổ": [1, None, True], "ngày": "2021-08-01"}
            proposals = [LiftProposal(lockdown=point, proposed_at=when, facts=facts)]
            insert_many(proposals, entry=entry, model=LiftProposal)
        kept = LiftProposal.objects.get()
        assert (kept.proposed_at, kept.facts) == (when, facts)

    def test_one_wrong_row_leaves_none(self, wards) -> None:
        rows = people(wards[0], 5, "A")
        rows[4].code = rows[0].code
        with pytest.raises(Exception, match=r"(?i)unique"), act(by=SYSTEM, at=NOW, action="x") as entry:
            insert_many(rows, entry=entry, model=Person)


class TestUpdate:
    def test_fields_versions_history_and_trail_are_those_of_single_updates(self, make_case) -> None:
        one, other = make_case(), make_case()
        before = {one.pk: {"outcome": one.outcome}}
        one.outcome = "recovered"
        with act(by=SYSTEM, at=NOW, action="case.change") as entry:
            update_many([one], ["outcome"], entry=entry, model=Case, before=before)
        with act(by=SYSTEM, at=NOW, action="case.change") as entry:
            update(other, {"outcome": "recovered"}, entry=entry)
        kept, twin = Case.objects.get(pk=one.pk), Case.objects.get(pk=other.pk)
        assert (kept.outcome, kept.version) == (twin.outcome, twin.version) == ("recovered", 2)
        assert _past(kept) == _past(twin)
        events = Event.objects.filter(action="case.change").order_by("id")
        assert next(list(event.changes.values()) for event in events) == list(events[1].changes.values())


def _told(record) -> dict:
    return model_to_dict(record, exclude=("id", "code", "person"))


def _past(record) -> list:
    fields = (
        "version",
        "history_type",
        "history_date",
        "history_change_reason",
        "history_user_id",
        "updated_at",
    )
    return list(record.history.order_by("history_id").values_list(*fields))
