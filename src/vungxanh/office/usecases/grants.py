"""Grants: a role over the subtree of an area for a time.

Nobody gives a role to themselves, beyond their own area, or to the system.
"""

from datetime import date, datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import ROLES, Actor, NotAllowed
from vungxanh.office.records.models import Area, Grant, User
from vungxanh.office.records.queries.grants import grant_or_not_found
from vungxanh.office.records.store import act, insert, update

NEVER = {"system"}
"""Roles that no person holds."""


class BadGrant(VungXanhError):
    """A grant that makes no sense: unknown role, end before begin, already ended."""


def grantable() -> tuple[str, ...]:
    """The roles that can be given to people."""
    return tuple(name for name in ROLES if name not in NEVER)


def give_role(
    *, by: Actor, as_of: datetime, user: User, role: str, area: Area, valid_from: date, valid_to: date | None
) -> Grant:
    """Give a user a role over an area. Raises NotFound outside the own areas, NotAllowed to oneself."""
    check_grant(by=by, role=role, area=area, valid_from=valid_from, valid_to=valid_to)
    if user.pk == by.user_id:
        raise NotAllowed(message("Nobody gives a role to themselves."))
    with act(by=by, at=as_of, action="grant.give") as entry:
        made = insert(
            Grant(
                user=user, role=role, area=area, area_path=area.path, valid_from=valid_from,
                valid_to=valid_to, granted_by_id=by.user_id, granted_at=as_of,
            ),
            entry=entry,
        )  # fmt: skip
        entry.subjects.append(("user", user.pk, area.path))
        entry.changed(made, {"role": (None, role), "valid_to": (None, valid_to)})
    return made


def end_grant(*, by: Actor, as_of: datetime, grant_id: int) -> Grant:
    """End a grant at once. Raises NotFound for grants outside the own areas."""
    grant = grant_or_not_found(by.scope, grant_id)
    if grant.user_id == by.user_id:  # type: ignore[attr-defined]
        raise NotAllowed(message("Nobody ends their own role: ask another administrator."))
    if grant.revoked_at is not None:
        raise BadGrant(message("This role has already been ended."))
    with act(by=by, at=as_of, action="grant.end") as entry:
        update(grant, {"revoked_at": as_of, "revoked_by_id": by.user_id}, entry=entry)
        entry.subjects.append(("user", grant.user_id, grant.area_path))  # type: ignore[attr-defined]
    return grant


def check_grant(*, by: Actor, role: str, area: Area, valid_from: date, valid_to: date | None) -> None:
    """Raises NotFound or BadGrant for what nobody, or not this person, may give."""
    by.must_see("accounts.manage", area.path)
    if role not in grantable():
        raise BadGrant(message("There is no such role."))
    if valid_to is not None and valid_to < valid_from:
        raise BadGrant(message("The last day is before the first day."))
