"""Pages for what went wrong: a sentence, a way back, nothing of the system."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from vungxanh.messages import Message, VungXanhError, message


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: what was sent cannot be used."""
    return _page(request, 400, _said(exception, message("What was sent cannot be used.")))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: known, but not allowed."""
    return _page(request, 403, _said(exception, message("Your roles do not allow this here.")))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: not there, or not for this person to know of."""
    return _page(request, 404, _said(exception, message("There is no such page or record.")))


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. The page needs neither the database nor the session."""
    return HttpResponse(render_to_string("broken.html.j2", {}), status=500)


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: asked too often."""
    said = message(
        "Too many requests. Wait {minutes} minutes, then try again.", minutes=max(1, seconds // 60)
    )
    answer = _page(request, 429, said)
    answer["Retry-After"] = str(seconds)
    return answer


def _said(exception: Any, otherwise: Message) -> Message:
    return exception.message if isinstance(exception, VungXanhError) else otherwise


def _page(request: HttpRequest, status: int, said: Message) -> HttpResponse:
    return render(request, "refusal.html.j2", {"said": said, "status": status}, status=status)
