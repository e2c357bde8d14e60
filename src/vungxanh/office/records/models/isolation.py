"""Isolation of people, at home, in a centre or in hospital."""

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


class Centre(Kept):
    """A place where people are isolated, and how many it can hold."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    kind = text(20)
    area = link("records.Area")
    area_path = path()
    address = text(200)
    capacity = models.PositiveIntegerField()
    closed_on = day()

    history = history()

    class Meta:
        indexes = (models.Index(fields=("area_path", "id"), name="centre_area"),)

    def __str__(self) -> str:
        return self.name


class Isolation(Kept, Sourced):
    """One person's isolation at one place. `rule` names the dated rule that set its days and tests.

    A transfer ends one and begins the next (`before`), which goes on counting from `counted_from`.
    `area_path` is where the person is isolated, `home_path` where they live: officers of both see it.
    """

    code = models.CharField(max_length=40, unique=True)
    person = link("records.Person", "isolations")
    case = maybe("records.Case", "isolations")
    contact = maybe("records.Contact", "isolations")
    reason = models.CharField(max_length=20)
    place = models.CharField(max_length=12)
    centre = maybe(Centre, "isolations")
    area = link("records.Area")
    area_path = path()
    home_path = path()
    order_number = text(60)
    order_date = day()
    order_by = text(120)
    rule = text(60)
    counted_from = models.DateField()
    begins = models.DateField()
    ends = models.DateField()
    before = maybe("records.Isolation", "after")
    status = models.CharField(max_length=20)
    ended_on = day()
    end_note = text(200)
    against_rule = models.BooleanField(default=False)
    next_test_on = day()
    note = long_text()

    history = history()

    class Meta:
        indexes = (
            models.Index(fields=("area_path", "id"), name="isolation_area"),
            models.Index(fields=("home_path", "id"), name="isolation_home"),
            models.Index(fields=("person", "begins"), name="isolation_person"),
            models.Index(fields=("ends", "id"), name="isolation_all_ends"),
            models.Index(fields=("status", "ends", "id"), name="isolation_ends"),
            models.Index(fields=("status", "next_test_on", "id"), name="isolation_test"),
            models.Index(fields=("centre", "status"), name="isolation_centre"),
        )

    def __str__(self) -> str:
        return self.code


class DueTest(models.Model):
    """A test that the rule asks for on a day of an isolation, and the sample that met it."""

    isolation = link(Isolation, "tests")
    day_number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    sample = maybe("records.Sample")
    done_on = day()
    result = text(16)
    ct = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("isolation", "day_number"), name="test_once_a_day"),)
        indexes = (models.Index(fields=("due_on", "done_on"), name="due_test_day"),)


class IsolationDay(Kept):
    """One day's look after an isolated person: there or not, symptoms or not."""

    isolation = link(Isolation, "days")
    day = models.DateField()
    present = models.BooleanField()
    symptoms = text(160)
    note = text(200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("isolation", "day"), name="isolation_day_once"),)
