"""The place of areas in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("areas", message("Areas and colours"), ("assessment.see",), 6),)
