"""People with accounts, as far as somebody needs to know of them. There is no directory of users."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from vungxanh.messages import message
from vungxanh.office.access import ROLES, NotFound, Scope
from vungxanh.office.records.models import Area, Grant, User
from vungxanh.office.records.queries.inside import inside

WORKERS = tuple(name for name, role in ROLES.items() if "follow.change" in role.permissions)
"""Roles whose holders can be given tracing and follow-up work."""


def officers_for(scope: Scope, area: Area, *, on: date) -> list[tuple[int, str]]:
    """Id and name of those who can work in an area on a day: for pickers.

    Somebody works in an area when their role covers it. A reader without a part in it is shown nobody.
    """
    if not any(scope.covers(need, area.path) for need in ("contacts.see", "isolation.see", "lockdown.see")):
        return []
    above = [area.path[:end] for end in range(4, len(area.path) + 1, 4)]
    held = holding(on).filter(area_path__in=above, role__in=WORKERS, user__is_active=True)
    return sorted(set(held.values_list("user_id", "user__full_name")), key=lambda pair: pair[1])


def holding(on: date) -> QuerySet[Grant]:
    """All grants that hold on a day."""
    return Grant.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on, revoked_at=None
    )


def user_named(email: str) -> User:
    """The user with an e-mail address. Raises NotFound."""
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found


def users_for(scope: Scope) -> QuerySet[User]:
    """Those who hold, or held, a role inside the areas whose accounts the reader manages."""
    held = inside(Grant.objects.all(), scope, "accounts.manage")
    return User.objects.filter(pk__in=held.values("user"))


def user_or_not_found(scope: Scope, user_id: int) -> User:
    """One user whose account the reader may look at. Raises NotFound."""
    found = users_for(scope).filter(pk=user_id).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found


def wholly_managed(scope: Scope, user_id: int, *, on: date) -> bool:
    """Whether everything the user holds, now or later, lies where the reader manages accounts."""
    open_end = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    paths = Grant.objects.filter(open_end, user=user_id, revoked_at=None).values_list("area_path", flat=True)
    return all(scope.covers("accounts.manage", path) for path in paths)


def last_seen(user_ids: list[int]) -> dict[int, datetime]:
    """When each of these users last signed in."""
    rows = User.objects.filter(pk__in=user_ids, last_login__isnull=False).values_list("pk", "last_login")
    return {pk: when for pk, when in rows if when is not None}
