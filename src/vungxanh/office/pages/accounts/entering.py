"""The way in: an invitation's link. There is no sign-up."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from vungxanh.messages import message
from vungxanh.office.access import ROLES, NotFound
from vungxanh.office.clock import now
from vungxanh.office.pages.accounts.signing import AcceptForm
from vungxanh.office.usecases.invitations import accept_invitation, open_invitation


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password; then the second factor is set up. The link works once."""
    invitation = open_invitation(token, as_of=now())
    role = ROLES[invitation.role]
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(as_of=now(), secret=token, password=form.cleaned_data["password1"])
        except ValidationError as refused:
            form.add_error("password1", refused)
        else:
            perform_password_login(request, {"email": user.email}, Login(user=user, email=user.email))
            return redirect("mfa_index")
    shown = {"form": form, "invitation": invitation, "role": role}
    return render(request, "accounts/accept.html.j2", shown)


@require_http_methods(["GET"])
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Pages that allauth knows and the office does not have."""
    raise NotFound(message("There is no such page or record."))
