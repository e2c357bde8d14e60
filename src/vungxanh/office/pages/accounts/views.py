"""The own account, the roles there are, and the accounts that one manages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vungxanh.office.access import PERMISSIONS, ROLES
from vungxanh.office.clock import now, today
from vungxanh.office.records.queries.audit import account_events
from vungxanh.office.records.queries.grants import grants_of, open_invitations
from vungxanh.office.records.queries.users import user_or_not_found, users_for, wholly_managed
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.accounts import end_own_session
from vungxanh.office.usecases.grants import grantable

RECENT = 10


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, what I hold, what happened to my account, and the ways to change it."""
    actor = actor_of(request)
    assert actor.user_id is not None  # the sign-in wall is before this
    shown = {
        "grants": grants_of(actor.user_id),
        "roles": ROLES,
        "events": account_events(actor.user_id)[:RECENT],
        "today": today(),
    }
    return render(request, "accounts/me.html.j2", shown)


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Which role may do what, as the rule file says it."""
    shown = {"roles": [ROLES[name] for name in grantable()], "permissions": PERMISSIONS}
    return render(request, "accounts/roles.html.j2", shown)


@require_POST
def own_session_end(request: HttpRequest, mine: int) -> HttpResponse:
    """End one of the own sessions."""
    end_own_session(by=actor_of(request), as_of=now(), session_id=mine)
    return redirect("usersessions_list")


@require_GET
@needs("accounts.manage")
def users(request: HttpRequest) -> HttpResponse:
    """Accounts with a role in the own areas, and open invitations."""
    scope = actor_of(request).scope
    page = page_of(users_for(scope), request, key="full_name", falling=False)
    held = {user.pk: [g for g in grants_of(user.pk) if _holds(g) and _inside(scope, g)] for user in page}
    shown = {"page": page, "held": held, "roles": ROLES, "invitations": open_invitations(scope, now())}
    return render(request, "accounts/users.html.j2", shown)


@require_GET
@needs("accounts.manage")
def user(request: HttpRequest, user: int) -> HttpResponse:
    """One account: roles inside the own areas, what happened to it, what can be done."""
    scope = actor_of(request).scope
    found = user_or_not_found(scope, user)
    shown = {
        "user": found,
        "grants": [grant for grant in grants_of(user) if _inside(scope, grant)],
        "roles": ROLES,
        "today": today(),
        "whole": wholly_managed(scope, user, on=today()),
        "own": found.pk == actor_of(request).user_id,
        "events": account_events(user)[:RECENT],
    }
    return render(request, "accounts/user.html.j2", shown)


def _inside(scope: object, grant: object) -> bool:
    return scope.covers("accounts.manage", grant.area_path)  # type: ignore[attr-defined]


def _holds(grant: object) -> bool:
    until = grant.valid_to  # type: ignore[attr-defined]
    return grant.revoked_at is None and (until is None or until >= today())  # type: ignore[attr-defined]
