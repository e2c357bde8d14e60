"""Cases and people as they are entered and changed: each view translates a form into one use case."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.language import say, tell
from vungxanh.office.pages.cases import labels
from vungxanh.office.pages.cases.forms import (
    CaseForm,
    PersonForm,
    SectionForm,
    case_initial,
    person_initial,
)
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.cases import cases_for
from vungxanh.office.records.queries.changes import changes_of
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.people import people_for
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.cases import change_case, report_case
from vungxanh.office.usecases.people import Refused, change_person
from vungxanh.response.case_checks import check_case, check_person


@require_http_methods(["GET", "POST"])
@needs("cases.change")
def case_new(request: HttpRequest) -> HttpResponse:
    """A case of somebody new; or of somebody known, given in the address as `person`."""
    actor = actor_of(request)
    known = _known_person(request)
    first = {"classification": "confirmed", "outcome": "pending", "report_date": today(), "sampled": "yes"}
    case = CaseForm(request.POST or None, actor=actor, on=today(), initial=first)
    person = None if known else PersonForm(request.POST or None, actor=actor, on=today())
    forms: list[SectionForm] = [form for form in (person, case) if form is not None]
    if request.method != "POST" or [form for form in forms if not form.is_valid()]:
        return _form(request, forms, person=known)
    told = known or person.values()  # type: ignore[union-attr]
    if asked := _doubts(request, case, None if known else person):
        return _form(request, forms, person=known, doubts=asked)

    def save() -> HttpResponse:
        made = report_case(by=actor, as_of=now(), person=told, values=case.values())  # type: ignore[arg-type]
        messages.success(request, say("{code} is stored.", code=made.code))
        return redirect("case", made.pk)

    return _tried(save, forms) or _form(request, forms, person=known)


@require_http_methods(["GET", "POST"])
@needs("cases.change")
def case_change(request: HttpRequest, case: int) -> HttpResponse:
    """Change what is known of a case."""
    actor = actor_of(request)
    found = record_or_not_found(cases_for(actor.scope).select_related("source_case", "area__parent"), pk=case)
    actor.must("cases.change", found.area_path)
    note_reading(by=actor, as_of=now(), action="case.see", records=[found, found.person])
    form = CaseForm(request.POST or None, actor=actor, on=today(), initial=case_initial(found))
    if request.method != "POST" or not form.is_valid():
        return _form(request, [form], case=found)
    if asked := _doubts(request, form, None):
        return _form(request, [form], case=found, doubts=asked)

    def save() -> HttpResponse:
        change_case(
            by=actor, as_of=now(), case_id=case, values=_case_values(form, found),  # type: ignore[arg-type]
            version=form.cleaned_data["version"],
        )  # fmt: skip
        messages.success(request, say("Saved."))
        return redirect("case", case)

    return _tried(save, [form]) or _form(request, [form], case=found, others=_others(form, found))


@require_http_methods(["GET", "POST"])
@needs("cases.change")
def person_change(request: HttpRequest, person: int) -> HttpResponse:
    """Change who a person is or where they live."""
    actor = actor_of(request)
    found = record_or_not_found(people_for(actor.scope).select_related("area__parent__parent"), pk=person)
    actor.must("cases.change", found.area_path)
    note_reading(by=actor, as_of=now(), action="person.see", records=[found])
    form = PersonForm(request.POST or None, actor=actor, on=today(), initial=person_initial(found))
    if request.method != "POST" or not form.is_valid():
        return _form(request, [form], person=found)
    if asked := _doubts(request, None, form):
        return _form(request, [form], person=found, doubts=asked)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        change_person(by=actor, as_of=now(), person_id=person, values=form.values(), version=version)  # type: ignore[arg-type]
        messages.success(request, say("Saved."))
        return redirect("person", person)

    return _tried(save, [form]) or _form(request, [form], person=found, others=_others(form, found))


@require_POST
@needs("cases.change")
def case_move(request: HttpRequest, case: int) -> HttpResponse:
    """One step of status or outcome."""
    actor = actor_of(request)
    found = record_or_not_found(cases_for(actor.scope), pk=case)
    actor.must("cases.change", found.area_path)
    asked = request.POST
    values: dict[str, Any] = {name: asked[name] for name in ("status", "outcome") if asked.get(name)}
    if "outcome" in values:
        values["outcome_date"] = _day(asked.get("outcome_date", ""))
    version = int(asked["version"]) if asked.get("version", "").isdigit() else None
    try:
        change_case(by=actor, as_of=now(), case_id=case, values=values, version=version)  # type: ignore[arg-type]
    except (NotFound, NotAllowed):
        raise
    except VungXanhError as refused:
        messages.error(request, tell(refused.message))
    else:
        messages.success(request, say("Saved."))
    return redirect("case", case)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _known_person(request: HttpRequest) -> Any | None:
    given = request.GET.get("person", "")
    if not given.isdigit():
        return None
    return record_or_not_found(people_for(actor_of(request).scope), pk=int(given))


def _case_values(form: CaseForm, found: Any) -> dict[str, Any]:
    """Where a case was found is left to the rule unless something else was reported now."""
    values = form.values()
    if values["found_in"] == form.initial["found_in"]:
        del values["found_in"]
    else:
        values |= {"found_reported": ""}
    return values


def _doubts(request: HttpRequest, case: CaseForm | None, person: PersonForm | None) -> list[Any]:
    """Warnings that nobody has confirmed yet."""
    if request.POST.get("sure") == "yes":
        return []
    found = []
    if case is not None:
        found += case.doubts(check_case(case.values(), today()))
    if person is not None:
        found += person.doubts(check_person(person.values(), today()))
    return found


def _tried(save: Callable[[], HttpResponse], forms: list[SectionForm]) -> HttpResponse | None:
    """The answer of `save`; None where it was refused, which the forms then say."""
    try:
        return save()
    except (NotFound, NotAllowed):
        raise
    except Refused as refused:
        for finding in refused.findings:
            target = next((form for form in forms if finding.field in form.fields), forms[-1])
            target.show_findings([finding])
    except VungXanhError as refused:
        forms[-1].add_error(None, tell(refused.message))
    return None


def _others(form: SectionForm, record: Any) -> list[Any]:
    """What others changed since the form was opened; saving again puts this form over it."""
    version = form.cleaned_data.get("version")
    if version is None or version >= record.version:
        return []
    form.data = {**form.data.dict(), "version": str(record.version)}  # type: ignore[attr-defined]
    return changes_of(record, since_version=version)


def _form(request: HttpRequest, forms: list[Any], **more: Any) -> HttpResponse:
    status = 400 if any(form.errors for form in forms) else 200
    context = {"forms": forms, "case": None, "person": None, "doubts": [], "others": [],
               "labels": labels.FIELDS, "all_labels": labels}  # fmt: skip
    return render(request, "cases/form.html.j2", {**context, **more}, status=status)
