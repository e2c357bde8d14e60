"""Contacts that a person may see: those who live inside, and those of cases inside that they may see."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from vungxanh.messages import message
from vungxanh.office.access import NotFound, Scope
from vungxanh.office.records.folding import name_key, phone_key
from vungxanh.office.records.models import Area, Case, Contact, FollowUp, Person
from vungxanh.office.records.queries.inside import below, inside

NARROW = ("status", "kind")


def contacts_for(scope: Scope) -> QuerySet[Contact]:
    """The contacts inside the scope, with their people and source.

    Whoever may not see cases (a quarter head) sees only who lives inside: the contacts of a case that
    live elsewhere would say that there is a case.
    """
    query = Contact.objects.select_related(
        "person", "area", "officer", "source_case__isolation", "source_contact__source_case"
    )
    live, cases = scope.paths("contacts.see"), scope.paths("cases.see")
    if not live:
        return query.none()
    if "" in live:
        return query
    seen = [below("area_path", path) for path in live]
    seen += [below("source_area_path", path) for path in cases if scope.covers("contacts.see", path)]
    return query.filter(reduce(or_, seen))


def may_change(scope: Scope, contact: Contact, permission: str = "contacts.change") -> bool:
    """Officers of both areas may: where the contact lives, and where the source does."""
    return scope.covers(permission, contact.area_path) or (
        scope.covers(permission, contact.source_area_path)
        and scope.covers("cases.see", contact.source_area_path)
    )


def may_know_source(scope: Scope, contact: Contact) -> bool:
    """Whether the reader may know whose contact this is."""
    return scope.covers("cases.see", contact.source_area_path)


def listed(scope: Scope, asked: Mapping[str, str], *, today: date) -> QuerySet[Contact]:
    """The list with the filters of the address: status, kind, degree, area, officer, q, late."""
    query = contacts_for(scope)
    query = query.filter(**{name: asked[name] for name in NARROW if asked.get(name)})
    if asked.get("degree") in ("1", "2"):
        query = query.filter(degree=int(asked["degree"]))
    if asked.get("officer", "").isdigit():
        query = query.filter(officer=int(asked["officer"]))
    if asked.get("area", "").isdigit():
        area = Area.objects.filter(pk=int(asked["area"])).first()
        query = query.filter(below("area_path", area.path)) if area else query.none()
    if asked.get("q"):
        query = query.filter(_named(asked["q"]))
    return query


def contacts_of_case(scope: Scope, case_id: int) -> QuerySet[Contact]:
    """The F1 of a case, and the F2 of those, that the reader may see."""
    return contacts_for(scope).filter(
        Q(source_case=case_id) | Q(degree=2, source_contact__source_case=case_id)
    )


def contacts_of_person(scope: Scope, person_id: int) -> QuerySet[Contact]:
    """Of whom a person was a contact."""
    return contacts_for(scope).filter(person=person_id)


def onward_of(scope: Scope, contact_id: int) -> list[Contact]:
    """The F2 of an F1 that the reader may see."""
    return list(contacts_for(scope).filter(source_contact=contact_id).order_by("id")[:200])


def follow_ups_of(contact_id: int) -> list[FollowUp]:
    """Daily follow-up, newest first."""
    return list(FollowUp.objects.filter(contact=contact_id).order_by("-day")[:60])


def people_like(
    scope: Scope, *, full_name: str, phone: str, national_id: str, birth_year: int | None
) -> list[Person]:
    """People inside the reader's areas who may be the one who is meant, the surest first."""
    name, digits = name_key(full_name), phone_key(phone)
    same = Q()
    if national_id:
        same |= Q(national_id=national_id)
    if digits:
        same |= Q(phone_key=digits)
    if name and birth_year:
        same |= Q(name_key=name, birth_year=birth_year)
    if not same:
        return []
    query = inside(Person.objects.select_related("area"), scope, "contacts.see")
    found = list(query.filter(same, merged_into=None)[:20])
    return sorted(found, key=lambda p: (-_likeness(p, name, digits, national_id), p.pk))[:5]


def is_certainly(person: Person, *, full_name: str, phone: str, national_id: str) -> bool:
    """Same national id, or same phone and name: nobody needs to be asked."""
    return bool(national_id and person.national_id == national_id) or bool(
        phone and person.phone_key == phone_key(phone) and person.name_key == name_key(full_name)
    )


def person_or_not_found(scope: Scope, person_ids: Iterable[int]) -> dict[int, Person]:
    """People inside the reader's areas by id. Raises NotFound when one of them is not there."""
    wanted = set(person_ids)
    query = inside(Person.objects.select_related("area"), scope, "contacts.see")
    found = {person.pk: person for person in query.filter(pk__in=wanted)}
    if wanted - found.keys():
        raise NotFound(message("There is no such record."))
    return found


def wards_elsewhere(own: set[int]) -> list[tuple[int, str]]:
    """For forms: wards that are not among one's own, by name; areas are no secret. Of all times."""
    wards = Area.objects.filter(level="ward").order_by("name_key", "id")
    rows = wards.values_list("id", "name", "parent__name")
    named = ((number, f"{name}, {above}" if above else name) for number, name, above in rows)
    return [(number, name) for number, name in named if number not in own]


def case_for_contacts(scope: Scope, case_id: int) -> Case:
    """A case whose contacts are entered. Raises NotFound."""
    query = inside(Case.objects.select_related("person", "area"), scope, "cases.see")
    found = query.filter(pk=case_id).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found


def _named(text: str) -> Q:
    return (
        Q(code__iexact=text.strip())
        | Q(person__name_key__startswith=name_key(text))
        | Q(person__phone_key=phone_key(text) or "-")
    )


def _likeness(person: Person, name: str, digits: str, national_id: str) -> int:
    return (
        4 * bool(national_id and person.national_id == national_id)
        + 2 * bool(digits and person.phone_key == digits)
        + (person.name_key == name)
    )


def open_in_outbreak(scope: Scope, outbreak_id: int) -> QuerySet[Contact]:
    """Contacts of an outbreak's cases with whom something is due, soonest first."""
    of_cases = Q(source_case__outbreak=outbreak_id) | Q(source_contact__source_case__outbreak=outbreak_id)
    return contacts_for(scope).filter(of_cases, next_due__isnull=False).order_by("next_due", "id")


def open_in_area(scope: Scope, path: str, now: datetime) -> tuple[int, int]:
    """How many contacts living below a path have something due, and how many of them are late."""
    found = (
        contacts_for(scope)
        .filter(below("area_path", path), next_due__isnull=False)
        .aggregate(due=Count("id"), late=Count("id", filter=Q(next_due__lt=now)))
    )
    return found["due"], found["late"]
