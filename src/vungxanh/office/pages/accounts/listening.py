"""Sign-ins, failures, lock-outs, second factors and passwords as events of the audit trail."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from vungxanh.messages import VungXanhError
from vungxanh.office.access import Actor, Scope
from vungxanh.office.clock import now
from vungxanh.office.records.queries.users import user_named
from vungxanh.office.shell.client import address_of
from vungxanh.office.usecases.accounts import note_account, person_of

NOBODY = Actor(None, "", Scope())


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    """Somebody got in."""
    _note("account.sign_in", request, user)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    """Somebody left."""
    if user is not None:
        _note("account.sign_out", request, user)


@receiver(user_login_failed)
def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A wrong password; the account is named only where there is one, and nobody is told."""
    _note_typed("account.sign_in_failed", request, credentials.get("email") or credentials.get("username"))


@receiver(user_locked_out)
def locked(request: HttpRequest, username: str, **_: Any) -> None:
    """Too many wrong passwords."""
    _note_typed("account.locked_out", request, username)


@receiver(mfa.authentication_failed)
def wrong_code(request: HttpRequest, user: Any, **_: Any) -> None:
    """A wrong second factor."""
    note_account(by=NOBODY, as_of=now(), action="account.code_failed", user=user, note=address_of(request))


@receiver(mfa.authenticator_added)
def key_added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    """A second factor more."""
    _note("account.mfa_added", request, user, str(authenticator.type))


@receiver(mfa.authenticator_removed)
def key_removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    """A second factor less."""
    _note("account.mfa_removed", request, user, str(authenticator.type))


@receiver(mfa.authenticator_reset)
def codes_renewed(request: HttpRequest, user: Any, **_: Any) -> None:
    """New recovery codes."""
    _note("account.mfa_renewed", request, user)


@receiver(account.password_changed)
def password_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    """The own password was changed."""
    _note("account.password_changed", request, user)


@receiver(account.password_reset)
def password_reset(request: HttpRequest, user: Any, **_: Any) -> None:
    """A password was set by a link."""
    _note("account.password_reset", request, user)


def _note(action: str, request: HttpRequest | None, user: Any, what: str = "") -> None:
    note = " ".join(part for part in (what, address_of(request)) if part)
    note_account(by=person_of(user), as_of=now(), action=action, user=user, note=note)


def _note_typed(action: str, request: HttpRequest | None, typed: str | None) -> None:
    """By an address that somebody typed: what was typed is not kept, it may be a password."""
    try:
        user = user_named((typed or "").strip())
    except VungXanhError:
        user = None
    note_account(by=NOBODY, as_of=now(), action=action, user=user, note=address_of(request))
