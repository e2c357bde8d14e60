"""Lists of contacts, the contact page, a day's follow-up, and work on many at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.language import say, tell
from vungxanh.office.pages.contacts.asked import asked_of
from vungxanh.office.pages.contacts.forms import FollowForm, kind_choices
from vungxanh.office.pages.contacts.words import ANCHOR, PROTECTED, STATUS, kind_name
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.areas import area_choices
from vungxanh.office.records.queries.contacts import (
    contacts_for,
    follow_ups_of,
    listed,
    may_change,
    may_know_source,
    onward_of,
)
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.tracing import officers_for, window_of
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.tracing import assign_contacts, follow_up, move_contacts
from vungxanh.response.tracing import decision_on, outside

MOST = 500


@require_GET
@needs("contacts.see")
def contacts(request: HttpRequest) -> HttpResponse:
    """A page of the contacts the reader may see, newest first."""
    actor = actor_of(request)
    page = page_of(listed(actor.scope, asked_of(request), today=today()), request, key="id")
    note_reading(by=actor, as_of=now(), action="contact.list", records=[c.person for c in page])
    values = {
        "page": page,
        "asked": asked_of(request),
        "areas": area_choices(actor.scope, "contacts.see"),
        "officers": officers_for(actor.scope, on=today()) if actor.scope.has("contacts.change") else (),
        "kinds": kind_choices(),
        "sources": {c.pk: may_know_source(actor.scope, c) for c in page},
        "may_change": actor.scope.has("contacts.change"),
        **words(),
    }
    return render(request, "contacts/list.html.j2", values)


@require_GET
@needs("contacts.see")
def contact(request: HttpRequest, contact: int) -> HttpResponse:
    """One contact: exposure, deadlines, follow-up, their own contacts."""
    actor = actor_of(request)
    record = record_or_not_found(contacts_for(actor.scope), pk=contact)
    known = may_know_source(actor.scope, record)
    note_reading(by=actor, as_of=now(), action="contact.see", records=[record, record.person])
    asked = window_of(record) if known else None
    source = record.source_case or (record.source_contact and record.source_contact.source_case)
    disease = source.disease if source else ""
    values = {
        "contact": record,
        "window": asked,
        "outside": outside(asked, record.first_exposure, record.last_exposure)
        if record.degree == 1
        else False,
        "knows_source": known,
        "became_known": record.became_case_id and actor.scope.covers("cases.see", record.area_path),
        "days": follow_ups_of(record.pk),
        "onward": onward_of(actor.scope, record.pk),
        "form": FollowForm(initial={"day": today(), "reached": "yes"}),
        "may_change": may_change(actor.scope, record),
        "may_follow": may_change(actor.scope, record, "follow.change"),
        "reach_rule": decision_on("reach", disease, record.listed_at.date()),
        "window_rule": decision_on("window", disease, record.listed_at.date()),
        **words(),
    }
    return render(request, "contacts/contact.html.j2", values)


@require_http_methods(["GET", "POST"])
@needs("follow.change")
def contact_follow(request: HttpRequest, contact: int) -> HttpResponse:
    """Record a day's follow-up; the two buttons of the work list send day and reached only."""
    record = record_or_not_found(contacts_for(actor_of(request).scope), pk=contact)
    if not may_change(actor_of(request).scope, record, "follow.change"):
        actor_of(request).must("follow.change", record.area_path)
    given = request.POST.copy()
    given.setdefault("day", today().isoformat())
    form = FollowForm(given if request.method == "POST" else None, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        try:
            follow_up(by=actor_of(request), as_of=now(), contact_id=contact, **form.cleaned_data)
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as error:
            form.add_error(None, tell(error.message))
        else:
            messages.success(request, say("{name}: recorded.", name=record.person.full_name))
            return redirect(_next(request, f"/contacts/{contact}/"))
    note_reading(by=actor_of(request), as_of=now(), action="contact.see", records=[record, record.person])
    return render(request, "contacts/follow.html.j2", {"contact": record, "form": form})


@require_POST
@needs("contacts.change")
def contacts_bulk(request: HttpRequest) -> HttpResponse:
    """Give the chosen contacts to an officer, or move them to a state."""
    chosen = [int(pk) for pk in request.POST.getlist("chosen")[:MOST] if pk.isdigit()]
    done, actor = request.POST.get("do", ""), actor_of(request)
    where = _next(request, "/contacts/")
    if not chosen:
        messages.warning(request, say("Choose contacts first."))
        return redirect(where)
    try:
        if done == "assign":
            named = request.POST.get("officer", "")
            officer = int(named) if named.isdigit() else None
            number = assign_contacts(by=actor, as_of=now(), contact_ids=chosen, officer_id=officer)
        else:
            number = move_contacts(by=actor, as_of=now(), contact_ids=chosen, status=done)
    except (NotFound, NotAllowed):
        raise
    except VungXanhError as error:
        messages.error(request, tell(error.message))
    else:
        messages.success(request, say("{n} contacts were changed.", n=number))
    return redirect(where)


def words() -> dict[str, Any]:
    """What templates say of contacts."""
    return {"status": STATUS, "protected": PROTECTED, "anchor": ANCHOR, "kind_name": kind_name, "now": now()}


def _next(request: HttpRequest, otherwise: str) -> str:
    where = request.POST.get("next", "")
    return where if url_has_allowed_host_and_scheme(where, allowed_hosts={request.get_host()}) else otherwise
