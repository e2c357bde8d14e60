"""The sign-in wall, and refusals turned into pages."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.http import urlencode

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.shell import refusals

GetResponse = Callable[[HttpRequest], HttpResponse]

PUBLIC = {
    "account_login", "account_logout", "account_signup", "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate",
    "mfa_login_webauthn", "account_reauthenticate", "mfa_reauthenticate", "accept_invitation", "language",
    "alive", "look", "account_inactive",
}  # fmt: skip
"""Names of addresses that need nobody signed in; a new page is behind the wall unless it is named here."""

SECOND_FACTOR = {
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "mfa_reauthenticate_webauthn",
}  # fmt: skip
"""What somebody who still lacks a second factor may open."""


OWN = {
    "home", "me", "roles", "own_session_end", "usersessions_list", "account_change_password", "account_email",
    "account_set_password", "mfa_deactivate_totp", "mfa_remove_webauthn", "mfa_edit_webauthn", *SECOND_FACTOR,
}  # fmt: skip
"""What everybody who is signed in may open: their own account, and their own work."""


class SignedInMiddleware:
    """Nobody without an account sees anything; nor without a second factor, where it is required."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through, or lead to the sign-in page or to setting up a second factor."""
        name = name_of(request)
        if name in PUBLIC or request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect("/account/login/?" + urlencode({"next": request.get_full_path()}))
        if settings.MFA_REQUIRED and name not in SECOND_FACTOR and not _has_second_factor(request):
            return redirect("mfa_index")
        return self.get_response(request)


class HeaderMiddleware:
    """No page of the office is kept by a browser or proxy, and none may use camera, place or microphone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so on everything but static files; a view that says otherwise itself is left alone."""
        answer = self.get_response(request)
        answer.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        answer.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            answer.setdefault("Cache-Control", "no-store, private")
        return answer


class RefusalMiddleware:
    """Named errors become pages with their sentence; nothing of the system shows."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error that we raised on purpose; others go on."""
        match error:
            case NotFound():
                return refusals.not_found(request, error)
            case NotAllowed():
                return refusals.forbidden(request, error)
            case VungXanhError():
                return refusals.bad_request(request, error)
        return None


def name_of(request: HttpRequest) -> str | None:
    """The name of the address that was asked for."""
    try:
        return resolve(request.path_info).url_name
    except Exception:  # noqa: BLE001 - whatever cannot be resolved is not public
        return None


def _has_second_factor(request: HttpRequest) -> bool:
    return bool(is_mfa_enabled(request.user))
