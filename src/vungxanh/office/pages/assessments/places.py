"""The place of assessments in the navigation."""

from vungxanh.messages import message
from vungxanh.office.shell.features import Place

PLACES = (Place("assessments", message("Assessments"), ("assessment.run", "assessment.approve"), 70),)
