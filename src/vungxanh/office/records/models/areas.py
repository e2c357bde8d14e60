"""Areas, each valid from-to: codes get reused."""

from django.db import models

from vungxanh.office.records.models.fields import PathField, day, maybe, number, text


class Area(models.Model):
    """One area of one time. `path` begins with its parent's path, four characters a step."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    name_key = text(120)
    level = models.CharField(max_length=12)
    parent = maybe("records.Area", "children")
    path = PathField(max_length=64, unique=True)
    population = number()
    households = number()
    valid_from = day()
    valid_to = day()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("code", "valid_from"), name="area_code_once_a_time"),)
        indexes = (models.Index(fields=("level", "path")),)

    def __str__(self) -> str:
        return self.name
