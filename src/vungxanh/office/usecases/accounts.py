"""Accounts: what an administrator can do to one, and what is told in the audit trail about each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset as forget_failures
from django.db import transaction

from vungxanh.messages import message
from vungxanh.office.access import Actor, NotAllowed, Scope
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Grant, User
from vungxanh.office.records.queries.users import user_or_not_found, wholly_managed
from vungxanh.office.records.store import act, remove, update


def lock_account(*, by: Actor, as_of: datetime, user_id: int, on: date) -> User:
    """Nobody signs in with it any more, and every session ends."""
    with _account(by, as_of, "account.lock", user_id, on) as (user, entry):
        update(user, {"is_active": False}, entry=entry)
        entry.note = f"sessions: {_end_all(user)}"
    return user


def unlock_account(*, by: Actor, as_of: datetime, user_id: int, on: date) -> User:
    """Open it again, whether an administrator or too many failures had locked it."""
    with _account(by, as_of, "account.unlock", user_id, on) as (user, entry):
        update(user, {"is_active": True}, entry=entry)
        forget_failures(username=user.email)
    return user


def end_sessions(*, by: Actor, as_of: datetime, user_id: int, on: date) -> int:
    """Sign somebody out everywhere; how many sessions ended."""
    with _account(by, as_of, "account.end_sessions", user_id, on) as (user, entry):
        ended = _end_all(user)
        entry.note = f"sessions: {ended}"
    return ended


def reset_second_factor(*, by: Actor, as_of: datetime, user_id: int, on: date) -> int:
    """Take away app, passkeys and recovery codes of somebody who lost them; sessions end as well."""
    with _account(by, as_of, "account.reset_mfa", user_id, on) as (user, entry):
        keys = list(Authenticator.objects.filter(user=user))
        for key in keys:
            remove(key, entry=entry)
        _end_all(user)
    return len(keys)


def end_own_session(*, by: Actor, as_of: datetime, session_id: int) -> None:
    """End one of the own sessions. Raises NotFound for a stranger's."""
    found = UserSession.objects.filter(pk=session_id, user=by.user_id).first()
    if found is not None:
        found.end()
        note_account(by=by, as_of=as_of, action="account.end_session", user=User(pk=by.user_id))


def note_account(*, by: Actor, as_of: datetime, action: str, user: User | None, note: str = "") -> None:
    """Tell of a sign-in, a failure, a second factor; auditors of every area of the user see it."""
    entry = Entry(by, as_of, action, note, reading=action in LOOKS)
    if user is not None:
        name_account(entry, user)
    with transaction.atomic():
        entry.write()


LOOKS = frozenset({"account.sign_in", "account.sign_out", "account.sign_in_failed"})
"""Acts that change no account."""


def name_account(entry: Entry, user: User) -> None:
    """The account as subject, once for each area of its roles."""
    paths = set(Grant.objects.filter(user=user).values_list("area_path", flat=True)) or {""}
    entry.subjects += [("user", user.pk, path) for path in sorted(paths)]


def person_of(user: Any) -> Actor:
    """A user as the actor of their own account's events, which need no permission."""
    return Actor(user.pk, user.full_name, Scope())


@contextmanager
def _account(by: Actor, as_of: datetime, action: str, user_id: int, on: date) -> Iterator[tuple[User, Entry]]:
    """One act on somebody's account, if it lies wholly where the administrator manages accounts."""
    user = user_or_not_found(by.scope, user_id)
    if user.pk == by.user_id:
        raise NotAllowed(message("Nobody does this to their own account: ask another administrator."))
    if not wholly_managed(by.scope, user.pk, on=on):
        raise NotAllowed(
            message("This person also has roles outside your areas: ask the administrator of those.")
        )
    with act(by=by, at=as_of, action=action) as entry:
        name_account(entry, user)
        yield user, entry


def _end_all(user: User) -> int:
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
