"""Lists of cases and the case page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import now
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.cases import cases_for
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs


@require_GET
@needs("cases.see")
def cases(request: HttpRequest) -> HttpResponse:
    """A page of the cases inside the reader's areas, newest report first."""
    actor = actor_of(request)
    page = page_of(cases_for(actor.scope), request, key="report_date")
    note_reading(by=actor, as_of=now(), action="case.list", records=[case.person for case in page])
    return render(request, "cases/list.html.j2", {"page": page})
