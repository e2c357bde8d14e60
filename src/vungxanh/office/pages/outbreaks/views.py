"""Lists of outbreaks and the page of one: its figures, unlinked cases, open contacts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import now, today
from vungxanh.office.pages.contacts.asked import asked_of
from vungxanh.office.pages.outbreaks.bars import bars
from vungxanh.office.pages.outbreaks.words import KINDS
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.areas import area_choices
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.outbreaks import (
    figures_of,
    listed,
    outbreaks_for,
    sizes_of,
    unlinked_cases,
)
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.features import panels
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs

MOST = 200


@require_GET
@needs("cases.see")
def outbreaks(request: HttpRequest) -> HttpResponse:
    """A page of the outbreaks inside the reader's areas, newest first."""
    scope = actor_of(request).scope
    page = page_of(listed(scope, asked_of(request), today=today()), request, key="id")
    values = {
        "page": page,
        "asked": asked_of(request),
        "sizes": sizes_of([outbreak.pk for outbreak in page]),
        "areas": area_choices(scope, "cases.see"),
        "may_open": scope.has("cases.change"),
        "kinds": KINDS,
    }
    return render(request, "outbreaks/list.html.j2", values)


@require_GET
@needs("cases.see")
def outbreak(request: HttpRequest, outbreak: int) -> HttpResponse:
    """One outbreak."""
    actor = actor_of(request)
    record = record_or_not_found(outbreaks_for(actor.scope), pk=outbreak)
    figures = figures_of(outbreak)
    unlinked = list(unlinked_cases(actor.scope, outbreak)[:MOST])
    note_reading(
        by=actor, as_of=now(), action="outbreak.see", records=[record, *(c.person for c in unlinked)]
    )
    values = {
        "outbreak": record,
        "figures": figures,
        "daily": bars([(f"{day:%d/%m}", count) for day, count in figures.daily]),
        "intervals": bars([(str(n), count) for n, count in figures.intervals.counts.items()]),
        "offspring": bars([(str(n), count) for n, count in figures.offspring.counts.items()]),
        "unlinked": unlinked,
        "most": MOST,
        "kinds": KINDS,
        "may_change": actor.scope.covers("cases.change", record.area_path),
        "panels": list(panels("outbreak", request, record)),
    }
    return render(request, "outbreaks/outbreak.html.j2", values)
