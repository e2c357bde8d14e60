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
from vungxanh.assessment.request import Request

__all__ = [
    "AreaNotAssessed",
    "Assessment",
    "AssessmentError",
    "DayNotAssessed",
    "FolderNotEmpty",
    "NotAnAssessment",
    "NothingToJudge",
    "Request",
    "assess",
    "open_assessment",
]
