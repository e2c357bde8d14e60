"""The place of the work list in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("tracing", message("Tracing"), ("follow.change", "contacts.change"), 20),)
