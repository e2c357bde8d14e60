"""Setting up and correcting a lockdown point."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.language import say, tell
from vungxanh.office.pages.lockdowns.drawing import draw
from vungxanh.office.pages.lockdowns.forms import PointForm, first_values, initial_of
from vungxanh.office.pages.lockdowns.shapes import as_text
from vungxanh.office.records.queries.areas import area_or_not_found, areas_for
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.lockdowns import lockdowns_for
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.lockdown_areas import drawings_of
from vungxanh.office.usecases.lockdowns import LockdownValues, change_lockdown, set_up_lockdown
from vungxanh.response.lockdown_shape import read_shape


@require_http_methods(["GET", "POST"])
@needs("lockdown.change")
def lockdown_new(request: HttpRequest) -> HttpResponse:
    """A new point."""
    actor = actor_of(request)
    given = request.POST if request.method == "POST" else None
    form = PointForm(given, actor=actor, initial=first_values(today()))
    if given is not None and form.is_valid():
        made = _try(
            form,
            lambda values, codes: set_up_lockdown(by=actor, as_of=now(), values=values, case_codes=codes),
            request,
        )
        if made is not None:
            messages.success(request, say("Saved."))
            return redirect("lockdown", made.pk)
    return _page(request, form, None)


@require_http_methods(["GET", "POST"])
@needs("lockdown.change")
def lockdown_change(request: HttpRequest, lockdown: int) -> HttpResponse:
    """Correct a point; the cases inside are settled anew."""
    actor = actor_of(request)
    point = record_or_not_found(lockdowns_for(actor.scope), pk=lockdown)
    actor.must("lockdown.change", point.area_path)
    given = request.POST if request.method == "POST" else None
    initial = initial_of(point) | {"shape": as_text(point.shape)}
    form = PointForm(given, actor=actor, initial=initial)
    if given is not None and form.is_valid():
        version = int(given["version"]) if given.get("version", "").isdigit() else None
        done = _try(
            form,
            lambda values, codes: change_lockdown(
                by=actor, as_of=now(), lockdown_id=point.pk, values=values, case_codes=codes, version=version
            ),
            request,
        )
        if done is not None:
            messages.success(request, say("Saved."))
            return redirect("lockdown", point.pk)
    return _page(request, form, point)


def _try(form: PointForm, act: Any, request: HttpRequest) -> Any | None:
    """Do it; a refusal becomes an error of the form, and None comes back."""
    try:
        codes = form.cleaned_data["codes"].replace("\n", ",").split(",")
        return act(_values(form, request), codes)
    except (NotFound, NotAllowed):
        raise
    except VungXanhError as refused:
        form.add_error(None, tell(refused.message))
        return None


def _values(form: PointForm, request: HttpRequest) -> LockdownValues:
    asked = form.cleaned_data
    names = (
        "name", "begins", "expected_end", "order_number", "order_date", "order_by", "households", "people",
        "addresses", "note",
    )  # fmt: skip
    area = area_or_not_found(actor_of(request).scope, "lockdown.change", int(asked["area"]))
    return LockdownValues(
        area=area,
        shape=read_shape(asked["shape"]),
        replaces_id=int(asked["replaces"]) if asked["replaces"] else None,
        **{name: asked[name] for name in names},
    )


def _page(request: HttpRequest, form: PointForm, point: Any | None) -> HttpResponse:
    areas = areas_for(actor_of(request).scope, "lockdown.change", on=today())
    drawn = draw(drawings_of(list(areas.exclude(level="group")[:400])), [point] if point else [])
    context = {"form": form, "point": point, "map": drawn}
    return render(request, "lockdowns/edit.html.j2", context, status=400 if form.errors else 200)
