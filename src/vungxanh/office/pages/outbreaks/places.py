"""The place of outbreaks in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("outbreaks", message("Outbreaks"), ("cases.see",), 15),)
