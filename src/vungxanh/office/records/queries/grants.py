"""What a user holds on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from vungxanh.office.records.models import Grant


def grants_on(user_id: int, on: date) -> QuerySet[Grant]:
    """Grants of one user that hold on a day and were not revoked."""
    open_end = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return Grant.objects.filter(open_end, user=user_id, valid_from__lte=on, revoked_at=None)
