"""Ordering isolation: the rule of the day sets its last day and its tests, unless they are set by hand."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor, NotAllowed
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Centre, DueTest, Isolation, Person
from vungxanh.office.records.queries.centres import centres_for
from vungxanh.office.records.queries.contacts import contacts_of_person, may_change
from vungxanh.office.records.queries.inside import inside, record_or_not_found
from vungxanh.office.records.queries.isolations import isolations_for, open_of
from vungxanh.office.records.store import act, insert, insert_many, update
from vungxanh.office.usecases.centres import take_place
from vungxanh.office.usecases.found import resettle
from vungxanh.office.usecases.tracing import move_contacts
from vungxanh.response.isolation import Rule, day_of, last_day, number_of, rule_on


class NoRule(VungXanhError):
    """No rule was found for that day; the last day must be given."""


class AlreadyIsolated(VungXanhError):
    """The person is isolated already."""


class DaysWrong(VungXanhError):
    """The days contradict each other."""


class CentreMissing(VungXanhError):
    """Which centre is not said."""


@dataclass(frozen=True)
class Order:
    """An order of isolation. `ends` and `test_days` are for what no rule covers, or goes beyond it."""

    person_id: int
    reason: str
    place: str
    begins: date
    centre_id: int | None = None
    case_id: int | None = None
    contact_id: int | None = None
    order_number: str = ""
    order_date: date | None = None
    order_by: str = ""
    ends: date | None = None
    test_days: tuple[int, ...] = ()
    note: str = ""


def order_isolation(*, by: Actor, as_of: datetime, order: Order) -> Isolation:
    """Isolate a person. Raises NoRule, AlreadyIsolated, CentreFull and others fit to show."""
    person = record_or_not_found(
        inside(Person.objects.select_related("area"), by.scope, "isolation.see"), pk=order.person_id
    )
    by.must("isolation.change", person.area_path)
    with act(by=by, at=as_of, action="isolation.order") as entry:
        Person.objects.select_for_update().get(pk=person.pk)
        if open_of(person.pk) is not None:
            raise AlreadyIsolated(message("This person is isolated already: change that isolation."))
        order, edges = _with_contact(order, by)
        made = begin(order, person, by=by, entry=entry)
        if made.status == "active" and edges:
            move_contacts(by=by, as_of=as_of, contact_ids=edges, status="isolating")
        resettle([person.pk], entry=entry)
    return made


def begin(
    order: Order, person: Person, *, by: Actor, entry: Entry, rule: Rule | None = None, **more: Any
) -> Isolation:
    """Store an isolation and its due tests inside an act. `more` are fields of a continued one."""
    rule = rule or rule_on(order.reason, order.place, order.begins)
    counted = more.pop("counted_from", order.begins)
    ends = more.pop("ends", None) or order.ends or (last_day(rule, counted) if rule else None)
    if ends is None:
        raise NoRule(message("No rule was found for that day: give the last day yourself."))
    if ends < order.begins:
        raise DaysWrong(message("The last day is before the first."))
    centre = _centre(order, by)
    area = centre.area if centre is not None else person.area
    made = insert(
        Isolation(
            code=next_codes("isolation")[0], person=person,
            case_id=order.case_id, contact_id=order.contact_id,
            reason=order.reason, place=order.place, centre=centre, area=area, area_path=area.path,
            home_path=person.area_path, order_number=order.order_number, order_date=order.order_date,
            order_by=order.order_by, rule=rule.id if rule else "", counted_from=counted, begins=order.begins,
            ends=ends, status="active" if order.begins <= local_day(entry.at) else "ordered",
            note=order.note, **more,
        ),
        entry=entry,
    )  # fmt: skip
    if "before" not in more:
        _ask_tests(made, rule, order.test_days, entry)
    return made


def held_isolation(by: Actor, isolation_id: int, permission: str = "isolation.change") -> Isolation:
    """An isolation that the person may see, and may change from either side: home or place."""
    found = record_or_not_found(isolations_for(by.scope), pk=isolation_id)
    if not any(by.scope.covers(permission, path) for path in (found.area_path, found.home_path)):
        raise NotAllowed(message("Your roles do not allow this here."))
    return found


def local_day(moment: datetime) -> date:
    """The calendar day here of a moment."""
    return moment.astimezone(HERE).date()


def next_test(isolation: Isolation) -> date | None:
    """The first due test without a result."""
    waiting = isolation.tests.filter(result="").order_by("due_on")
    return waiting.values_list("due_on", flat=True).first()


def _with_contact(order: Order, by: Actor) -> tuple[Order, list[int]]:
    """The order tied to the newest contact of the person, and the open contacts that it isolates."""
    if order.reason not in ("contact", "second_contact"):
        return order, []
    known = contacts_of_person(by.scope, order.person_id).filter(status__in=("listed", "reached"))
    edges = [edge for edge in known.order_by("-id") if may_change(by.scope, edge)]
    if order.contact_id is None and edges:
        order = replace(order, contact_id=edges[0].pk)
    return order, [edge.pk for edge in edges]


def _ask_tests(made: Isolation, rule: Rule | None, by_hand: tuple[int, ...], entry: Entry) -> None:
    numbers = by_hand or (rule.tests if rule else ())
    due = [
        DueTest(isolation=made, day_number=number, due_on=day_of(number, made.counted_from))
        for number in sorted(set(numbers))
        if number <= number_of(made.ends, made.counted_from)
    ]
    insert_many(due, entry=entry, model=DueTest)
    if due:
        update(made, {"next_test_on": due[0].due_on}, entry=entry)


def _centre(order: Order, by: Actor) -> Centre | None:
    if order.place == "home":
        return None
    if order.centre_id is None:
        if order.place == "hospital":
            return None
        raise CentreMissing(message("Say which centre."))
    centre = record_or_not_found(centres_for(by.scope), pk=order.centre_id)
    take_place(centre, order.begins)
    return centre
