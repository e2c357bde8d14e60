"""The place of contacts in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("contacts", message("Contacts"), ("contacts.see",), 21),)
