"""Imports: a file on its way into the records, step by step, and remembered columns."""

from django.db import models

from vungxanh.office.records.models.fields import USER, Kept, link, maybe, moment, text


class ImportBatch(Kept):
    """One uploaded file. `counts`: read, created, updated, unchanged, duplicate, refused."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    stored = models.CharField(max_length=200)
    area = link("records.Area")
    area_path = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    status = models.CharField(max_length=20)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)
    fault = text(400)
    started_at = moment()
    finished_at = moment()

    class Meta:
        indexes = (models.Index(fields=("created_by", "id"), name="import_by"),)


class ColumnMapping(models.Model):
    """Which columns of files with these headers mean what, as last corrected by hand."""

    user = maybe(USER)
    kind = models.CharField(max_length=20)
    headers_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "kind", "headers_sha256"), name="mapping_once"),
        )
