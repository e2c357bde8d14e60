"""Stored assessments: what pages show. Nothing here is computed when it is viewed."""

from django.db import models

from vungxanh.office.records.models.fields import (
    USER,
    PathField,
    day,
    link,
    long_text,
    maybe,
    moment,
    number,
    text,
)


class Assessment(models.Model):
    """One run of the pipeline over the records as known at `known_at`, for the day `as_of`.

    Approved by somebody other than who computed it; published as a numbered snapshot.
    """

    number = models.PositiveIntegerField(unique=True)
    disease = models.CharField(max_length=30)
    as_of = models.DateField()
    known_at = models.DateTimeField()
    pack = models.CharField(max_length=120)
    status = models.CharField(max_length=20)
    folder = models.CharField(max_length=200)
    cases_sha256 = text(64)
    started_at = models.DateTimeField()
    finished_at = moment()
    computed_by = maybe(USER)
    approved_by = maybe(USER)
    approved_at = moment()
    published_by = maybe(USER)
    published_at = moment()
    snapshot = text(200)
    fault = long_text()
    progress = text(200)
    info = models.JSONField(default=dict)
    previous = maybe("records.Assessment")
    audit_number = models.BigIntegerField(default=0)
    audit_sha256 = text(64)

    class Meta:
        indexes = (models.Index(fields=("status", "as_of", "id"), name="assessment_day"),)


class AreaColour(models.Model):
    """One area in one assessment: its colour on the last day, and everything its page shows."""

    assessment = link(Assessment, "colours")
    area = link("records.Area")
    area_path = PathField(max_length=64)
    level = models.CharField(max_length=12)
    colour = text(30)
    before = text(30)
    since = day()
    next_colour = text(30)
    earliest = day()
    cases = number()
    community_cases = number()
    explanation = models.JSONField(default=dict)
    series = models.JSONField(default=dict)
    outlook = models.JSONField(default=dict)
    estimates = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("assessment", "area"), name="area_once_assessed"),)
        indexes = (models.Index(fields=("assessment", "area_path"), name="colour_path"),)


class AssessedCluster(models.Model):
    """A cluster that the scan found in an assessment."""

    assessment = link(Assessment, "clusters")
    rank = models.PositiveIntegerField()
    facts = models.JSONField()


class Schedule(models.Model):
    """When the assessment runs by itself: minutes after midnight in Viet Nam."""

    kind = models.CharField(max_length=20, unique=True)
    minute = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)
    last_run = day()
