"""The dashboard's place in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("dashboard", message("Situation"), ("assessment.see",), 5),)
