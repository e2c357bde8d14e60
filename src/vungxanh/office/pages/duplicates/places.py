"""The place of duplicates in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("duplicates", message("Duplicates"), ("duplicates.decide",), 65),)
