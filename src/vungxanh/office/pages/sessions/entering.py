"""Entry at the table: rows of tube and person, ten at a time; people are searched as they are typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now
from vungxanh.office.language import say, tell
from vungxanh.office.pages.sessions.forms import RowForm, TakingForm, areas_on
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.samples import people_in, tubes_of
from vungxanh.office.records.queries.sessions import codes_proposed, people_nearby, session_or_not_found
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.people import PersonValues
from vungxanh.office.usecases.tubes import Sampled, Taking, take_tubes

ROWS = 10
CODE = "N"


@require_http_methods(["GET", "POST"])
@needs("samples.change")
def entry(request: HttpRequest, session: int) -> HttpResponse:
    """The table; what is stored is followed by the next ten rows with the next codes."""
    actor = actor_of(request)
    stored = session_or_not_found(actor.scope, session)
    actor.must("samples.change", stored.area_path)
    areas = areas_on(actor.scope, stored.day)
    if request.method == "GET":
        size = _size(request.GET.get("size"))
        method = request.GET.get("method") or "rt-pcr"
        start = {"size": size, "method": method, "taken_at": now(), "area_id": stored.area_id}
        codes = codes_proposed(stored, size, ROWS)
        rows = [RowForm(prefix=f"r{n}", initial={"code": code}) for n, code in enumerate(codes)]
        return _table(request, stored, TakingForm(initial=start, areas=areas), rows)
    form = TakingForm(request.POST, areas=areas)
    rows = [RowForm(request.POST, prefix=f"r{n}") for n in range(ROWS)]
    valid = [row.is_valid() for row in rows]
    if form.is_valid() and all(valid):
        try:
            tubes = _stored(request, session, form.cleaned_data, rows)
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as error:
            form.add_error(None, tell(error.message))
        else:
            messages.success(request, say("{n} tubes are stored.", n=len(tubes)))
            same = f"?size={form.cleaned_data['size']}&method={form.cleaned_data['method']}"
            return redirect(reverse("session_samples", kwargs={"session": session}) + same)
    return _table(request, stored, form, rows, status=400)


@require_GET
@needs("samples.change")
def people(request: HttpRequest, session: int) -> HttpResponse:
    """People of the session's area who may be meant by what was typed in a row."""
    actor = actor_of(request)
    stored = session_or_not_found(actor.scope, session)
    actor.must("samples.change", stored.area_path)
    row = request.GET.get("row", "")
    asked = request.GET.get(f"{row}-name", "") if row.isalnum() else ""
    found = people_nearby(actor.scope, stored, asked)
    note_reading(by=actor, as_of=now(), action="session.search", records=found)
    return render(request, "sessions/people.html.j2", {"people": found, "row": row})


def _stored(request: HttpRequest, session: int, common: dict[str, Any], rows: list[RowForm]) -> list[Any]:
    actor = actor_of(request)
    how = Taking(method=common["method"], size=common["size"], taken_at=common["taken_at"])
    given = [row.cleaned_data for row in rows if not row.is_empty()]
    sampled = [Sampled(row["code"], _person(row, common["area_id"], actor, session)) for row in given]
    return take_tubes(by=actor, as_of=now(), session_id=session, rows=sampled, how=how)


def _person(row: dict[str, Any], area_id: int, actor: Any, session: int) -> int | PersonValues:
    """Who was chosen; else who has the code that was typed; else somebody new."""
    if row["person"]:
        return int(row["person"])
    typed = row["name"].strip()
    if typed[:1].upper() == CODE and typed[1:].isdigit():
        found = people_nearby(actor.scope, session_or_not_found(actor.scope, session), typed, 1)
        if found:
            return int(found[0].pk)
    return PersonValues(
        full_name=typed,
        birth_year=row["birth_year"],
        sex=row["sex"],
        phone=row["phone"],
        house=row["house"],
        area_id=area_id,
    )


def _table(
    request: HttpRequest, stored: Any, form: TakingForm, rows: list[RowForm], status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    recent = list(tubes_of(stored.pk, actor.scope).order_by("-id")[:5])
    note_reading(by=actor, as_of=now(), action="session.enter", records=people_in(recent))
    shown = {"session": stored, "form": form, "rows": rows, "recent": recent}
    return render(request, "sessions/entry.html.j2", shown, status=status)


def _size(given: str | None) -> int:
    return int(given) if given in {"5", "10"} else 1
