"""Words for the codes and fields of cases and people."""

from vungxanh.office.language import _

CLASSIFICATION = {
    "suspected": _("suspected"),
    "probable": _("probable"),
    "confirmed": _("confirmed"),
    "discarded": _("discarded"),
}
STATUS = {
    "notified": _("notified"),
    "investigating": _("being investigated"),
    "under_care": _("under care"),
    "closed": _("closed"),
}
OUTCOME = {
    "pending": _("no outcome yet"),
    "recovered": _("recovered"),
    "died": _("died"),
    "transferred": _("transferred elsewhere"),
    "lost": _("lost from sight"),
}
FOUND_IN = {
    "community": _("in the community"),
    "quarantine": _("in isolation"),
    "lockdown": _("in a lockdown point"),
    "hospital": _("hospital"),
    "border": _("at the border"),
    "unknown": _("unknown"),
}
SOURCE = {"named": _("source case named"), "known": _("source known"), "unknown": _("source unknown")}
YES_NO = {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}
SEX = {"male": _("male"), "female": _("female"), "other": _("other"), "unknown": _("unknown")}
TEST_KIND = {
    "rt-pcr": _("RT-PCR"),
    "antigen": _("rapid antigen test"),
    "ns1": _("NS1"),
    "igm": _("IgM"),
    "culture": _("virus isolation"),
    "other": _("other"),
}
TEST_RESULT = {
    "positive": _("positive"),
    "negative": _("negative"),
    "pending": _("no result yet"),
    "indeterminate": _("indeterminate"),
}
CARE = {"inpatient": _("inpatient"), "outpatient": _("outpatient"), "home": _("at home"), "none": _("none")}

FIELDS = {
    "full_name": _("Full name"),
    "national_id": _("Personal number"),
    "birth_date": _("Date of birth"),
    "birth_year": _("Year of birth"),
    "sex": _("Sex"),
    "ethnicity": _("Ethnic group"),
    "nationality": _("Nationality"),
    "occupation": _("Occupation"),
    "workplace": _("Workplace or school"),
    "phone": _("Phone"),
    "other_phones": _("Other phones"),
    "house": _("House number"),
    "street": _("Street"),
    "group_name": _("Group (tổ)"),
    "area": _("Area"),
    "vaccinated": _("Vaccinated"),
    "vaccine_doses": _("Doses"),
    "classification": _("Classification"),
    "definition": _("Definition"),
    "onset_date": _("Onset"),
    "sampled": _("Was sampled"),
    "sample_date": _("Sample taken"),
    "test_kind": _("Kind of test"),
    "test_result": _("Test result"),
    "result_date": _("Result"),
    "care": _("Care"),
    "facility": _("Facility"),
    "admission_date": _("Admitted"),
    "discharge_date": _("Discharged"),
    "outcome": _("Outcome"),
    "outcome_date": _("Date of outcome"),
    "symptoms": _("Symptoms"),
    "epi_history": _("Epidemiological history"),
    "found_in": _("Where found (as reported)"),
    "found_reported": _("Where found (as reported)"),
    "found_note": _("Why found there"),
    "found_by_hand": _("Set by hand"),
    "lockdown": _("Lockdown point"),
    "isolation": _("Isolation"),
    "source_known": _("Source known"),
    "source_case": _("Source case"),
    "outbreak": _("Outbreak"),
    "report_date": _("Reported"),
    "reporter": _("Reported by"),
    "reporting_unit": _("Reporting unit"),
    "status": _("Status"),
    "note": _("Note"),
    "disease": _("Disease"),
    "code": _("Code"),
    "person": _("Person"),
    "merged_into": _("Merged into"),
    "source_system": _("From the system"),
    "source_id": _("Number there"),
}

VALUES = {
    "classification": CLASSIFICATION,
    "status": STATUS,
    "outcome": OUTCOME,
    "found_in": FOUND_IN,
    "found_reported": FOUND_IN,
    "source_known": YES_NO,
    "sampled": YES_NO,
    "vaccinated": YES_NO,
    "sex": SEX,
    "test_kind": TEST_KIND,
    "test_result": TEST_RESULT,
    "care": CARE,
}


def worded(field: str, value: object) -> object:
    """A value in words where it is a code."""
    return VALUES.get(field, {}).get(str(value), value)
