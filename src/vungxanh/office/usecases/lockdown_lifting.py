"""Rounds of tests, the proposal to lift, and the decision of somebody else."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from vungxanh.messages import LANGUAGES, Message, VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Household, Inside, LiftProposal, Lockdown, Round
from vungxanh.office.records.queries.found import people_of_lockdown
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.lockdowns import (
    found_since,
    households_in,
    open_proposal,
    rounds_done,
)
from vungxanh.office.records.store import act, insert, insert_many, update, update_many
from vungxanh.office.usecases.isolation import DaysWrong, local_day
from vungxanh.office.usecases.lockdowns import held_lockdown, look_ahead, settle_inside
from vungxanh.response.lockdown import Fact, allowed, check_lockdown_move, facts, lift_rule_on


class LiftRefused(VungXanhError):
    """The rule is not met; `unmet` are the conditions."""

    def __init__(self, unmet: Sequence[Message]) -> None:
        self.unmet = tuple(unmet)
        super().__init__(message("Lifting cannot be proposed yet: {unmet}", unmet=self.unmet))


class SameHand(VungXanhError):
    """Nobody decides on what they proposed."""


def plan_round(*, by: Actor, as_of: datetime, lockdown_id: int, due_on: date) -> Round:
    """A round of tests on a day that people chose."""
    lockdown = held_lockdown(by, lockdown_id)
    with act(by=by, at=as_of, action="lockdown.round") as entry:
        entry.about(lockdown)
        made = insert(Round(lockdown=lockdown, due_on=due_on), entry=entry)
        look_ahead(lockdown, entry)
    return made


def record_round(
    *,
    by: Actor,
    as_of: datetime,
    lockdown_id: int,
    done_on: date,
    households: int | None,
    people: int | None,
    positives: int | None,
    note: str = "",
    round_id: int | None = None,
) -> Round:
    """A round that was done; the next one follows from it. `positives` stays empty until all are known."""
    lockdown = held_lockdown(by, lockdown_id)
    if not lockdown.begins <= done_on <= local_day(as_of):
        raise DaysWrong(message("That day is not within the lockdown."))
    values = {
        "done_on": done_on, "households": households, "people": people, "positives": positives,
        "note": note[:200],
    }  # fmt: skip
    with act(by=by, at=as_of, action="lockdown.round") as entry:
        entry.about(lockdown)
        if round_id is None:
            due = lockdown.next_round_on or done_on
            made = insert(Round(lockdown=lockdown, due_on=due, **values), entry=entry)
        else:
            stored = record_or_not_found(Round.objects.filter(lockdown=lockdown), pk=round_id)
            made = update(stored, values, entry=entry)
        look_ahead(lockdown, entry)
    return made


def lift_facts(lockdown: Lockdown, on: date) -> list[Fact]:
    """What the rule of the day sees in this point."""
    done = rounds_done(lockdown)
    last = max((one.done for one in done), default=lockdown.begins)
    return facts(lift_rule_on(on), households_in(lockdown), done, found_since(lockdown, last))


def propose_lift(
    *, by: Actor, as_of: datetime, lockdown_id: int, note: str = "", version: int | None = None
) -> LiftProposal:
    """Propose to lift, with the facts as they are now. Raises LiftRefused naming what is not met."""
    lockdown = held_lockdown(by, lockdown_id)
    check_lockdown_move(lockdown.status, "proposed")
    judged = lift_facts(lockdown, local_day(as_of))
    if not allowed(judged):
        raise LiftRefused([fact.said for fact in judged if fact.met is False])
    with act(by=by, at=as_of, action="lockdown.propose", note=note) as entry:
        update(lockdown, {"status": "proposed"}, entry=entry, version=version)
        return insert(
            LiftProposal(
                lockdown=lockdown, proposed_at=as_of, proposed_by_id=by.user_id, note=note[:200],
                facts={"facts": [_kept(fact) for fact in judged]},
            ),
            entry=entry,
        )  # fmt: skip


def decide_lift(
    *, by: Actor, as_of: datetime, lockdown_id: int, lift: bool, note: str = "", version: int | None = None
) -> Lockdown:
    """Lift or keep, by somebody else than who proposed it. Points that replace this one begin."""
    lockdown = held_lockdown(by, lockdown_id, "lockdown.decide")
    new = "lifted" if lift else "active"
    check_lockdown_move(lockdown.status, new)
    proposal = open_proposal(lockdown)
    if proposal is not None and by.user_id is not None and proposal.proposed_by_id == by.user_id:
        raise SameHand(message("Somebody else must decide: you proposed it."))
    with act(by=by, at=as_of, action="lockdown.decide", note=note) as entry:
        if proposal is not None:
            decision = {
                "decision": "lift" if lift else "keep",
                "decided_at": as_of,
                "decided_by_id": by.user_id,
            }
            update(proposal, decision, entry=entry)
        touched = people_of_lockdown(lockdown)
        values: dict[str, Any] = {"status": new}
        if lift:
            values |= {"lifted_on": local_day(as_of), "next_round_on": None}
        update(lockdown, values, entry=entry, version=version)
        if lift:
            _let_all_out(lockdown, local_day(as_of), entry)
        settle_inside(lockdown, entry, touched)
    return lockdown


def move_households(
    *, by: Actor, as_of: datetime, lockdown_id: int, to_lockdown_id: int, household_ids: Sequence[int]
) -> int:
    """Copy households and their people into a smaller point that replaces this one; how many households."""
    old = held_lockdown(by, lockdown_id)
    new = held_lockdown(by, to_lockdown_id)
    check_lockdown_move(new.status, "active")
    chosen = list(old.household_list.filter(pk__in=list(household_ids)))
    with act(by=by, at=as_of, action="lockdown.split") as entry:
        copies = insert_many([_copy(h, new) for h in chosen], entry=entry, model=Household)
        partner = {h.pk: c for h, c in zip(chosen, copies, strict=True)}
        members = old.inside.filter(household__in=partner, until=None)
        rows = [
            Inside(lockdown=new, household=partner[m.household_id], person_id=m.person_id, since=new.begins)
            for m in members
            if m.household_id is not None
        ]
        insert_many(rows, entry=entry, model=Inside)
    return len(chosen)


def _let_all_out(lockdown: Lockdown, day: date, entry: Entry) -> None:
    """The last day of everybody inside, and the first of the points that replace this one."""
    rows = list(lockdown.inside.filter(until=None))
    before: dict[int, dict[str, Any]] = {row.pk: {"until": None} for row in rows}
    for row in rows:
        row.until = max(day, row.since)
    update_many(rows, ("until",), entry=entry, model=Inside, before=before)
    for smaller in Lockdown.objects.filter(replaces=lockdown, status="planned"):
        update(smaller, {"status": "active", "begins": min(smaller.begins, day)}, entry=entry)
        settle_inside(smaller, entry)


def _copy(household: Household, to: Lockdown) -> Household:
    names = ("house", "street", "group_name", "head", "phone", "people", "address_key")
    return Household(lockdown=to, **{name: getattr(household, name) for name in names})


def _kept(fact: Fact) -> dict[str, Any]:
    """A fact as it is kept: its sentence in each language, and whether it is met."""
    return {language: fact.said.render(language) for language in LANGUAGES} | {"met": fact.met}
