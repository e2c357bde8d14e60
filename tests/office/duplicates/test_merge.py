"""Merging two people and taking it back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models

from tests.office.conftest import NOW, SYSTEM, TODAY
from vungxanh.office.records.models import (
    Case,
    Event,
    Merge,
    Person,
    PoolMember,
    Sample,
)
from vungxanh.office.records.queries.person_links import person_links
from vungxanh.office.records.store import act, insert, update
from vungxanh.office.usecases.duplicates import merge_people, undo_merge
from vungxanh.office.usecases.merges import AlreadyMerged, AlreadyUndone, CasesAsk, LaterMerge
from vungxanh.office.usecases.merges.filling import groups
from vungxanh.rules import read_rule

LATER = NOW + timedelta(days=1)
Make = Callable[..., Any]


def stored() -> dict[str, dict[str, Any]]:
    """Everything about people that is stored, without what counts changes."""
    kinds = [Person, *(link.model for link in person_links())]
    return {
        f"{kind.__name__} {row['id']}": {n: v for n, v in row.items() if n not in ("version", "updated_at")}
        for kind in kinds
        for row in kind._default_manager.values()
    }


def merge(kept: Person, gone: Person, **more: Any) -> Merge:
    return merge_people(by=SYSTEM, as_of=LATER, kept=kept, gone=gone, **more)


def undo(found: Merge) -> list[Any]:
    return undo_merge(by=SYSTEM, as_of=LATER, merge_id=found.pk)


class TestMerge:
    def test_links_follow(self, make_person: Make, make_case: Make) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        case = make_case(gone)
        merge(kept, gone)
        case.refresh_from_db()
        gone.refresh_from_db()
        assert (case.person_id, gone.merged_into_id) == (kept.pk, kept.pk)

    def test_an_empty_field_is_filled(self, make_person: Make) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A", national_id="079000000001")
        merge(kept, gone)
        kept.refresh_from_db()
        assert kept.national_id == "079000000001"

    def test_the_choice_by_hand_wins(self, make_person: Make) -> None:
        kept = make_person("Mô Phỏng A", occupation="thợ")
        gone = make_person("Mô Phỏng A", occupation="thợ may")
        merge(kept, gone, chosen={"occupation": "gone"})
        kept.refresh_from_db()
        assert kept.occupation == "thợ may"

    def test_a_real_date_wins_over_a_year(self, make_person: Make) -> None:
        kept = make_person("Mô Phỏng A", birth_date=date(1980, 1, 1), birth_year=1980)
        gone = make_person("Mô Phỏng A", birth_date=date(1980, 5, 7), birth_year=1980)
        merge(kept, gone)
        kept.refresh_from_db()
        assert kept.birth_date == date(1980, 5, 7)

    def test_two_cases_at_one_time_are_asked_about(self, make_person: Make, make_case: Make) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        make_case(kept), make_case(gone, report_date=TODAY + timedelta(3))
        with pytest.raises(CasesAsk):
            merge(kept, gone)
        assert not Merge.objects.exists()

    def test_one_case_entered_twice_counts_once(self, make_person: Make, make_case: Make) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        first, second = make_case(kept), make_case(gone, report_date=TODAY + timedelta(3))
        found = merge(kept, gone, cases="one")
        assert [Case.objects.get(pk=c.pk).classification for c in (first, second)] == [
            "confirmed",
            "discarded",
        ]
        undo(found)
        assert Case.objects.get(pk=second.pk).classification == "confirmed"

    def test_a_case_that_is_one_with_two_others_returns_too(self, make_person: Make, make_case: Make) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        make_case(kept), make_case(kept), make_case(gone)
        before = stored()
        undo(merge(kept, gone, cases="one"))
        assert stored() == before

    @pytest.mark.parametrize(("days", "asks"), [(90, True), (91, False)])
    def test_the_limit_of_an_episode_is_included(
        self, make_person: Make, make_case: Make, days: int, asks: bool
    ) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        make_case(kept, report_date=TODAY - timedelta(days)), make_case(gone)
        if asks:
            with pytest.raises(CasesAsk):
                merge(kept, gone)
        else:
            assert merge(kept, gone).pk

    def test_who_was_merged_is_not_merged_again(self, make_person: Make) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        merge(kept, gone)
        with pytest.raises(AlreadyMerged):
            merge(make_person("Mô Phỏng B"), gone)

    def test_the_trail_names_both(self, make_person: Make) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        merge(kept, gone)
        event = Event.objects.get(action="person.merge")
        named = set(event.subjects.values_list("kind", "record_id"))
        assert {("person", kept.pk), ("person", gone.pk)} <= named


class TestUndo:
    def test_everything_returns(self, make_person: Make, make_case: Make) -> None:
        kept = make_person("Mô Phỏng A", phone="0901111111", birth_year=1980)
        gone = make_person("Mô Phỏng A", national_id="079000000001", house="1", street="Hậu Giang", note="x")
        make_case(gone)
        before = stored()
        found = merge(kept, gone)
        assert stored() != before
        assert undo(found) == []
        assert stored() == before

    def test_a_link_that_both_have_stays(self, make_person: Make, wards: list[Any]) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        with act(by=SYSTEM, at=NOW, action="sample.add") as entry:
            pool = insert(
                Sample(
                    code="M-1", area=wards[0], area_path=wards[0].path, method="rt-pcr", taken_on=TODAY,
                    result="pending", pool_size=5,
                ),
                entry=entry,
            )  # fmt: skip
            for place, person in enumerate((kept, gone)):
                insert(PoolMember(sample=pool, person=person, position=place), entry=entry)
        before = stored()
        found = merge(kept, gone)
        assert sorted(PoolMember.objects.values_list("person_id", flat=True)) == sorted([kept.pk, gone.pk])
        undo(found)
        assert stored() == before

    def test_what_was_changed_since_stays_and_is_named(self, make_person: Make) -> None:
        kept = make_person("Mô Phỏng A")
        gone = make_person("Mô Phỏng A", occupation="thợ may", national_id="079000000001")
        found = merge(kept, gone)
        kept.refresh_from_db()
        with act(by=SYSTEM, at=LATER, action="person.change") as entry:
            update(kept, {"occupation": "giáo viên"}, entry=entry)
        said = undo(found)
        kept.refresh_from_db()
        assert (kept.occupation, kept.national_id) == ("giáo viên", "")
        assert ["occupation" in message.render("en") for message in said] == [True]

    def test_what_was_added_since_stays_with_the_kept(self, make_person: Make, make_case: Make) -> None:
        kept, gone = make_person("Mô Phỏng A"), make_person("Mô Phỏng A")
        old = make_case(gone)
        found = merge(kept, gone)
        new = make_case(kept, report_date=TODAY + timedelta(200))
        undo(found)
        assert (Case.objects.get(pk=old.pk).person_id, Case.objects.get(pk=new.pk).person_id) == (
            gone.pk,
            kept.pk,
        )

    def test_twice_is_refused(self, make_person: Make) -> None:
        found = merge(make_person("Mô Phỏng A"), make_person("Mô Phỏng A"))
        undo(found)
        with pytest.raises(AlreadyUndone):
            undo(found)

    def test_a_chain_is_taken_back_from_its_end(self, make_person: Make, make_case: Make) -> None:
        a, b, c = (make_person("Mô Phỏng A") for _ in range(3))
        make_case(a)
        before = stored()
        first = merge(b, a)
        second = merge(c, Person.objects.get(pk=b.pk))
        with pytest.raises(LaterMerge):
            undo(first)
        undo(second), undo(first)
        assert stored() == before

    def test_two_merges_into_one_are_taken_back_in_any_order(
        self, make_person: Make, make_case: Make
    ) -> None:
        a, b, c = (make_person("Mô Phỏng A") for _ in range(3))
        make_case(a), make_case(b, report_date=TODAY + timedelta(200))
        before = stored()
        first = merge(c, a)
        second = merge(Person.objects.get(pk=c.pk), b)
        undo(first), undo(second)
        assert stored() == before


class TestNothingIsForgotten:
    def test_every_link_to_a_person_follows(self) -> None:
        named = {(link.model.__name__, link.field) for link in person_links()}
        pointing = {
            (relation.related_model.__name__, relation.field.name)
            for relation in Person._meta.get_fields(include_hidden=True)
            if isinstance(relation, models.ManyToOneRel)
            and not relation.related_model.__name__.startswith("Historical")
        }
        ours = {"DuplicatePair", "Merge", "BlockingKey", "Person"}
        assert named == {link for link in pointing if link[0] not in ours}
        assert ("Case", "person") in named

    def test_every_field_of_a_person_has_its_rule(self) -> None:
        ruled = [name for group in groups() for name in group.fields]
        own = read_rule("linkage", "merge")["own"]["fields"]
        assert sorted([*ruled, *own]) == sorted(f.attname for f in Person._meta.concrete_fields)
