"""How allauth is bent to the office: no sign-up, accounts come by invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class OfficeAdapter(DefaultAccountAdapter):
    """Nobody signs up; an invitation is the only way in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """The e-mail address is the user name."""
        user.username = user.email
