"""From a positive result to a reported case: dates, method, Ct and session are filled in from the tube."""

from datetime import datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.models import Case, Sample
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.samples import samples_for
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.cases import CaseValues, NewCase, report_cases

CLASSIFICATION = {"rt-pcr": "confirmed", "antigen": "probable"}
"""How a positive result classifies; an antigen result alone confirms nobody."""


class NothingToReport(VungXanhError):
    """A tube from which no case follows."""


def reportable(sample: Sample) -> bool:
    """Whether a case follows from this tube: one person, positive, not reported yet."""
    return sample.person_id is not None and sample.result == "positive" and sample.case_id is None


def report_positive(*, by: Actor, as_of: datetime, sample_id: int, disease: str) -> Case:
    """Report the case of the person in a positive tube, and tie the tube to it."""
    sample = record_or_not_found(samples_for(by.scope), pk=sample_id)
    if not reportable(sample) or sample.person is None:
        raise NothingToReport(message("A case is reported from a positive sample of one person, once."))
    by.must("cases.change", sample.person.area_path)
    with act(by=by, at=as_of, action="case.report") as entry:
        new = NewCase(sample.person, _values(sample, as_of, disease))
        case = report_cases(by=by, as_of=as_of, rows=[new], entry=entry)[0]
        update(sample, {"case": case}, entry=entry)
    return case


def _values(sample: Sample, as_of: datetime, disease: str) -> CaseValues:
    return CaseValues(
        disease=disease,
        classification=CLASSIFICATION.get(sample.method, "suspected"),
        report_date=as_of.astimezone(HERE).date(),
        sample_date=sample.taken_on,
        result_date=(sample.resulted_at or as_of).astimezone(HERE).date(),
        found_in=sample.found_in,
        sampled="yes",
        test_kind=sample.method,
        test_result="positive",
        note=_told(sample),
    )


def _told(sample: Sample) -> str:
    """Where the figures come from: tube, session, Ct."""
    parts = [sample.code]
    if sample.retest_of is not None:
        parts.append(sample.retest_of.code)
    if sample.session is not None:
        parts.append(sample.session.code)
    if sample.ct is not None:
        parts.append(f"Ct {sample.ct:g}")
    return ", ".join(parts)
