"""Centres: how full they are, who is there, adding and changing them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.language import say, tell
from vungxanh.office.pages.isolation import labels
from vungxanh.office.pages.isolation.forms import CentreForm
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.areas import area_or_not_found
from vungxanh.office.records.queries.centres import centres_for, fortnight_to, occupied_by_day, taken
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.isolations import OPEN, isolations_for
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.centres import CentreValues, add_centre, change_centre


@require_GET
@needs("isolation.see")
def centres(request: HttpRequest) -> HttpResponse:
    """Every centre that serves the reader's areas, with places taken and free."""
    actor = actor_of(request)
    page = page_of(centres_for(actor.scope), request, key="id", falling=False)
    first, last = fortnight_to(today())
    context = {
        "page": page,
        "taken": taken([centre.pk for centre in page]),
        "by_day": occupied_by_day([centre.pk for centre in page], first, last),
        "first": first,
        "last": last,
        "may_change": actor.scope.has("isolation.change"),
    }
    return render(request, "isolation/centres.html.j2", context)


@require_http_methods(["GET", "POST"])
@needs("isolation.change")
def centre_new(request: HttpRequest) -> HttpResponse:
    """A new centre."""
    actor = actor_of(request)
    form = CentreForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and form.is_valid():
        made = add_centre(by=actor, as_of=now(), values=_values(request, form))
        messages.success(request, say("Saved."))
        return redirect("centre", made.pk)
    status = 400 if form.errors else 200
    return render(request, "isolation/centre_new.html.j2", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@needs("isolation.see")
def centre(request: HttpRequest, centre: int) -> HttpResponse:
    """One centre: who is there (of the people one may see), by day; changing it."""
    actor = actor_of(request)
    found = record_or_not_found(centres_for(actor.scope), pk=centre)
    form = CentreForm(
        request.POST if request.method == "POST" else None, actor=actor, initial=_initial(found)
    )
    if request.method == "POST":
        actor.must("isolation.change", found.area_path)
    if request.method == "POST" and form.is_valid():
        version = int(request.POST["version"]) if request.POST.get("version", "").isdigit() else None
        try:
            values = _values(request, form)
            change_centre(by=actor, as_of=now(), centre_id=found.pk, values=values, version=version)
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as refused:
            form.add_error(None, tell(refused.message))
        else:
            messages.success(request, say("Saved."))
            return redirect("centre", found.pk)
    people = isolations_for(actor.scope).filter(centre=found, status__in=OPEN)
    page = page_of(people, request, key="ends", falling=False)
    note_reading(by=actor, as_of=now(), action="isolation.list", records=[i.person for i in page])
    first, last = fortnight_to(today())
    context = {
        "centre": found,
        "page": page,
        "form": form,
        "labels": labels,
        "taken": taken([found.pk]).get(found.pk, 0),
        "by_day": occupied_by_day([found.pk], first, last)[found.pk],
        "first": first,
        "last": last,
        "may_change": actor.scope.covers("isolation.change", found.area_path),
    }
    return render(request, "isolation/centre.html.j2", context, status=400 if form.errors else 200)


def _initial(centre: Any) -> dict[str, Any]:
    names = ("name", "capacity", "address", "closed_on")
    return {name: getattr(centre, name) for name in names} | {"area": centre.area_id}


def _values(request: HttpRequest, form: CentreForm) -> CentreValues:
    asked = form.cleaned_data
    area = area_or_not_found(actor_of(request).scope, "isolation.change", int(asked["area"]))
    return CentreValues(
        name=asked["name"], area=area, capacity=asked["capacity"], address=asked["address"],
        closed_on=asked["closed_on"],
    )  # fmt: skip
