"""Figures of the response by area on a day, for the assessment to keep: isolated, locked down, overdue."""

from collections import defaultdict
from datetime import date, datetime, time

from django.db.models import Count, Q

from vungxanh.office.clock import HERE
from vungxanh.office.records.models import Contact, Isolation, Lockdown


def response_by_area(on: date) -> dict[str, dict[str, int]]:
    """Path -> figures of the records that lie right there; sums are the caller's.

    `isolated`: people in isolation, by where they live; `lockdowns`: points under lockdown; `overdue`:
    contacts whom nobody has reached in time; `untraced`: contacts not reached yet, in time or not.
    """
    end = datetime.combine(on, time.max, HERE)
    late = Count("pk", filter=Q(trace_due__lt=end))
    figures: dict[str, dict[str, int]] = defaultdict(dict)
    isolated = Isolation.objects.filter(status="active").values_list("home_path").annotate(number=Count("pk"))
    for path, number in isolated:
        figures[path]["isolated"] = number
    locked = Lockdown.objects.filter(status__in=("active", "proposed")).values_list("area_path")
    for path, number in locked.annotate(number=Count("pk")):
        figures[path]["lockdowns"] = number
    listed = (
        Contact.objects.filter(status="listed")
        .values_list("area_path")
        .annotate(number=Count("pk"), late=late)
    )
    for path, number, overdue in listed:
        figures[path].update(untraced=number, overdue=overdue)
    return dict(figures)
