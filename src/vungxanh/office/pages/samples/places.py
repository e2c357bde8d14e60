"""The place of samples in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("samples", message("Samples"), ("samples.see",), 30),)
