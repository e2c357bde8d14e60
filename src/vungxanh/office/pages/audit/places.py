"""The place of the audit trail in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("audit", message("Audit trail"), ("audit.see",), 80),)
