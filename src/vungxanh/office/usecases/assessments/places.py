"""Where an assessment keeps its files below settings.ASSESSMENTS, one folder per number.

000012/input     the case list and the tests as they were known
000012/result    the assessment folder of the pipeline
000012/lock      held by the process that computes
000012/step      what it does at the moment
"""

from pathlib import Path

from django.conf import settings

from vungxanh.messages import LANGUAGES, Message
from vungxanh.office.records.models import Assessment

RESULT = "result"


def folder_name(number: int) -> str:
    """The pipeline's folder of an assessment, relative to settings.ASSESSMENTS."""
    return f"{number:06d}/{RESULT}"


def result_of(assessment: Assessment) -> Path:
    """The pipeline's folder."""
    return Path(settings.ASSESSMENTS) / assessment.folder


def home_of(assessment: Assessment) -> Path:
    """All files of one assessment."""
    return result_of(assessment).parent


def write_step(assessment: Assessment, said: Message) -> None:
    """Say what is being done, for the page that waits."""
    text = "\n".join(said.render(language) for language in LANGUAGES)
    (home_of(assessment) / "step").write_text(text, "utf-8")


def step_of(assessment: Assessment) -> dict[str, str]:
    """What is being done, by language; empty before it began."""
    try:
        lines = (home_of(assessment) / "step").read_text("utf-8").splitlines()
    except OSError:
        return {}
    return dict(zip(LANGUAGES, lines, strict=False))
