"""Where a case was found, said by hand, and given back to the rule."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now
from vungxanh.office.language import say, spoken, tell
from vungxanh.office.pages.isolation.forms import FoundForm
from vungxanh.office.pages.isolation.labels import FOUND
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.cases import cases_for
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.found import PLACES, set_found
from vungxanh.response.found import boundary_note


@require_http_methods(["GET", "POST"])
@needs("cases.change")
def found_change(request: HttpRequest, case: int) -> HttpResponse:
    """Say where a case was found, with the reason."""
    actor = actor_of(request)
    found = record_or_not_found(cases_for(actor.scope), pk=case)
    actor.must("cases.change", found.area_path)
    note_reading(by=actor, as_of=now(), action="case.see", records=[found, found.person])
    form = FoundForm(
        request.POST if request.method == "POST" else None, places=[(place, FOUND[place]) for place in PLACES]
    )
    if request.method == "POST" and form.is_valid():
        given = request.POST.get("version", "")
        version = int(given) if given.isdigit() else None
        try:
            set_found(by=actor, as_of=now(), case_id=found.pk, version=version, **form.cleaned_data)
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as refused:
            form.add_error(None, tell(refused.message))
        else:
            messages.success(request, say("Saved."))
            return redirect("case", found.pk)
    context = {"case": found, "form": form, "found_words": FOUND, "rule": boundary_note()[spoken()]}
    return render(request, "isolation/found.html.j2", context, status=400 if form.errors else 200)
