"""The audit trail as an auditor sees it: events about records in their areas, and only that part of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vungxanh.messages import message
from vungxanh.office.access import NotFound, Scope
from vungxanh.office.records.models import Area, Event, Person, Seal, Subject
from vungxanh.office.records.queries.inside import inside

SEE = "audit.see"
CODED = ("person", "case", "contact", "sample", "session", "isolation", "centre", "lockdown", "outbreak")
"""Kinds of records that people know by a code."""
OF_PERSON = ("case", "contact", "sample", "isolation")
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
STEP = 1_000


@dataclass(frozen=True)
class Asked:
    """What an auditor looks for. Empty means anything; `which` is read, change or empty."""

    code: str = ""
    actor: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None
    which: str = ""


def sees_everything(scope: Scope) -> bool:
    """Whether the reader's areas are all there are: then events about no area are theirs too."""
    tops = Area.objects.filter(parent=None).values_list("path", flat=True)
    return scope.has(SEE) and all(scope.covers(SEE, path) for path in tops)


def events_for(scope: Scope, asked: Asked) -> QuerySet[Event]:
    """Events that have a subject in the reader's areas, and that are asked for."""
    query = Event.objects.all()
    if not sees_everything(scope):
        query = query.filter(Exists(subjects_for(scope).filter(event=OuterRef("pk"))))
    if asked.code:
        records = records_with_code(scope, asked.code)
        about = [Q(kind=kind, record_id__in=ids) for kind, ids in records.items()]
        wanted = Q(pk__in=[])
        for condition in about:
            wanted |= condition
        query = query.filter(Exists(subjects_for(scope).filter(wanted, event=OuterRef("pk"))))
    if asked.actor:
        query = query.filter(actor_name__icontains=asked.actor)
    if asked.action:
        query = query.filter(action__startswith=asked.action)
    if asked.which:
        query = query.filter(reading=asked.which == "read")
    if asked.first:
        query = query.filter(at__gte=_midnight(asked.first))
    if asked.last:
        query = query.filter(at__lt=_midnight(asked.last + timedelta(days=1)))
    return query


def subjects_for(scope: Scope) -> QuerySet[Subject]:
    """Subjects in the reader's areas."""
    if sees_everything(scope):
        return Subject.objects.all()
    return inside(Subject.objects.all(), scope, SEE)


def event_or_not_found(scope: Scope, event_id: int) -> Event:
    """One event. Raises NotFound."""
    found = events_for(scope, Asked()).filter(pk=event_id).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found


def seal_of(event: Event) -> tuple[int, str] | None:
    """Number and digest of an event's seal; None while it waits for one."""
    return Seal.objects.filter(event=event).values_list("number", "sha256").first()


def records_with_code(scope: Scope, code: str) -> dict[str, list[int]]:
    """Kind -> ids of the records with this code in the reader's areas; of a person also what is kept."""
    found: dict[str, list[int]] = {}
    for kind in CODED:
        model = apps.get_model("records", kind)
        ids = list(inside(model.objects.filter(code__iexact=code), scope, SEE).values_list("pk", flat=True))
        if ids:
            found.setdefault(kind, []).extend(ids)
    people = found.get("person", [])
    people += Person.objects.filter(merged_into__in=people).values_list("pk", flat=True)
    for kind in OF_PERSON if people else ():
        model = apps.get_model("records", kind)
        found.setdefault(kind, []).extend(
            model.objects.filter(person__in=people).values_list("pk", flat=True)
        )
    return found


def subjects_named(scope: Scope, records: dict[str, list[int]]) -> list[tuple[str, int, str]]:
    """Records with the area that each is in, as subjects of an event."""
    return [
        (kind, pk, path)
        for kind, ids in records.items()
        for pk, path in inside(
            apps.get_model("records", kind).objects.filter(pk__in=ids), scope, SEE
        ).values_list("pk", "area_path")
    ]


def codes_of(subjects: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Codes of records, one query for each kind."""
    wanted: dict[str, set[int]] = {}
    for kind, record in subjects:
        wanted.setdefault(kind, set()).add(record)
    found = {}
    for kind in CODED:
        if kind in wanted:
            rows = apps.get_model("records", kind).objects.filter(pk__in=wanted[kind])
            found.update({(kind, pk): code for pk, code in rows.values_list("pk", "code")})
    return found


def account_events(user_id: int) -> QuerySet[Event]:
    """What happened to one account, the newest first."""
    about = Subject.objects.filter(kind="user", record_id=user_id, event=OuterRef("pk"))
    account = Q(action__startswith="account.") | Q(action__startswith="grant.")
    return Event.objects.filter(account, Exists(about)).order_by("-at", "-id")


def in_steps(query: QuerySet[Event]) -> Iterator[Sequence[Event]]:
    """All events of a query in constant memory, by id, with their seals."""
    place = 0
    query = query.annotate(seal_number=F("seal__number"), seal_sha256=F("seal__sha256")).order_by("id")
    while found := list(query.filter(id__gt=place)[:STEP]):
        yield found
        place = found[-1].pk


def subjects_of(scope: Scope, events: Sequence[Event]) -> dict[int, list[tuple[str, int]]]:
    """Event id -> the subjects of it that the reader may know."""
    found: dict[int, list[tuple[str, int]]] = {event.pk: [] for event in events}
    rows = subjects_for(scope).filter(event__in=list(found)).order_by("event_id", "id")
    for event, kind, record in rows.values_list("event_id", "kind", "record_id"):
        if (kind, record) not in found[event]:
            found[event].append((kind, record))
    return found


def changes_of(event: Event, subjects: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """The changes of an event to these subjects only."""
    known = {f"{kind} {record}" for kind, record in subjects}
    return {record: told for record, told in event.changes.items() if record in known}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, HERE)
