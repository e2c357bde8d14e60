"""Duplicates of people: candidate pairs, and merges that can be taken back to the last field."""

from django.db import models

from vungxanh.office.records.models.fields import USER, PathField, link, maybe, moment, text

STEP = 4
"""Characters of one step of an area's path."""


class DuplicatePair(models.Model):
    """Two people who may be one. `first` has the lower id; `weights` says what spoke for and against."""

    first = link("records.Person")
    second = link("records.Person")
    first_path = PathField(max_length=64)
    second_path = PathField(max_length=64)
    probability = models.FloatField()
    weights = models.JSONField(default=dict)
    status = models.CharField(max_length=12)
    found_at = models.DateTimeField()
    decided_at = moment()
    decided_by = maybe(USER)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("first", "second"), name="pair_once"),)
        indexes = (
            models.Index(fields=("status", "-probability", "-id"), name="pair_review"),
            models.Index(fields=("status", "first_path", "probability"), name="pair_area"),
        )

    @property
    def area_path(self) -> str:
        """The area whose auditors see what happens to the pair: what both people's areas share."""
        steps = range(0, min(len(self.first_path), len(self.second_path)) + 1, STEP)
        return next(self.first_path[:end] for end in reversed(steps) if self._share(end))

    def _share(self, end: int) -> bool:
        return bool(self.first_path[:end] == self.second_path[:end])


class Merge(models.Model):
    """`gone` became part of `kept`. `before` holds every field of both; `moved` every link that followed."""

    kept = link("records.Person")
    gone = link("records.Person")
    pair = maybe(DuplicatePair)
    before = models.JSONField()
    moved = models.JSONField()
    automatic = models.BooleanField()
    at = models.DateTimeField()
    by = maybe(USER)
    undone_at = moment()
    undone_by = maybe(USER)
    note = text(200)

    class Meta:
        indexes = (
            models.Index(fields=("automatic", "at", "id"), name="merge_list"),
            models.Index(fields=("at", "id"), name="merge_at"),
        )

    @property
    def area_path(self) -> str:
        """Where the kept person lives."""
        return str(self.kept.area_path)


class BlockingKey(models.Model):
    """A key by which a person is compared with others, derived from the person by the search."""

    key = models.BigIntegerField()
    person = link("records.Person")

    class Meta:
        indexes = (models.Index(fields=("key", "person"), name="blocking_key"),)
