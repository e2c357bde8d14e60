"""Accounts: people who sign in, the roles they hold over areas and for how long, invitations."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from vungxanh.office.records.models.fields import USER, PathField, day, link, maybe, moment, text


class User(AbstractUser):
    """A person who signs in with an e-mail address."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=120)
    phone = text(20)
    unit = text(120)
    language = models.CharField(max_length=2, default="vi")

    REQUIRED_FIELDS = ["email", "full_name"]  # noqa: RUF012 - as Django declares it

    def __str__(self) -> str:
        return self.full_name


class Grant(models.Model):
    """A role over the subtree of an area, on the days from `valid_from` to `valid_to` (both included)."""

    user = link(USER, "grants")
    role = models.CharField(max_length=30)
    area = link("records.Area")
    area_path = PathField(max_length=64)
    valid_from = models.DateField()
    valid_to = day()
    granted_by = maybe(USER)
    granted_at = models.DateTimeField()
    revoked_at = moment()
    revoked_by = maybe(USER)

    class Meta:
        indexes = (models.Index(fields=("user", "valid_from")),)


class Invitation(models.Model):
    """An offer of an account; only the hash of its secret is kept."""

    email = models.EmailField()
    full_name = models.CharField(max_length=120)
    role = models.CharField(max_length=30)
    area = link("records.Area")
    valid_from = day()
    valid_to = day()
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = maybe(USER)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = moment()
    accepted_by = maybe(USER)
    withdrawn_at = moment()

    def __str__(self) -> str:
        return self.email


class Allowance(models.Model):
    """How often something limited was asked for since `began`: one row per kind and person (or address)."""

    key = models.CharField(max_length=64, primary_key=True)
    began = models.FloatField()
    used = models.IntegerField()
