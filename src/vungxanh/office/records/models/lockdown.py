"""Lockdown points: shape or addresses, order, cases that caused them, who is inside, tests, lifting."""

from django.db import models

from vungxanh.office.records.models.fields import (
    USER,
    Kept,
    day,
    history,
    link,
    long_text,
    maybe,
    moment,
    number,
    path,
    text,
)


class Lockdown(Kept):
    """A locked place. A case found inside while it holds is not a community case."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    area = link("records.Area")
    area_path = path()
    shape = models.JSONField(null=True, blank=True)
    addresses = long_text()
    replaces = maybe("records.Lockdown", "replaced_by")
    order_number = text(60)
    order_date = day()
    order_by = text(120)
    rule = text(60)
    begins = models.DateField()
    expected_end = day()
    status = models.CharField(max_length=20)
    lifted_on = day()
    households = number()
    people = number()
    next_round_on = day()
    reason_cases = models.ManyToManyField("records.Case", related_name="caused_lockdowns", blank=True)
    note = long_text()

    history = history()

    class Meta:
        indexes = (
            models.Index(fields=("area_path", "id"), name="lockdown_area"),
            models.Index(fields=("status", "begins", "id"), name="lockdown_status"),
        )

    def __str__(self) -> str:
        return self.name


class Household(Kept):
    """A household inside a lockdown point. `address_key` (folded) finds people registered there."""

    lockdown = link(Lockdown, "household_list")
    house = text(80)
    street = text(120)
    group_name = text(40)
    head = text(120)
    phone = text(20)
    people = number()
    address_key = text(220)

    class Meta:
        indexes = (
            models.Index(fields=("lockdown", "id"), name="household_lockdown"),
            models.Index(fields=("address_key",), name="household_address"),
        )


class Inside(models.Model):
    """A person inside a lockdown point, from-to."""

    lockdown = link(Lockdown, "inside")
    household = maybe(Household, "members")
    person = link("records.Person", "inside")
    since = models.DateField()
    until = day()

    class Meta:
        indexes = (models.Index(fields=("person", "since"), name="inside_person"),)
        constraints = (models.UniqueConstraint(fields=("lockdown", "person", "since"), name="inside_once"),)


class Checkpoint(Kept):
    """A guarded way in or out."""

    lockdown = link(Lockdown, "checkpoints")
    name = models.CharField(max_length=120)
    place = text(160)
    team = text(120)
    phone = text(20)
    closed_on = day()


class Round(Kept):
    """A round of tests in a lockdown point."""

    lockdown = link(Lockdown, "rounds")
    due_on = models.DateField()
    done_on = day()
    households = number()
    people = number()
    positives = number()
    note = text(200)


class LiftProposal(models.Model):
    """A proposal to lift, with the facts as the rule saw them, and the decision of somebody else."""

    lockdown = link(Lockdown, "proposals")
    proposed_at = models.DateTimeField()
    proposed_by = maybe(USER)
    facts = models.JSONField(default=dict)
    decision = text(12)
    decided_at = moment()
    decided_by = maybe(USER)
    note = text(200)
