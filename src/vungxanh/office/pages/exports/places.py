"""The place of exports in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("exports", message("Exports"), ("export.run",), 62),)
