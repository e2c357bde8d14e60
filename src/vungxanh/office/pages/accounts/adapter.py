"""How allauth is bent to the office: no sign-up, our sentences, our letters."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest

from vungxanh.office.language import _, say
from vungxanh.office.pages.accounts.letters import letter
from vungxanh.office.shell.client import address_of

NOTES = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("The password has been changed."),
    "mfa/messages/totp_activated.txt": _("The app is connected."),
    "mfa/messages/totp_deactivated.txt": _("The app is no longer connected."),
    "mfa/messages/webauthn_added.txt": _("The key has been added."),
    "mfa/messages/webauthn_removed.txt": _("The key has been removed."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes: keep them somewhere safe now."),
    "usersessions/messages/sessions_logged_out.txt": _("All other sessions have been ended."),
}
"""What is said after something was done; whatever is not here is not said."""

WRONG = _("The e-mail address or the password is not right.")
PATIENCE = _("Too many attempts. Wait a few minutes, then try again.")


class OfficeAdapter(DefaultAccountAdapter):
    """Nobody signs up; an invitation is the only way in."""

    error_messages = {  # noqa: RUF012 - as allauth declares it
        **DefaultAccountAdapter.error_messages,
        "account_inactive": WRONG,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The current password is not right."),
        "incorrect_code": _("The code is not right. Codes of the app change every 30 seconds."),
        "invalid_password_reset": _("This link cannot be used any more. Ask for a new one."),
        "too_many_login_attempts": PATIENCE,
        "rate_limited": PATIENCE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """The e-mail address is the user name."""
        user.username = user.email

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Our sentence instead of the library's."""
        said = kwargs.get("message") or NOTES.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said))

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the reverse proxy saw it."""
        return address_of(request) or "127.0.0.1"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Our letter instead of the library's; a letter that we do not know is not sent."""
        written = letter(template_prefix, context)
        if written is not None:
            subject, body = written
            send_mail(f"Vùng Xanh: {subject}", body, settings.DEFAULT_FROM_EMAIL, [email])


class OfficeMFAAdapter(DefaultMFAAdapter):
    """Second factors in our words."""

    error_messages = {  # noqa: RUF012 - as allauth declares it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Codes of the app change every 30 seconds."),
        "cannot_delete_authenticator": _("This is your only second factor: add another one first."),
        "cannot_generate_recovery_codes": _("Recovery codes need a second factor: set one up first."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one where everybody needs one."""
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        others = Authenticator.objects.filter(user=authenticator.user, type__in=kinds)
        return not settings.MFA_REQUIRED or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth's name
        """A name for a key whose owner gave none."""
        count = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count()
        return say("Key {number}", number=count + 1)
