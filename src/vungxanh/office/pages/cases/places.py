"""The place of cases in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("cases", message("Cases (F0)"), ("cases.see",), 10),)
