"""The Django application that holds every model of the office."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """All records live in one application: one history of migrations."""

    name = "vungxanh.office.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
