"""Cases: which definition judges which day, where status and outcome may go, what the manual draws."""

import re
from datetime import date
from pathlib import Path

import pytest

from vungxanh.response.case import (
    CLASSIFICATIONS,
    OUTCOME,
    STATUS,
    MoveNotAllowed,
    check_move,
    definition_called,
    definition_on,
    definitions,
)

MANUAL = Path(__file__).parents[3] / "docs/explanation/case-definitions.md"


@pytest.mark.parametrize(
    ("disease", "day", "expected"),
    [
        ("covid19", date(2020, 8, 6), None),
        ("covid19", date(2020, 8, 7), "covid19-2020"),
        ("covid19", date(2021, 12, 28), "covid19-2020"),
        ("covid19", date(2021, 12, 29), "covid19-2021-12-29"),
        ("covid19", date(2026, 11, 24), "covid19-2021-12-29"),
        ("dengue", date(2026, 11, 24), "dengue-2014"),
        ("measles", date(2026, 11, 24), None),
    ],
)
def test_the_definition_of_a_day(disease, day, expected) -> None:
    found = definition_on(disease, day)
    assert (found.id if found else None) == expected


def test_no_two_definitions_of_a_disease_hold_on_one_day() -> None:
    for one in definitions():
        for other in definitions():
            if one is not other and one.disease == other.disease and one.valid_from <= other.valid_from:
                assert one.valid_to is not None
                assert one.valid_to < other.valid_from


def test_every_definition_says_each_class_in_both_languages() -> None:
    for definition in definitions():
        assert definition_called(definition.id) is definition
        for name in CLASSIFICATIONS:
            assert definition.means[name]["vi"]
            assert definition.means[name]["en"]


def test_what_was_not_read_is_uncertain() -> None:
    found = definition_called("covid19-2021-12-29")
    assert found is not None
    assert [name for name in CLASSIFICATIONS if not found.is_uncertain(name)] == ["confirmed"]
    old = definition_called("covid19-2020")
    assert old is not None
    assert all(map(old.is_uncertain, CLASSIFICATIONS))


@pytest.mark.parametrize("machine", [STATUS, OUTCOME])
def test_a_machine_leads_to_its_own_states_only_and_everywhere(machine) -> None:
    assert {new for news in machine.values() for new in news} == set(machine) - (
        {"notified"} if machine is STATUS else set()
    )


@pytest.mark.parametrize(
    ("machine", "old", "new", "allowed"),
    [
        (STATUS, "notified", "notified", True),
        (STATUS, "notified", "closed", True),
        (STATUS, "closed", "notified", False),
        (OUTCOME, "died", "recovered", False),
        (OUTCOME, "died", "pending", True),
        (OUTCOME, "pending", "nonsense", False),
        (STATUS, "imported long ago", "closed", True),
    ],
)
def test_steps(machine, old, new, allowed) -> None:
    if allowed:
        check_move(machine, old, new)
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(machine, old, new)


def test_the_manual_draws_the_machines() -> None:
    drawn = re.findall(r"state (\w+) \{(.*?)\}", MANUAL.read_text("utf-8"), re.DOTALL)
    for name, inner in drawn:
        arrows = re.findall(r"(\w+) --> (\w+)", inner)
        machine = {"status": STATUS, "outcome": OUTCOME}[name]
        assert arrows == [(old, new) for old, news in machine.items() for new in news]
    assert len(drawn) == 2


def test_the_manual_lists_the_definitions() -> None:
    listed = re.findall(r"^\| `([\w-]+)` \|", MANUAL.read_text("utf-8"), re.MULTILINE)
    assert listed == [definition.id for definition in definitions()]
