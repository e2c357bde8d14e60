"""Rules of passwords, each with its sentence in both languages (Django's own are not all in Vietnamese)."""

from typing import Any

from django.contrib.auth import password_validation as django_rules
from django.core.exceptions import ValidationError

from vungxanh.messages import Message, message
from vungxanh.office.language import tell


class Worded:
    """A rule of Django with a sentence of ours."""

    said: Message

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with our sentence."""
        try:
            super().validate(password, user)  # type: ignore[misc]
        except ValidationError as refused:
            raise ValidationError(tell(self.said), code=refused.code) from refused

    def get_help_text(self) -> str:
        """What the rule asks for."""
        return tell(self.said)


class NotAboutYou(Worded, django_rules.UserAttributeSimilarityValidator):
    """Not the name, address or phone."""

    said = message("The password is too much like your name, e-mail address or phone number.")


class LongEnough(Worded, django_rules.MinimumLengthValidator):
    """Twelve characters."""

    said = message("The password is too short: at least 12 characters.")


class NotCommon(Worded, django_rules.CommonPasswordValidator):
    """Not one of the 20,000 that everybody tries first."""

    said = message("Many people use this password: it would be guessed first.")


class NotOnlyDigits(Worded, django_rules.NumericPasswordValidator):
    """Not only digits."""

    said = message("The password has digits only.")
