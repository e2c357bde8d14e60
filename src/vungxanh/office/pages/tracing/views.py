"""The work list: overdue first, mine, nobody's or of one area."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import now, today
from vungxanh.office.pages.contacts.asked import asked_of
from vungxanh.office.pages.contacts.views import words
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.areas import area_choices
from vungxanh.office.records.queries.contacts import may_change, may_know_source
from vungxanh.office.records.queries.tracing import officers_for, window_of, work_list
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.response.tracing import outside


@require_GET
@needs("follow.change", "contacts.change")
def tracing(request: HttpRequest) -> HttpResponse:
    """A page of the contacts with whom something is due, what is latest first."""
    actor = actor_of(request)
    query = work_list(actor.scope, asked_of(request), user_id=actor.user_id)
    page = page_of(query, request, key="next_due", falling=False)
    note_reading(by=actor, as_of=now(), action="contact.list", records=[c.person for c in page])
    known = {c.pk: may_know_source(actor.scope, c) for c in page}
    flagged = {c.pk: known[c.pk] and outside(window_of(c), c.first_exposure, c.last_exposure) for c in page}
    values = {
        "page": page,
        "asked": asked_of(request),
        "areas": area_choices(actor.scope, "contacts.see"),
        "officers": officers_for(actor.scope, on=today()) if actor.scope.has("contacts.change") else (),
        "sources": known,
        "outside": flagged,
        "may_follow": {c.pk: may_change(actor.scope, c, "follow.change") for c in page},
        "may_change": actor.scope.has("contacts.change"),
        **words(),
    }
    return render(request, "tracing/list.html.j2", values)
