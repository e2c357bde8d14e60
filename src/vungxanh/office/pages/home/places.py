"""The first page's place in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("home", message("My work"), (), 0),)
