"""The work list of tracing: what is due next, whose it is, and who can take it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from vungxanh.office.access import ROLES, Scope
from vungxanh.office.clock import HERE
from vungxanh.office.records.models import Area, Case, Contact, Grant, User
from vungxanh.office.records.queries.contacts import contacts_for
from vungxanh.office.records.queries.inside import below, inside
from vungxanh.response.tracing import Window, window

TRACERS = tuple(r.id for r in ROLES.values() if "follow.change" in r.permissions and r.id != "system")


def work_list(scope: Scope, asked: Mapping[str, str], *, user_id: int | None) -> QuerySet[Contact]:
    """Contacts with whom something is due, soonest first when ordered by `next_due`."""
    query = contacts_for(scope).filter(next_due__isnull=False)
    whose = asked.get("whose", "")
    if whose == "mine":
        query = query.filter(officer=user_id)
    elif whose == "nobody":
        query = query.filter(officer=None)
    if asked.get("status") in ("listed", "reached", "isolating"):
        query = query.filter(status=asked["status"])
    if asked.get("area", "").isdigit():
        area = Area.objects.filter(pk=int(asked["area"])).first()
        query = query.filter(below("area_path", area.path)) if area else query.none()
    return query


def amount_due(scope: Scope, *, user_id: int | None, until: datetime, now: datetime) -> tuple[int, int]:
    """How many are due until a moment for this person or for nobody in particular, and how many are late."""
    found = (
        contacts_for(scope)
        .filter(Q(officer=user_id) | Q(officer=None), next_due__lt=until)
        .aggregate(due=Count("id"), late=Count("id", filter=Q(next_due__lt=now)))
    )
    return found["due"], found["late"]


def officers_for(scope: Scope, *, on: date) -> QuerySet[User]:
    """Who does tracing inside the reader's areas on a day; people above or elsewhere are not named."""
    held = inside(Grant.objects.all(), scope, "contacts.change").filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), role__in=TRACERS, valid_from__lte=on, revoked_at=None
    )
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("full_name", "id")


def window_of(contact: Contact) -> Window | None:
    """The days on which exposure to the contact's case counts, by the rule of the day of listing."""
    case = contact.source_case
    if case is None:
        return None
    return window(
        disease=case.disease,
        on=contact.listed_at.astimezone(HERE).date(),
        onset=case.onset_date,
        sample=case.sample_date,
        report=case.report_date,
        isolated=isolated_on(case),
    )


def isolated_on(case: Case) -> date | None:
    """From when a case infected nobody outside any more: admission, else the isolation it was found in."""
    if case.admission_date is not None:
        return case.admission_date
    return case.isolation.begins if case.isolation else None
