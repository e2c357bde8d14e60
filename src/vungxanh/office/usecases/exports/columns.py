"""The columns of every export. Headings and words are those that an import of the file recognises."""

from vungxanh.messages import Message, message
from vungxanh.office.records.queries.exports import Column

CLASSIFICATION = {
    "suspected": message("suspected"), "probable": message("probable"), "confirmed": message("confirmed"),
    "discarded": message("discarded"),
}  # fmt: skip
STATUS = {
    "notified": message("notified"), "investigating": message("being investigated"),
    "under_care": message("under care"), "closed": message("closed"),
}  # fmt: skip
OUTCOME = {
    "pending": message("no outcome yet"), "recovered": message("recovered"), "died": message("died"),
    "transferred": message("transferred elsewhere"), "lost": message("lost from sight"),
}  # fmt: skip
FOUND_IN = {
    "community": message("in the community"), "quarantine": message("in isolation"),
    "lockdown": message("in a lockdown point"), "hospital": message("hospital"),
    "border": message("at the border"), "unknown": message("unknown"),
}  # fmt: skip
YES_NO = {"yes": message("yes"), "no": message("no"), "unknown": message("unknown")}
SEX = {
    "male": message("male"), "female": message("female"), "other": message("other"),
    "unknown": message("unknown"),
}  # fmt: skip
RESULT = {
    "positive": message("positive"), "negative": message("negative"), "pending": message("no result yet"),
    "indeterminate": message("indeterminate"), "invalid": message("invalid"),
}  # fmt: skip
CARE = {
    "inpatient": message("inpatient"), "outpatient": message("outpatient"), "home": message("at home"),
    "none": message("none"),
}  # fmt: skip
METHOD = {"rt-pcr": message("RT-PCR"), "antigen": message("rapid antigen test")}

CODE = message("Code")
VERSION = message("Version")

PERSON = (
    Column("full_name", message("Full name"), "person__full_name"),
    Column("birth_date", message("Date of birth"), "person__birth_date", "day"),
    Column("birth_year", message("Year of birth"), "person__birth_year", "number"),
    Column("sex", message("Sex"), "person__sex", words=SEX),
    Column("phone", message("Phone"), "person__phone"),
)
PLACE = (
    Column("ward", message("Ward"), "area_path", "place"),
    Column("quarter", message("Quarter"), "area_path", "place"),
    Column("group", message("Group (tổ)"), "area_path", "place"),
)

CASES = (
    Column("code", CODE, "code"),
    Column("version", VERSION, "version", "number"),
    Column("person_version", message("Version of the person"), "person__version", "number"),
    *PERSON,
    Column("national_id", message("Personal number"), "person__national_id"),
    Column("house", message("House number"), "person__house"),
    Column("street", message("Street"), "person__street"),
    *PLACE,
    Column("occupation", message("Occupation"), "person__occupation"),
    Column("workplace", message("Workplace or school"), "person__workplace"),
    Column("classification", message("Classification"), "classification", words=CLASSIFICATION),
    Column("status", message("Status"), "status", words=STATUS),
    Column("outcome", message("Outcome"), "outcome", words=OUTCOME),
    Column("outcome_date", message("Date of outcome"), "outcome_date", "day"),
    Column("onset_date", message("Onset"), "onset_date", "day"),
    Column("sample_date", message("Sample taken"), "sample_date", "day"),
    Column("result_date", message("Result"), "result_date", "day"),
    Column("report_date", message("Reported"), "report_date", "day"),
    Column("found_in", message("Where found"), "found_in", words=FOUND_IN),
    Column("source_known", message("Source known"), "source_known", words=YES_NO),
    Column("source_case", message("Source case"), "source_case__code", guard="source_case__area_path"),
    Column("outbreak", message("Outbreak"), "outbreak__code"),
    Column("test_result", message("Test result"), "test_result", words=RESULT),
    Column("care", message("Care"), "care", words=CARE),
    Column("facility", message("Facility"), "facility"),
    Column("admission_date", message("Admitted"), "admission_date", "day"),
    Column("discharge_date", message("Discharged"), "discharge_date", "day"),
    Column("epi_history", message("Epidemiological history"), "epi_history"),
    Column("note", message("Note"), "note"),
)
CONTACTS = (
    Column("code", CODE, "code"),
    Column("version", VERSION, "version", "number"),
    *PERSON,
    *PLACE,
    Column("degree", message("Degree (F1, F2)"), "degree", "number"),
    Column("source_case", message("Source case"), "source_case__code", guard="source_area_path"),
    Column("first_exposure", message("First exposure"), "first_exposure", "day"),
    Column("last_exposure", message("Last exposure"), "last_exposure", "day"),
    Column("place", message("Place of exposure"), "place"),
    Column("status", message("Status"), "status"),
    Column("follow_until", message("Follow until"), "follow_until", "day"),
    Column("officer", message("Officer"), "officer__full_name"),
    Column("note", message("Note"), "note"),
)
SAMPLES = (
    Column("code", CODE, "code"),
    Column("version", VERSION, "version", "number"),
    Column("session", message("Session"), "session__code"),
    *PERSON,
    *PLACE,
    Column("pool_size", message("Samples in the pool"), "pool_size", "number"),
    Column("retest_of", message("Retest of"), "retest_of__code"),
    Column("method", message("Method"), "method", words=METHOD),
    Column("taken_on", message("Sample taken"), "taken_on", "day"),
    Column("lab", message("Laboratory"), "lab"),
    Column("result", message("Result"), "result", words=RESULT),
    Column("resulted_at", message("Result at"), "resulted_at", "moment"),
    Column("ct", message("Ct"), "ct", "number"),
    Column("note", message("Note"), "note"),
)
ISOLATIONS = (
    Column("code", CODE, "code"),
    Column("version", VERSION, "version", "number"),
    *PERSON,
    *PLACE,
    Column("place", message("Place"), "place"),
    Column("centre", message("Centre"), "centre__name"),
    Column("reason", message("Reason"), "reason"),
    Column("order_number", message("Order number"), "order_number"),
    Column("order_date", message("Order date"), "order_date", "day"),
    Column("begins", message("From"), "begins", "day"),
    Column("ends", message("Until"), "ends", "day"),
    Column("status", message("Status"), "status"),
    Column("ended_on", message("Ended on"), "ended_on", "day"),
    Column("next_test_on", message("Next test"), "next_test_on", "day"),
    Column("note", message("Note"), "note"),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "cases": CASES,
    "contacts": CONTACTS,
    "samples": SAMPLES,
    "isolations": ISOLATIONS,
}
NAMES: dict[str, Message] = {
    "cases": message("Cases (F0)"),
    "contacts": message("Contacts"),
    "samples": message("Samples"),
    "isolations": message("Isolation"),
}
