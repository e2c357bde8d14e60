"""The place of lockdown points in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("lockdowns", message("Lockdown points"), ("lockdown.see",), 50),)
