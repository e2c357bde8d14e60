"""Search over everything that one may see: names without diacritics, codes, phones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What was found."""
    return render(request, "search/results.html.j2", {"asked": request.GET.get("q", "")})
