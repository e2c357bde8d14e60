"""My work today; the switch of language; the colours; whether the office is alive."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from vungxanh.office.clock import today
from vungxanh.office.language import spoken
from vungxanh.office.pages.home.work import work_of
from vungxanh.office.shell.actor import actor_of
from vungxanh.publishing.site.palette import Palette
from vungxanh.zoning import read_pack


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    return render(request, "home/home.html.j2", work_of(actor_of(request), today()))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language, and go back to where it was asked for."""
    where = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(where, allowed_hosts={request.get_host()}):
        where = "/"
    answer = redirect(where)
    chosen = "en" if request.POST.get("language") == "en" else "vi"
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )  # fmt: skip
    return answer


@require_GET
def look(request: HttpRequest) -> HttpResponse:
    """The colours of the criteria pack, as the public site has them."""
    answer = HttpResponse(_colours(settings.ENVIRONMENT.criteria), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """For the reverse proxy: this process answers."""
    return HttpResponse(f"ok {spoken()}\n", content_type="text/plain")


@cache
def _colours(pack: str) -> str:
    return Palette.of(read_pack(pack)).stylesheet()
