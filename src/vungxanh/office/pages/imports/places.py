"""The place of imports in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("imports", message("Imports"), ("import.run",), 60),)
