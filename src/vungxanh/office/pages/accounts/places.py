"""The place of accounts in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("users", message("Accounts"), ("accounts.manage",), 90),)
