"""Contacts: entering them, changing them, and what becomes of them when one turns into a case."""

from vungxanh.office.usecases.contacts.changing import change_contact
from vungxanh.office.usecases.contacts.due import set_due
from vungxanh.office.usecases.contacts.linking import link_new_cases
from vungxanh.office.usecases.contacts.listing import (
    AlreadyListed,
    ExposureWrong,
    NewContact,
    NotATracedSource,
    list_contacts,
)

__all__ = [
    "AlreadyListed",
    "ExposureWrong",
    "NewContact",
    "NotATracedSource",
    "change_contact",
    "link_new_cases",
    "list_contacts",
    "set_due",
]
