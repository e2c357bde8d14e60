"""Sessions: the list, one session with its tubes, planning and changing it, the list for the laboratory."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.language import say, tell
from vungxanh.office.pages.samples.views import who_shown
from vungxanh.office.pages.samples.words import words
from vungxanh.office.pages.sessions.forms import FilterForm, SessionForm
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.samples import people_in, tubes_of
from vungxanh.office.records.queries.sessions import session_or_not_found, sessions_listed, totals_of
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.sessions import SessionValues, change_session, open_session


@require_GET
@needs("samples.see")
def sessions(request: HttpRequest) -> HttpResponse:
    """A page of the sessions inside the reader's areas, newest first."""
    actor = actor_of(request)
    page = page_of(sessions_listed(actor.scope, request.GET), request, key="day")
    shown = {
        "page": page,
        "totals": totals_of([session.pk for session in page]),
        "form": FilterForm(request.GET, scope=actor.scope),
        "may_change": actor.scope.has("samples.change"),
        **words(),
    }
    return render(request, "sessions/list.html.j2", shown)


@require_GET
@needs("samples.see")
def session(request: HttpRequest, session: int) -> HttpResponse:
    """One session and its tubes."""
    return _shown(request, session, "sessions/session.html.j2", "session.see")


@require_GET
@needs("samples.see")
def manifest(request: HttpRequest, session: int) -> HttpResponse:
    """The tubes that go to the laboratory, on paper: codes, never names."""
    return _shown(request, session, "sessions/manifest.html.j2", "session.print")


@require_http_methods(["GET", "POST"])
@needs("samples.change")
def session_new(request: HttpRequest) -> HttpResponse:
    """Plan a session, or open it on the spot."""
    actor = actor_of(request)
    form = SessionForm(request.POST or None, scope=actor.scope, on=today(), initial={"day": today()})
    if form.is_bound and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            made = open_session(by=actor, as_of=now(), values=SessionValues(**values))
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as error:
            form.add_error(None, tell(error.message))
        else:
            return redirect("session_samples", session=made.pk)
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
@needs("samples.change")
def session_change(request: HttpRequest, session: int) -> HttpResponse:
    """Change a session; how many households were reached is entered at its end."""
    actor = actor_of(request)
    stored = session_or_not_found(actor.scope, session)
    actor.must("samples.change", stored.area_path)
    initial = {name: getattr(stored, name) for name in SessionForm.base_fields}
    form = SessionForm(request.POST or None, scope=actor.scope, on=stored.day, initial=initial)
    if form.is_bound and form.is_valid():
        values = dict(form.cleaned_data)
        version = values.pop("version")
        try:
            change_session(
                by=actor, as_of=now(), session_id=session, values=SessionValues(**values), version=version
            )
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as error:
            form.add_error(None, tell(error.message))
        else:
            messages.success(request, say("The session is changed."))
            return redirect("session", session=session)
    return _form(request, form, stored)


def _form(request: HttpRequest, form: SessionForm, stored: Any) -> HttpResponse:
    status = 400 if form.is_bound else 200
    return render(request, "sessions/form.html.j2", {"form": form, "session": stored}, status=status)


def _shown(request: HttpRequest, session: int, template: str, action: str) -> HttpResponse:
    actor = actor_of(request)
    stored = session_or_not_found(actor.scope, session)
    tubes = list(tubes_of(session, actor.scope))
    note_reading(by=actor, as_of=now(), action=action, records=people_in(tubes))
    shown = {
        "session": stored,
        "tubes": tubes,
        "totals": totals_of([session]).get(session, {"people": 0, "found": 0, "cleared": 0}),
        "may_change": actor.scope.covers("samples.change", stored.area_path),
        "who": who_shown(actor),
        **words(),
    }
    return render(request, template, shown)
