"""Inviting people and giving them roles, inside the areas whose accounts one manages."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vungxanh.messages import VungXanhError
from vungxanh.office.access import ROLES
from vungxanh.office.clock import now, today
from vungxanh.office.language import spoken, tell
from vungxanh.office.pages.accounts.forms import GrantForm, InviteForm
from vungxanh.office.pages.accounts.letters import invitation_letter
from vungxanh.office.records.queries.areas import area_choices, area_or_not_found
from vungxanh.office.records.queries.users import user_or_not_found
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.shell.templating import show_moment
from vungxanh.office.usecases import grants, invitations

MANAGE = "accounts.manage"


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody: the link goes by e-mail, and is shown this once."""
    actor = actor_of(request)
    choices = area_choices(actor.scope, MANAGE)
    form = InviteForm(request.POST or None, areas=choices, today=today())
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["area"] = area_or_not_found(actor.scope, MANAGE, given["area"])
        try:
            made, secret = invitations.invite(by=actor, as_of=now(), **given)
        except VungXanhError as refused:
            form.add_error(None, tell(refused.message))
        else:
            link = request.build_absolute_uri(reverse("accept_invitation", args=[secret]))
            _send(made, link)
            return render(request, "accounts/invited.html.j2", {"made": made, "link": link})
    return render(request, "accounts/invite.html.j2", {"form": form})


@require_POST
@needs(MANAGE)
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """Make an invitation's link useless."""
    invitations.withdraw_invitation(by=actor_of(request), as_of=now(), invitation_id=invitation)
    return redirect("users")


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def give(request: HttpRequest, user: int) -> HttpResponse:
    """Give a user another role."""
    actor = actor_of(request)
    found = user_or_not_found(actor.scope, user)
    choices = area_choices(actor.scope, MANAGE)
    form = GrantForm(request.POST or None, areas=choices, today=today())
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["area"] = area_or_not_found(actor.scope, MANAGE, given["area"])
        try:
            grants.give_role(by=actor, as_of=now(), user=found, **given)
        except grants.BadGrant as refused:
            form.add_error(None, tell(refused.message))
        else:
            return redirect("user", found.pk)
    return render(request, "accounts/grant.html.j2", {"form": form, "user": found})


@require_POST
@needs(MANAGE)
def end(request: HttpRequest, grant: int) -> HttpResponse:
    """End a role at once."""
    ended = grants.end_grant(by=actor_of(request), as_of=now(), grant_id=grant)
    return redirect("user", ended.user.pk)


def _send(made: Any, link: str) -> None:
    role = ROLES[made.role].name[spoken()]
    subject, body = invitation_letter(
        made.full_name, role, made.area.name, link, show_moment(made.expires_at)
    )
    send_mail(f"Vùng Xanh: {subject}", body, settings.DEFAULT_FROM_EMAIL, [made.email], fail_silently=True)
