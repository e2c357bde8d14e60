"""Deadlines of a contact, as stored: from the rule of the day it was listed."""

from datetime import date, datetime

from vungxanh.office.clock import HERE
from vungxanh.office.records.models import Contact
from vungxanh.response.tracing import deadlines, next_due


def set_due(contact: Contact, *, disease: str) -> None:
    """Fill in every deadline from the day of listing and the last exposure. Nothing is stored here."""
    found = deadlines(
        disease=disease,
        degree=contact.degree,
        listed_at=contact.listed_at,
        last_exposure=contact.last_exposure or contact.first_exposure,
        zone=HERE,
    )
    contact.trace_due, contact.isolate_due = found.reach, found.isolate
    contact.test_due, contact.follow_until = found.first_test, found.follow_until
    set_next(contact)


def set_next(contact: Contact) -> None:
    """Fill in when the next step is due. Where no rule held, tracing is due at once."""
    contact.next_due = next_due(
        status=contact.status,
        trace_due=contact.trace_due or contact.listed_at,
        isolate_due=contact.isolate_due or contact.reached_at or contact.listed_at,
        followed=contact.followed,
        begun=contact.isolating_since or _day(contact.reached_at or contact.listed_at),
        zone=HERE,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(HERE).date()
