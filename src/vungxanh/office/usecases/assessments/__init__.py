"""The daily assessment: computed from the records, approved by another person, published as a snapshot.

    computing ─► computed ─► approved ─► published
        └─► failed    └─► rejected

Nothing that was computed changes: a new run is a new number.
"""

from vungxanh.office.usecases.assessments.computing import (
    assess_records,
    begin_assessment,
    recover_assessments,
    run_assessment,
)
from vungxanh.office.usecases.assessments.deciding import approve_assessment, reject_assessment
from vungxanh.office.usecases.assessments.publishing import publish_assessment
from vungxanh.office.usecases.assessments.states import STATUS

__all__ = [
    "STATUS",
    "approve_assessment",
    "assess_records",
    "begin_assessment",
    "publish_assessment",
    "recover_assessments",
    "reject_assessment",
    "run_assessment",
]
