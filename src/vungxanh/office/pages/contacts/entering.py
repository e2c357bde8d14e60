"""Entering contacts of a case or of an F1, several at once; correcting one."""

from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now
from vungxanh.office.language import say, tell
from vungxanh.office.pages.contacts.forms import ContactForm, ContactRow
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.areas import area_choices
from vungxanh.office.records.queries.contacts import (
    case_for_contacts,
    contacts_for,
    is_certainly,
    may_change,
    people_like,
    wards_elsewhere,
)
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.contacts import NewContact, change_contact, list_contacts

ROWS = 4
MOST_ROWS = 40
NEW = "new"


@require_http_methods(["GET", "POST"])
@needs("contacts.change")
def contact_new(request: HttpRequest, case: int) -> HttpResponse:
    """Contacts (F1) of a case."""
    source = case_for_contacts(actor_of(request).scope, case)
    actor_of(request).must("contacts.change", source.area_path)
    return _sheet(request, source, {"case_id": case}, back=f"/cases/{case}/")


@require_http_methods(["GET", "POST"])
@needs("contacts.change")
def contact_onward(request: HttpRequest, contact: int) -> HttpResponse:
    """Contacts (F2) of an F1."""
    source = _changeable(request, contact)
    return _sheet(request, source, {"contact_id": contact}, back=f"/contacts/{contact}/")


@require_http_methods(["GET", "POST"])
@needs("contacts.change")
def contact_change(request: HttpRequest, contact: int) -> HttpResponse:
    """Correct exposure, kind, place and protection."""
    record = _changeable(request, contact)
    names = ("first_exposure", "last_exposure", "kind", "place", "protected", "note", "version")
    form = ContactForm(request.POST or None, initial={name: getattr(record, name) for name in names})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.pop("version")
        try:
            change_contact(
                by=actor_of(request),
                as_of=now(),
                contact_id=contact,
                values=form.cleaned_data,
                version=version,
            )
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as error:
            form.add_error(None, tell(error.message))
        else:
            return redirect("contact", contact=contact)
    note_reading(by=actor_of(request), as_of=now(), action="contact.see", records=[record, record.person])
    return render(request, "contacts/change.html.j2", {"contact": record, "form": form})


def _sheet(request: HttpRequest, source: Any, of: dict[str, int], back: str) -> HttpResponse:
    """The entry sheet: who may be known already is asked about before anybody new is made."""
    wanted = request.GET.get("rows", "")
    rows = min(int(wanted), MOST_ROWS) if wanted.isdigit() else ROWS
    sheet = formset_factory(ContactRow, extra=rows, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    forms = sheet(request.POST or None, form_kwargs={"areas": _areas(request)})
    said = ""
    if request.method == "POST" and forms.is_valid():
        filled = [form for form in forms if form.cleaned_data.get("full_name")]
        if filled and not _ask(request, filled):
            try:
                made = list_contacts(by=actor_of(request), as_of=now(), rows=[_row(f) for f in filled], **of)
            except (NotFound, NotAllowed):
                raise
            except VungXanhError as error:
                said = tell(error.message)
            else:
                messages.success(request, say("{n} contacts were entered.", n=len(made)))
                return redirect(back)
        elif not filled:
            said = say("Nobody was written down.")
    note_reading(by=actor_of(request), as_of=now(), action="contact.enter", records=[source, source.person])
    values = {"source": source, "rows": forms, "said": said, "back": back, "onward": "contact_id" in of}
    return render(request, "contacts/sheet.html.j2", {**values, "more": rows + ROWS})


def _ask(request: HttpRequest, filled: list[Any]) -> bool:
    """Find who is known; whether somebody has to be asked about first."""
    open_question = False
    for form in filled:
        given = form.cleaned_data
        who = {name: given[name] for name in ("full_name", "phone", "national_id")}
        like = people_like(actor_of(request).scope, **who, birth_year=given["birth_year"])
        sure = [person for person in like if is_certainly(person, **who)]
        chosen = request.POST.get(f"{form.prefix}-person", "")
        if not chosen and len(sure) == 1:
            chosen = str(sure[0].pk)
        if like and chosen not in {NEW, *(str(person.pk) for person in like)}:
            form.like, open_question = like, True
        form.person_id = int(chosen) if chosen.isdigit() and like else None
    shown = [person for form in filled for person in form.like]
    note_reading(by=actor_of(request), as_of=now(), action="person.compare", records=shown)
    return open_question


def _row(form: Any) -> NewContact:
    given = dict(form.cleaned_data)
    return NewContact(person_id=form.person_id, area_id=given.pop("area"), **given)


def _areas(request: HttpRequest) -> list[Any]:
    """The reader's areas, then wards elsewhere: contacts live anywhere."""
    scope = actor_of(request).scope
    own = area_choices(scope, "contacts.change")
    elsewhere = wards_elsewhere({number for number, _ in own})
    return [(say("In my areas"), own), (say("Elsewhere"), elsewhere)]


def _changeable(request: HttpRequest, contact: int) -> Any:
    record = record_or_not_found(contacts_for(actor_of(request).scope), pk=contact)
    if not may_change(actor_of(request).scope, record):
        actor_of(request).must("contacts.change", record.area_path)
    return record
