"""Search over everything that one may see: names without diacritics, codes, phones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import now
from vungxanh.office.pages.search.marking import marked
from vungxanh.office.pages.search.shown import SHOWN
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.found_records import MOST, search_records
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs


@require_GET
@needs("cases.see", "contacts.see", "samples.see", "isolation.see", "lockdown.see")
def search(request: HttpRequest) -> HttpResponse:
    """What was found, by kind. What was asked is written down with what it showed."""
    asked = " ".join(request.GET.get("q", "").split())[:80]
    actor = actor_of(request)
    groups = search_records(actor.scope, asked)
    shown = [record for group in groups for record in group.records]
    people = [record.person for record in shown if getattr(record, "person_id", None)]
    note_reading(by=actor, as_of=now(), action="search", records=[*shown, *people], note=asked)
    return render(
        request,
        "search/results.html.j2",
        {"asked": asked, "groups": groups, "shown": SHOWN, "marked": marked, "most": MOST},
    )
