"""The audit trail: written with the act, sealed after it, and every edit or gap shows."""

import pytest
from django.db import DatabaseError, transaction

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.audit import head, seal
from vungxanh.office.records.models import Case, Event, Seal, Unsealed
from vungxanh.office.records.store import ChangedMeanwhile, act, update


class TestAct:
    def test_a_change_is_told_with_old_and_new_values(self, make_case) -> None:
        case = make_case()
        with act(by=SYSTEM, at=NOW, action="case.change") as entry:
            update(case, {"outcome": "recovered"}, entry=entry)
        event = Event.objects.get(action="case.change")
        assert event.changes[f"case {case.pk}"]["outcome"] == ["pending", "recovered"]
        assert {s.record_id for s in event.subjects.filter(kind="case")} == {case.pk}

    def test_a_failed_act_leaves_neither_record_nor_event(self, make_case) -> None:
        case = make_case()
        with pytest.raises(ZeroDivisionError):  # noqa: PT012, SIM117 - the act is what fails
            with act(by=SYSTEM, at=NOW, action="case.change") as entry:
                update(case, {"outcome": "died"}, entry=entry)
                raise ZeroDivisionError
        assert Case.objects.get(pk=case.pk).outcome == "pending"
        assert not Event.objects.filter(action="case.change").exists()

    def test_a_save_over_a_newer_version_is_refused(self, make_case) -> None:
        case = make_case()
        stale = Case.objects.get(pk=case.pk)
        with act(by=SYSTEM, at=NOW, action="case.change") as entry:
            update(case, {"outcome": "recovered"}, entry=entry, version=1)
        with pytest.raises(ChangedMeanwhile), act(by=SYSTEM, at=NOW, action="case.change") as entry:
            update(stale, {"outcome": "died"}, entry=entry, version=1)

    def test_the_history_keeps_every_state(self, make_case) -> None:
        case = make_case()
        with act(by=SYSTEM, at=NOW, action="case.change") as entry:
            update(case, {"outcome": "recovered"}, entry=entry)
        assert list(case.history.order_by("version").values_list("outcome", flat=True)) == [
            "pending",
            "recovered",
        ]

    def test_a_field_that_changes_twice_in_one_act_keeps_its_first_value(self, make_case) -> None:
        case = make_case()
        with act(by=SYSTEM, at=NOW, action="case.change") as entry:
            update(case, {"note": "one"}, entry=entry)
            update(case, {"note": "two"}, entry=entry)
        assert Event.objects.get(action="case.change").changes[f"case {case.pk}"]["note"] == ["", "two"]


class TestSeal:
    def test_every_event_is_sealed_once(self, make_case) -> None:
        make_case()
        make_case()
        seal()
        assert Seal.objects.count() == Event.objects.count() > 2
        assert not Unsealed.objects.exists()
        assert head()[0] == Event.objects.count()

    @pytest.mark.parametrize("model", [Event, Seal])
    def test_the_database_refuses_to_change_the_trail(self, make_case, model) -> None:
        make_case()
        seal()
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete() if model is Seal else model.objects.update(note="nothing happened")
