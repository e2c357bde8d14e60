"""What can go wrong with an assessment folder."""

from vungxanh.messages import VungXanhError


class AssessmentError(VungXanhError):
    """The root of this room's errors."""


class NotAnAssessment(AssessmentError):
    """The folder lacks a file of an assessment, or one cannot be read."""


class FolderNotEmpty(AssessmentError):
    """The folder to write into holds something that is not an assessment."""


class AreaNotAssessed(AssessmentError):
    """No such area, or the pack has no criteria for its level."""


class DayNotAssessed(AssessmentError):
    """The day lies outside the assessed days."""


class NothingToJudge(AssessmentError):
    """The pack has no criteria for any level of the territory, or there are no days."""
