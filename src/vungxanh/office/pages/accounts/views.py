"""The signed-in person's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, what I hold, and the ways to change it."""
    return render(request, "accounts/me.html.j2", {})
