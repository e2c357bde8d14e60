"""Codes of records, as people say them on the phone: F0-000123. Each is given once, whatever happens."""

from django.db import transaction
from django.db.models import F

from vungxanh.office.records.models import Counter

PREFIX = {
    "person": "N",
    "case": "F0-",
    "contact": "TX-",
    "session": "DLM-",
    "sample": "M-",
    "isolation": "CL-",
    "lockdown": "PT-",
    "centre": "KCL-",
    "outbreak": "OD-",
    "batch": "NK-",
}


def next_codes(kind: str, count: int = 1) -> list[str]:
    """`count` new codes of a kind (a key of PREFIX); waits for others who are being given some.

    Called inside the act that uses them: codes of a failed act are given again.
    """
    with transaction.atomic():
        Counter.objects.get_or_create(kind=kind)
        Counter.objects.filter(kind=kind).update(value=F("value") + count)
        last = Counter.objects.get(kind=kind).value
    return [f"{PREFIX[kind]}{number:06d}" for number in range(last - count + 1, last + 1)]
