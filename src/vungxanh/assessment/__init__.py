"""The assessment: runs the pipeline for one day and stores what pages show."""

from vungxanh.assessment.assess import assess
from vungxanh.assessment.errors import (
    AreaNotAssessed,
    AssessmentError,
    DayNotAssessed,
    FolderNotEmpty,
    NotAnAssessment,
    NothingToJudge,
)
from vungxanh.assessment.opened import Assessment, open_assessment
from vungxanh.assessment.outlook import Outlooks, look_out
from vungxanh.assessment.request import OutlookRequest, Request

__all__ = [
    "AreaNotAssessed",
    "Assessment",
    "AssessmentError",
    "DayNotAssessed",
    "FolderNotEmpty",
    "NotAnAssessment",
    "NothingToJudge",
    "OutlookRequest",
    "Outlooks",
    "Request",
    "assess",
    "look_out",
    "open_assessment",
]
