"""The letters of the office: links that were asked for, and news about the own account."""

from typing import Any

from vungxanh.office.language import _, say

NEWS = {
    "account/email/password_changed": _("your password was changed"),
    "account/email/password_reset": _("your password was set anew"),
    "mfa/email/totp_activated": _("an app was connected to your account"),
    "mfa/email/totp_deactivated": _("the app was disconnected from your account"),
    "mfa/email/webauthn_added": _("a key was added to your account"),
    "mfa/email/webauthn_removed": _("a key was removed from your account"),
    "mfa/email/recovery_codes_generated": _("new recovery codes were made for your account"),
}


def letter(kind: str, context: dict[str, Any]) -> tuple[str, str] | None:
    """Subject and text; None for a letter that is not sent. No letter says whether an account exists."""
    if kind == "account/email/password_reset_key":
        return say("set a new password"), _paragraphs(
            say(
                "Somebody asked for a new password for your account. If it was you, open this link "
                "within a day:"
            ),
            context["password_reset_url"],
            say("If it was not you, nothing needs to be done."),
        )
    if kind in NEWS:
        news = str(NEWS[kind])
        warning = say("If this was not you, tell the administrator of your office at once.")
        return news, _paragraphs(news[:1].upper() + news[1:] + ".", warning)
    return None


def invitation_letter(full_name: str, role: str, area: str, link: str, until: str) -> tuple[str, str]:
    """Subject and text of an invitation."""
    return say("invitation to the office"), _paragraphs(
        say("{name}, you are invited as {role} for {area}.", name=full_name, role=role, area=area),
        say("Open this link before {until} to choose a password:", until=until),
        link,
        say("The link works once. Do not pass it on."),
    )


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(texts) + "\n"
