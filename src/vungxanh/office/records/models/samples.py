"""Sampling sessions, samples (single or pooled), and who is in a pool."""

from django.db import models

from vungxanh.office.records.models.fields import (
    Kept,
    Sourced,
    history,
    link,
    long_text,
    maybe,
    moment,
    number,
    path,
    text,
)


class Session(Kept):
    """A team at a place on a day. `planned` households are to be reached, `households` have been."""

    code = models.CharField(max_length=40, unique=True)
    day = models.DateField()
    place = text(160)
    team = text(120)
    area = link("records.Area")
    area_path = path()
    purpose = text(30)
    lockdown = maybe("records.Lockdown", "sessions")
    planned = number()
    households = number()
    note = long_text()

    history = history()

    class Meta:
        indexes = (models.Index(fields=("area_path", "day", "id"), name="session_area_day"),)


class Sample(Kept, Sourced):
    """One tube. A single sample has its `person`; a pool has members; a retest points to its pool.

    What the tube says of people, kept up to date by the use cases so that counting reads one table:
    `people` it stands for (none for a retest: its pool has counted them), `found` positive among them,
    `cleared` as negative. The rest has no usable result.
    """

    code = models.CharField(max_length=40, unique=True)
    session = maybe(Session, "samples")
    person = maybe("records.Person", "samples")
    case = maybe("records.Case", "samples")
    contact = maybe("records.Contact", "samples")
    pool_size = models.PositiveSmallIntegerField(default=1)
    retest_of = maybe("records.Sample", "retests")
    people = models.PositiveSmallIntegerField(default=1)
    found = models.PositiveSmallIntegerField(default=0)
    cleared = models.PositiveSmallIntegerField(default=0)
    pool_state = text(12)
    area = link("records.Area")
    area_path = path()
    found_in = text(12)
    purpose = text(30)
    method = models.CharField(max_length=20)
    taken_on = models.DateField()
    taken_at = moment()
    lab = text(120)
    received_at = moment()
    result = models.CharField(max_length=16)
    resulted_at = moment()
    ct = models.FloatField(null=True, blank=True)
    corrected_why = text(200)
    note = long_text()

    history = history()

    class Meta:
        indexes = (
            models.Index(fields=("area_path", "taken_on", "id"), name="sample_area_taken"),
            models.Index(fields=("taken_on", "id"), name="sample_taken"),
            models.Index(fields=("result", "taken_on", "id"), name="sample_result_taken"),
            models.Index(
                fields=("taken_on", "area_path"),
                include=(
                    "area",
                    "people",
                    "found",
                    "cleared",
                    "method",
                    "found_in",
                    "taken_at",
                    "resulted_at",
                ),
                name="sample_coverage",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source_system", "source_id"),
                condition=~models.Q(source_id=""),
                name="sample_source_once",
            ),
        )

    def __str__(self) -> str:
        return self.code


class PoolMember(models.Model):
    """A person in a pool; `opened` when a positive pool asks for their single retest.

    `result` is the person's, as the pool and the retest resolve it (response.pool.member_result).
    """

    sample = link(Sample, "members")
    person = link("records.Person", "pools")
    position = models.PositiveSmallIntegerField()
    opened = models.BooleanField(default=False)
    retest = maybe(Sample)
    result = models.CharField(max_length=16, default="pending")

    class Meta:
        indexes = (
            models.Index(
                fields=("sample", "position"),
                condition=models.Q(opened=True),
                name="retest_due",
            ),
        )
        constraints = (models.UniqueConstraint(fields=("sample", "person"), name="once_in_a_pool"),)
