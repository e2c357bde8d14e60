"""The office's only clock: pages, jobs and commands ask it; use cases are given `as_of`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """The calendar day in Viet Nam."""
    return now().astimezone(HERE).date()
