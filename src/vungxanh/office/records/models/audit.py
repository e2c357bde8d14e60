"""The audit trail: who read or changed what, when; append-only, and chained by `Seal`s.

Events are written in the transaction of what they tell of. A seal is added right after the commit: it
binds the event to all before it. An event without a seal is one that the next sealing will take.
"""

from django.db import models

from vungxanh.office.records.models.fields import PathField, text


class Event(models.Model):
    """One act. `changes` maps a record to {field: [before, after]}; `subjects_sha256` binds the subjects."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120)
    via = models.CharField(max_length=12)
    action = models.CharField(max_length=60)
    reading = models.BooleanField(default=False)
    note = text(200)
    changes = models.JSONField(default=dict)
    subjects_count = models.IntegerField(default=0)
    subjects_sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=("actor_id", "at")), models.Index(fields=("action", "at")))


class Subject(models.Model):
    """A record that an event is about, with the area whose auditors may see it."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    area_path = PathField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=("kind", "record_id", "event")),
            models.Index(fields=("area_path", "event"), name="subject_area"),
        )


class Seal(models.Model):
    """Place of an event in the chain: `sha256` covers the event, its subjects and the seal before."""

    number = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")
    sha256 = models.CharField(max_length=64)


class Unsealed(models.Model):
    """An event that the next sealing takes. Finding these must not mean looking through all events."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="+")


class Counter(models.Model):
    """The last number given out for codes of one kind."""

    kind = models.CharField(max_length=20, primary_key=True)
    value = models.BigIntegerField(default=0)
