"""Outbreaks and cases (F0)."""

from django.db import models

from vungxanh.office.records.models.fields import (
    Kept,
    Sourced,
    day,
    history,
    link,
    long_text,
    maybe,
    path,
    text,
)


class Outbreak(Kept):
    """A chain or cluster of cases (ổ dịch: below commune size, Circular 15/2026 Art. 2.1)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    disease = models.CharField(max_length=30)
    area = link("records.Area")
    area_path = path()
    kind = text(30)
    place = text(160)
    began = day()
    reported = day()
    ended = day()
    note = long_text()

    history = history()

    class Meta:
        indexes = (models.Index(fields=("area_path", "id"), name="outbreak_area"),)

    def __str__(self) -> str:
        return self.name


class Case(Kept, Sourced):
    """A case. Where it was *found* decides whether it counts as a community case.

    `found_reported` keeps what was reported where the rule says otherwise; `found_by_hand` keeps it out.
    `classification` is judged by the definition in `definition` (id of a dated rule). `status` and
    `outcome` move as response.case allows.
    """

    code = models.CharField(max_length=40, unique=True)
    person = link("records.Person", "cases")
    disease = models.CharField(max_length=30)
    area = link("records.Area")
    area_path = path()
    group_name = text(40)
    classification = models.CharField(max_length=12)
    definition = text(60)
    status = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    outcome_date = day()
    onset_date = day()
    sample_date = day()
    result_date = day()
    report_date = models.DateField()
    found_in = text(12)
    found_note = text(160)
    found_reported = text(12)
    found_by_hand = models.BooleanField(default=False)
    lockdown = maybe("records.Lockdown", "cases_found")
    isolation = maybe("records.Isolation", "cases_found")
    source_known = text(8)
    source_case = maybe("records.Case", "caused")
    outbreak = maybe(Outbreak, "cases")
    sampled = text(8)
    test_kind = text(20)
    test_result = text(16)
    care = text(12)
    facility = text(120)
    admission_date = day()
    discharge_date = day()
    symptoms = long_text()
    epi_history = long_text()
    reporter = text(120)
    reporting_unit = text(120)
    note = long_text()

    history = history()

    class Meta:
        indexes = (
            models.Index(fields=("report_date", "id"), name="case_report"),
            models.Index(fields=("area_path", "report_date", "id"), name="case_area_report"),
            models.Index(fields=("classification", "report_date", "id"), name="case_class_report"),
            models.Index(fields=("status", "report_date", "id"), name="case_status_report"),
            models.Index(fields=("updated_at", "id"), name="case_updated"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source_system", "source_id"),
                condition=~models.Q(source_id=""),
                name="case_source_once",
            ),
        )

    def __str__(self) -> str:
        return self.code
