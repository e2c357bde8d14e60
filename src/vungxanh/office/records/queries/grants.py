"""What a user holds, on a day and over time; invitations that are open."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from vungxanh.messages import message
from vungxanh.office.access import NotFound, Scope
from vungxanh.office.records.models import Grant, Invitation
from vungxanh.office.records.queries.inside import inside


def grants_on(user_id: int, on: date) -> QuerySet[Grant]:
    """Grants of one user that hold on a day and were not revoked."""
    open_end = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return Grant.objects.filter(open_end, user=user_id, valid_from__lte=on, revoked_at=None)


def grants_of(user_id: int) -> QuerySet[Grant]:
    """Everything one user holds or held, the newest first."""
    query = Grant.objects.filter(user=user_id).select_related("area", "granted_by", "revoked_by")
    return query.order_by("-valid_from", "-id")


def grants_for(scope: Scope) -> QuerySet[Grant]:
    """Grants inside the areas whose accounts the reader manages."""
    return inside(Grant.objects.select_related("area", "user"), scope, "accounts.manage")


def grant_or_not_found(scope: Scope, grant_id: int) -> Grant:
    """One grant that the reader manages. Raises NotFound."""
    found = grants_for(scope).filter(pk=grant_id).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found


def invitations_for(scope: Scope) -> QuerySet[Invitation]:
    """Invitations to areas whose accounts the reader manages, the newest first."""
    query = Invitation.objects.select_related("area", "invited_by")
    return inside(query, scope, "accounts.manage", field="area__path").order_by("-invited_at", "-id")


def open_invitations(scope: Scope, as_of: datetime) -> QuerySet[Invitation]:
    """Those that could still be accepted."""
    return invitations_for(scope).filter(accepted_at=None, withdrawn_at=None, expires_at__gt=as_of)


def invitation_or_not_found(scope: Scope, invitation_id: int) -> Invitation:
    """One invitation that the reader manages. Raises NotFound."""
    found = invitations_for(scope).filter(pk=invitation_id).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found
