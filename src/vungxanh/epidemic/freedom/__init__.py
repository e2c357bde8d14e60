"""Freedom from undetected infection: how sure an area without cases is, and which tests are still needed."""

from vungxanh.epidemic.freedom.delay import report_delay
from vungxanh.epidemic.freedom.discounting import discounted, free_over_time, settled
from vungxanh.epidemic.freedom.ending import outbreak_over
from vungxanh.epidemic.freedom.errors import FreedomError
from vungxanh.epidemic.freedom.evidence import Evidence, gather
from vungxanh.epidemic.freedom.free import Freedom, free
from vungxanh.epidemic.freedom.freecalc import freecalc
from vungxanh.epidemic.freedom.judging import judge_evidence
from vungxanh.epidemic.freedom.pressure import import_pressure
from vungxanh.epidemic.freedom.reading import Choices, read_counts, read_estimates, read_tests
from vungxanh.epidemic.freedom.report import freedom_frame
from vungxanh.epidemic.freedom.rule import Rule, read_freedom
from vungxanh.epidemic.freedom.survey import Survey, plan_survey

__all__ = [
    "Choices",
    "Evidence",
    "Freedom",
    "FreedomError",
    "Rule",
    "Survey",
    "discounted",
    "free",
    "free_over_time",
    "freecalc",
    "freedom_frame",
    "gather",
    "import_pressure",
    "judge_evidence",
    "outbreak_over",
    "plan_survey",
    "read_counts",
    "read_estimates",
    "read_freedom",
    "read_tests",
    "report_delay",
    "settled",
]
