"""Invitations: the only way to an account. The link's secret is shown once; only its hash is kept."""

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor, Scope
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Area, Grant, Invitation, User
from vungxanh.office.records.queries.grants import invitation_or_not_found, open_invitations
from vungxanh.office.records.store import act, insert, update
from vungxanh.office.usecases.grants import check_grant

LASTS = timedelta(days=3)


class InvitationRefused(VungXanhError):
    """The link was used, withdrawn, has expired or never was: nobody learns which."""


def invite(
    *,
    by: Actor,
    as_of: datetime,
    email: str,
    full_name: str,
    role: str,
    area: Area,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> tuple[Invitation, str]:
    """Offer an account with a role; the invitation and the secret of its link.

    An address that has an account is answered as any other, so that inviting does not tell who has one:
    accepting then fails, and the holder of the address is the only one to learn of it.
    """
    begin = valid_from or as_of.date()
    check_grant(by=by, role=role, area=area, valid_from=begin, valid_to=valid_to)
    secret = secrets.token_urlsafe(32)
    with act(by=by, at=as_of, action="invitation.make") as entry:
        _withdraw_older(by, email, as_of, entry)
        made = insert(
            Invitation(
                email=email.strip().lower(), full_name=full_name.strip(), role=role, area=area,
                valid_from=begin, valid_to=valid_to, token_sha256=_hash(secret), invited_by_id=by.user_id,
                invited_at=as_of, expires_at=as_of + LASTS,
            ),
            entry=entry,
        )  # fmt: skip
        entry.subjects.append(("invitation", made.pk, area.path))
    return made, secret


def withdraw_invitation(*, by: Actor, as_of: datetime, invitation_id: int) -> Invitation:
    """Make a link useless. Raises NotFound outside the own areas."""
    found = invitation_or_not_found(by.scope, invitation_id)
    if found.accepted_at is not None:
        raise InvitationRefused(message("This invitation has already been accepted: end the role instead."))
    with act(by=by, at=as_of, action="invitation.withdraw") as entry:
        update(found, {"withdrawn_at": as_of}, entry=entry)
        entry.subjects.append(("invitation", found.pk, found.area.path))
    return found


def open_invitation(secret: str, *, as_of: datetime) -> Invitation:
    """The invitation behind a link. Raises InvitationRefused, always with the same sentence."""
    found = (
        Invitation.objects.select_related("area")
        .filter(token_sha256=_hash(secret), accepted_at=None, withdrawn_at=None, expires_at__gt=as_of)
        .first()
    )
    if found is None:
        raise InvitationRefused(message("This link cannot be used (any more). Ask for a new invitation."))
    return found


@transaction.atomic
def accept_invitation(*, as_of: datetime, secret: str, password: str) -> User:
    """Make the account and its first role. Raises InvitationRefused, or ValidationError for the password."""
    found = open_invitation(secret, as_of=as_of)
    Invitation.objects.select_for_update().get(pk=found.pk)
    found = open_invitation(secret, as_of=as_of)
    if User.objects.filter(email__iexact=found.email).exists():
        raise InvitationRefused(message("This link cannot be used (any more). Ask for a new invitation."))
    user = User(username=found.email, email=found.email, full_name=found.full_name)
    validate_password(password, user)
    user.set_password(password)
    by = Actor(None, found.full_name, Scope(), via="link")
    with act(by=by, at=as_of, action="invitation.accept") as entry:
        insert(user, entry=entry)
        insert(_grant(found, user, as_of), entry=entry)
        update(found, {"accepted_at": as_of, "accepted_by_id": user.pk}, entry=entry)
        entry.subjects.append(("user", user.pk, found.area.path))
    return user


def _grant(found: Invitation, user: User, as_of: datetime) -> Grant:
    return Grant(
        user=user, role=found.role, area=found.area, area_path=found.area.path,
        valid_from=found.valid_from or as_of.date(), valid_to=found.valid_to,
        granted_by=found.invited_by, granted_at=as_of,
    )  # fmt: skip


def _withdraw_older(by: Actor, email: str, as_of: datetime, entry: Entry) -> None:
    """A second link to the same address makes the first one useless."""
    older = open_invitations(by.scope, as_of).filter(email__iexact=email.strip())
    for invitation in older:
        update(invitation, {"withdrawn_at": as_of}, entry=entry)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
