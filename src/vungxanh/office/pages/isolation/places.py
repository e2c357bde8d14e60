"""Isolation's place in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("isolations", message("Isolation"), ("isolation.see",), 40),)
