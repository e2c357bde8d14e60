"""Tracing work: follow-up of a day, giving contacts to officers, moving them on together."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor, NotAllowed
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Contact, FollowUp
from vungxanh.office.records.queries.contacts import contacts_for, may_change
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.tracing import officers_for
from vungxanh.office.records.store import act, insert, update, update_many
from vungxanh.office.usecases.contacts.due import set_next
from vungxanh.response.tracing import OPEN, STATUS, check_move

MOVED = ("status", "reached_at", "isolating_since", "closed_at", "next_due")


class FollowUpWrong(VungXanhError):
    """That cannot be recorded as follow-up."""


def follow_up(
    *,
    by: Actor,
    as_of: datetime,
    contact_id: int,
    day: date,
    reached: bool,
    symptoms: str = "",
    note: str = "",
) -> FollowUp:
    """Record a day's follow-up of a contact; a second one of the same day replaces the first."""
    contact = record_or_not_found(contacts_for(by.scope), pk=contact_id)
    if not may_change(by.scope, contact, "follow.change"):
        raise NotAllowed(message("Your roles do not allow this here."))
    if day > as_of.astimezone(HERE).date():
        raise FollowUpWrong(message("A day that has not come cannot be recorded."))
    if contact.status == "became_case":
        raise FollowUpWrong(message("This contact became a case and is followed there."))
    values = {"reached": reached, "symptoms": symptoms.strip()[:160], "note": note.strip()[:200]}
    with act(by=by, at=as_of, action="contact.follow") as entry:
        kept = FollowUp.objects.filter(contact=contact, day=day).first()
        entry.about(contact)
        if kept is None:
            kept = insert(FollowUp(contact=contact, day=day, **values), entry=entry)
        else:
            update(kept, values, entry=entry)
        if reached:
            update(contact, _after_reaching(contact, day, entry.at), entry=entry)
    return kept


def move_contacts(*, by: Actor, as_of: datetime, contact_ids: Sequence[int], status: str) -> int:
    """Move contacts to a state together; how many moved. Raises WrongMove when one cannot go there."""
    if status not in STATUS or status == "became_case":
        raise FollowUpWrong(message("Contacts become cases when the case is reported."))
    contacts = _changeable(by, contact_ids)
    for contact in contacts:
        check_move(contact.status, status)
    with act(by=by, at=as_of, action="contact.move", note=status) as entry:
        moved = [contact for contact in contacts if contact.status != status]
        before = {contact.pk: {name: getattr(contact, name) for name in MOVED} for contact in moved}
        for contact in moved:
            _move(contact, status, entry)
        update_many(moved, MOVED, entry=entry, model=Contact, before=before)
    return len(moved)


def assign_contacts(*, by: Actor, as_of: datetime, contact_ids: Sequence[int], officer_id: int | None) -> int:
    """Give contacts to an officer (None: to nobody); how many."""
    contacts = _changeable(by, contact_ids)
    if (
        officer_id is not None
        and not officers_for(by.scope, on=as_of.astimezone(HERE).date()).filter(pk=officer_id).exists()
    ):
        raise FollowUpWrong(message("That person does no tracing in your areas."))
    with act(by=by, at=as_of, action="contact.assign") as entry:
        before = {contact.pk: {"officer_id": contact.officer_id} for contact in contacts}
        for contact in contacts:
            contact.officer_id = officer_id
        update_many(contacts, ("officer",), entry=entry, model=Contact, before=before)
    return len(contacts)


def _changeable(by: Actor, contact_ids: Sequence[int]) -> list[Contact]:
    contacts = list(contacts_for(by.scope).filter(pk__in=list(contact_ids)).order_by("id"))
    if not all(may_change(by.scope, contact) for contact in contacts):
        raise NotAllowed(message("Your roles do not allow this here."))
    return contacts


def _after_reaching(contact: Contact, day: date, at: datetime) -> dict[str, Any]:
    """What reaching a contact changes: state, the last day followed, what is due next."""
    judged = Contact(**{f.attname: getattr(contact, f.attname) for f in Contact._meta.concrete_fields})
    if contact.status in ("listed", "lost"):
        judged.status, judged.closed_at = "reached", None
    judged.reached_at = contact.reached_at or at
    judged.followed = max(day, contact.followed or day)
    set_next(judged)
    names = ("status", "reached_at", "followed", "next_due", "closed_at")
    return {name: getattr(judged, name) for name in names}


def _move(contact: Contact, status: str, entry: Entry) -> None:
    contact.status = status
    if status in ("reached", "isolating"):
        contact.reached_at = contact.reached_at or entry.at
    if status == "isolating":
        contact.isolating_since = contact.isolating_since or entry.at.astimezone(HERE).date()
    contact.closed_at = None if status in OPEN else entry.at
    set_next(contact)
