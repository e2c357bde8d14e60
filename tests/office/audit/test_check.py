"""Checking the audit trail: every way of tampering that we could think of is named."""

from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.audit import event_digest, head, seal
from vungxanh.office.records.models import Event, Seal, Subject
from vungxanh.office.records.store import act
from vungxanh.office.usecases.audit import check_trail

MIGRATION = import_module("vungxanh.office.records.migrations.0002_append_only")


@pytest.fixture
def trail(make_case: Callable[..., Any]) -> tuple[int, str]:
    """Eight sealed events; the head."""
    for _ in range(3):
        make_case()
    for number in range(2):
        with act(by=SYSTEM, at=NOW, action="case.look", note=f"{number}"):
            pass
    seal()
    return head()


def tamper(*statements: str) -> None:
    """What somebody with the database's password could do: take the triggers away, then write."""
    with connection.cursor() as cursor:
        MIGRATION.allow(apps, SimpleNamespace(connection=connection, execute=cursor.execute))
        for statement in statements:
            cursor.execute(statement)


def said(faults: list[Any]) -> str:
    """The faults in English."""
    return " ".join(fault.render("en") for fault in faults)


def test_an_untouched_trail_is_whole(trail: tuple[int, str]) -> None:
    assert trail[0] >= 8
    assert check_trail(heads=[trail]) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor_name", "'somebody else'"), ("note", "'9'"), ("action", "'case.see'"), ("subjects_count", "7")],
)
def test_an_edited_event_is_named(trail: tuple[int, str], column: str, value: str) -> None:
    victim = Seal.objects.get(number=4).event_id
    tamper(f"UPDATE records_event SET {column} = {value} WHERE id = {victim}")
    faults = said(check_trail())
    assert f"vent {victim} " in faults


def test_a_deleted_event_is_named(trail: tuple[int, str]) -> None:
    victim = Seal.objects.get(number=4).event_id
    tamper(
        f"DELETE FROM records_subject WHERE event_id = {victim}",
        f"DELETE FROM records_seal WHERE event_id = {victim}",
        f"DELETE FROM records_event WHERE id = {victim}",
    )
    assert "Seal 4 is missing" in said(check_trail())


def test_an_event_whose_seal_was_taken_is_named(trail: tuple[int, str]) -> None:
    victim = Seal.objects.get(number=trail[0]).event_id
    tamper(f"DELETE FROM records_seal WHERE event_id = {victim}")
    assert f"Event {victim} has no seal" in said(check_trail())


def test_an_event_that_was_slipped_in_is_named(trail: tuple[int, str]) -> None:
    slipped = Event.objects.create(at=NOW, actor_name="", via="", action="case.see", subjects_sha256="0" * 64)
    assert f"Event {slipped.pk} has no seal" in said(check_trail())


@pytest.mark.parametrize(
    "statement", ["DELETE FROM records_subject", "UPDATE records_subject SET record_id = 999999"]
)
def test_an_altered_subject_is_named(trail: tuple[int, str], statement: str) -> None:
    victim = Subject.objects.filter(kind="case").order_by("event_id").first()
    assert victim is not None
    tamper(f"{statement} WHERE id = {victim.pk}")
    assert f"subjects of event {victim.event_id} " in said(check_trail())


def test_a_cut_tail_shows_only_by_a_head_that_was_kept(trail: tuple[int, str]) -> None:
    gone = list(Seal.objects.filter(number__gt=trail[0] - 2).values_list("event_id", flat=True))
    ids = ", ".join(map(str, gone))
    tamper(
        f"DELETE FROM records_subject WHERE event_id IN ({ids})",
        f"DELETE FROM records_seal WHERE event_id IN ({ids})",
        f"DELETE FROM records_event WHERE id IN ({ids})",
    )
    assert check_trail() == []
    assert "its end was cut off" in said(check_trail(heads=[trail]))


def test_a_chain_that_was_written_anew_shows_by_a_head(trail: tuple[int, str]) -> None:
    victim = Seal.objects.get(number=3).event_id
    tamper(f"UPDATE records_event SET note = 'nothing' WHERE id = {victim}")
    digest = "0" * 64
    for link in Seal.objects.order_by("number").select_related("event"):
        digest = event_digest(link.event, digest)
        tamper_seal(link.number, digest)
    assert check_trail() == []
    assert "was written anew" in said(check_trail(heads=[trail]))


def tamper_seal(number: int, digest: str) -> None:
    """Write another digest into a seal; the triggers are gone already."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_seal SET sha256 = %s WHERE number = %s", [digest, number])


def test_two_heads_that_contradict_each_other_are_named(trail: tuple[int, str]) -> None:
    assert "Two different seals" in said(check_trail(heads=[trail, (trail[0], "f" * 64)]))
