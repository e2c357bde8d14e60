"""Too many wrong passwords: what is counted, and what is said, whether or not there is such an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def typed_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address that was typed, folded: failures are counted by it."""
    given = credentials or {}
    typed = given.get("email") or given.get("username") or request.POST.get("login") or ""
    user = getattr(request, "user", None)
    if not typed and user is not None and user.is_authenticated:
        typed = user.email
    return str(typed).strip().lower()[:255]


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page that says to wait; nothing on it depends on whether there is such an account."""
    return render(request, "account/locked.html.j2", {}, status=429)
