"""Kinds of fields and the parts that several models share."""

from typing import Any

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

USER = settings.AUTH_USER_MODEL


class PathField(models.CharField):
    """The path of an area, compared byte by byte whatever the database's language.

    In a database that sorts as Vietnamese does, `path >= p AND path < p || '~'` would be false for all.
    """

    def db_parameters(self, connection: Any) -> Any:
        """Collation "C" on PostgreSQL; SQLite compares bytes anyway."""
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def text(length: int, **options: Any) -> Any:
    """Short text that may be empty."""
    return models.CharField(max_length=length, blank=True, default="", **options)


def long_text(**options: Any) -> Any:
    """Text of any length that may be empty."""
    return models.TextField(blank=True, default="", **options)


def day(**options: Any) -> Any:
    """A calendar day that may be unknown."""
    return models.DateField(null=True, blank=True, **options)


def moment(**options: Any) -> Any:
    """A moment that may not have come."""
    return models.DateTimeField(null=True, blank=True, **options)


def number(**options: Any) -> Any:
    """A whole number that may be unknown."""
    return models.IntegerField(null=True, blank=True, **options)


def link(to: Any, related: str = "+", **options: Any) -> Any:
    """A required link; what is linked to cannot disappear."""
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name=related, **options)


def maybe(to: Any, related: str = "+", **options: Any) -> Any:
    """A link that may be empty; what is linked to cannot disappear."""
    return models.ForeignKey(
        to, on_delete=models.PROTECT, related_name=related, null=True, blank=True, **options
    )


def path(**options: Any) -> Any:
    """Path of the record's area: what scopes are compared with."""
    return PathField(max_length=64, db_index=False, **options)


def history() -> Any:
    """Every state a record has had, with who and when: the list as known on any day."""
    return HistoricalRecords(history_change_reason_field=models.CharField(max_length=80, null=True))


class Kept(models.Model):
    """What every record of the office carries.

    `version` counts changes: whoever saves over a newer version is told. `created_at`, `updated_at` are
    given by the use case.
    """

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    created_by = maybe(USER)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Sourced(models.Model):
    """Where an imported record came from: importing the same source again updates it."""

    source_system = text(40)
    source_id = text(80)

    class Meta:
        abstract = True
