"""The place of sessions in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("sessions", message("Sampling"), ("samples.change",), 31),)
