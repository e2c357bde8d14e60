"""What an administrator does to an account: lock, open, sign out everywhere, take the second factor away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vungxanh.office.clock import now, today
from vungxanh.office.language import say
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases import accounts


@require_POST
@needs("accounts.manage")
def lock(request: HttpRequest, user: int) -> HttpResponse:
    """Lock an account; its sessions end."""
    return _done(
        request, user, accounts.lock_account, say("The account is locked and signed out everywhere.")
    )


@require_POST
@needs("accounts.manage")
def unlock(request: HttpRequest, user: int) -> HttpResponse:
    """Open an account."""
    return _done(request, user, accounts.unlock_account, say("The account is open."))


@require_POST
@needs("accounts.manage")
def end_sessions(request: HttpRequest, user: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    return _done(request, user, accounts.end_sessions, say("All sessions of this person have been ended."))


@require_POST
@needs("accounts.manage")
def reset_second_factor(request: HttpRequest, user: int) -> HttpResponse:
    """Let somebody set up a second factor anew."""
    said = say("The second factor is taken away: a new one is set up at the next sign-in.")
    return _done(request, user, accounts.reset_second_factor, said)


def _done(request: HttpRequest, user: int, deed: Callable[..., Any], said: str) -> HttpResponse:
    deed(by=actor_of(request), as_of=now(), user_id=user, on=today())
    messages.success(request, said)
    return redirect("user", user)
