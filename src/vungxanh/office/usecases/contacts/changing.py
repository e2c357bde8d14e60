"""Correcting what is known of a contact; deadlines that hang on it follow."""

from datetime import datetime
from typing import Any

from vungxanh.messages import message
from vungxanh.office.access import Actor, NotAllowed
from vungxanh.office.clock import HERE
from vungxanh.office.records.models import Contact
from vungxanh.office.records.queries.contacts import contacts_for, may_change
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.contacts.due import set_due
from vungxanh.office.usecases.contacts.listing import check_exposure

FIELDS = ("first_exposure", "last_exposure", "place", "kind", "protected", "note")
DUE = ("trace_due", "isolate_due", "test_due", "follow_until", "next_due")


def change_contact(
    *, by: Actor, as_of: datetime, contact_id: int, values: dict[str, Any], version: int | None = None
) -> Contact:
    """Change what FIELDS name. Raises ChangedMeanwhile, ExposureWrong."""
    contact = record_or_not_found(contacts_for(by.scope), pk=contact_id)
    if not may_change(by.scope, contact):
        raise NotAllowed(message("Your roles do not allow this here."))
    asked = {name: values[name] for name in FIELDS if name in values}
    first = asked.get("first_exposure", contact.first_exposure)
    last = asked.get("last_exposure", contact.last_exposure)
    check_exposure(first, last, as_of.astimezone(HERE).date())
    with act(by=by, at=as_of, action="contact.change") as entry:
        due = _due_after(contact, first, last)
        return update(contact, {**asked, **due}, entry=entry, version=version)


def _due_after(contact: Contact, first: Any, last: Any) -> dict[str, Any]:
    """The deadlines as they follow from changed exposures."""
    origin = contact.source_case or (contact.source_contact and contact.source_contact.source_case)
    if not origin:
        return {}
    judged = Contact(
        degree=contact.degree,
        listed_at=contact.listed_at,
        status=contact.status,
        first_exposure=first,
        last_exposure=last,
        followed=contact.followed,
        reached_at=contact.reached_at,
        isolating_since=contact.isolating_since,
    )
    set_due(judged, disease=origin.disease)
    return {name: getattr(judged, name) for name in DUE}
