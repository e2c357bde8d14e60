"""The place of the testing figures in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("coverage", message("Testing by area"), ("samples.see",), 32),)
