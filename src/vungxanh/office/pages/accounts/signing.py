"""The forms of signing in, in our words: allauth's own have no Vietnamese."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from vungxanh.office.language import _

PASSWORD_RULES = _(
    "At least 12 characters; four or five words are good. Not your name or e-mail address, not a password "
    "that many people use, not digits only."
)
LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "code": _("Code from the app, or a recovery code"),
    "name": _("Name of the key, so that you know it again"),
    "passwordless": _("Sign in with this key alone (it asks for PIN, finger or face)"),
}
HELP = {"password1": PASSWORD_RULES}
REQUIRED = _("This must be filled in.")


class Worded(forms.Form):
    """Our labels and help by the name of a field, and no placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.error_messages["required"] = REQUIRED
            field.widget.attrs.pop("placeholder", None)
            if HELP.get(name):
                field.widget.attrs["aria-describedby"] = f"id_{name}-help"
        self.label_suffix = ""


class Twice(Worded):
    """A new password that is typed twice."""

    def clean(self) -> dict[str, Any]:
        """Both the same; allauth's own sentence would be English."""
        cleaned = dict(self.cleaned_data)
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", str(_("The two passwords are not the same.")))
        return cleaned


class LoginForm(Worded, account.LoginForm):
    """E-mail address and password."""


class ChangePasswordForm(Twice, account.ChangePasswordForm):
    """The old password, and a new one twice."""


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """The address to which a link is sent."""


class ResetPasswordKeyForm(Twice, account.ResetPasswordKeyForm):
    """A new password, by the link that was sent."""


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """The password once more before something delicate."""


class AuthenticateForm(Worded, mfa.AuthenticateForm):
    """The second factor: a code."""


class ReauthenticateCodeForm(Worded, mfa.ReauthenticateForm):
    """A code once more before something delicate."""


class ActivateForm(Worded, totp.ActivateTOTPForm):
    """The first code of a new app."""


class AddKeyForm(Worded, webauthn.AddWebAuthnForm):
    """A new passkey or security key."""


class EditKeyForm(Worded, webauthn.EditWebAuthnForm):
    """Another name for a key."""


class AcceptForm(Twice):
    """The password of a new account."""

    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
