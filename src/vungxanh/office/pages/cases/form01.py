"""The fields of Form 01 of Decision 97/QĐ-PB (30/6/2026) in its order, and where each is kept.

After vietnam.md 7.2: secondary source. Fields of ours that the form does not have stand in the section
they belong to; `FORM_01` names only the form's own.
"""

from vungxanh.office.language import _

FORM_01: tuple[tuple[str, str, str], ...] = (
    ("name", "Person", "full_name"),
    ("personal number (12 digits)", "Person", "national_id"),
    ("birth date", "Person", "birth_date"),
    ("sex", "Person", "sex"),
    ("ethnicity", "Person", "ethnicity"),
    ("nationality", "Person", "nationality"),
    ("occupation", "Person", "occupation"),
    ("phone", "Person", "phone"),
    ("address: house", "Person", "house"),
    ("address: street", "Person", "street"),
    ("address: group", "Person", "group_name"),
    ("address: ward", "Person", "area"),
    ("vaccinated", "Person", "vaccinated"),
    ("vaccine doses", "Person", "vaccine_doses"),
    ("class of diagnosis", "Case", "classification"),
    ("onset date", "Case", "onset_date"),
    ("sampled", "Case", "sampled"),
    ("kind of test", "Case", "test_kind"),
    ("test result", "Case", "test_result"),
    ("in- or outpatient", "Case", "care"),
    ("admission date", "Case", "admission_date"),
    ("discharge date", "Case", "discharge_date"),
    ("outcome", "Case", "outcome"),
    ("date of death or transfer", "Case", "outcome_date"),
    ("epidemiological history", "Case", "epi_history"),
    ("reporter", "Case", "reporter"),
    ("reporting unit", "Case", "reporting_unit"),
    ("link to an outbreak", "Case", "outbreak"),
)

PERSON_SECTIONS = (
    (
        _("The person"),
        (
            "full_name",
            "national_id",
            "birth_date",
            "birth_year",
            "sex",
            "ethnicity",
            "nationality",
            "occupation",
            "workplace",
            "phone",
            "other_phones",
        ),
    ),
    (_("Where the person lives"), ("house", "street", "group_name", "area")),
    (_("Vaccination"), ("vaccinated", "vaccine_doses")),
)

CASE_SECTIONS = (
    (
        _("Illness and tests"),
        (
            "classification",
            "onset_date",
            "sampled",
            "sample_date",
            "test_kind",
            "test_result",
            "result_date",
            "symptoms",
        ),
    ),
    (
        _("Care and outcome"),
        ("care", "facility", "admission_date", "discharge_date", "outcome", "outcome_date"),
    ),
    (_("Where it came from"), ("epi_history", "found_in", "source_known", "source_case")),
    (_("Report"), ("report_date", "reporter", "reporting_unit", "outbreak", "note")),
)
