"""Lockdown points that a person may see, and what is known of them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.folding import address_key
from vungxanh.office.records.models import Area, Case, Household, Inside, LiftProposal, Lockdown, Person
from vungxanh.office.records.queries.inside import below, inside
from vungxanh.response.lockdown import DoneRound

IN_FORCE = ("active", "proposed")


def lockdowns_for(scope: Scope) -> QuerySet[Lockdown]:
    """The lockdown points inside the scope."""
    return inside(Lockdown.objects.select_related("area"), scope, "lockdown.see")


def active_on(day: date, scope: Scope) -> QuerySet[Lockdown]:
    """Points that hold on a day: begun, and not lifted before it."""
    lifted = Q(status="lifted", lifted_on__gte=day)
    return (
        lockdowns_for(scope).filter(Q(status__in=IN_FORCE) | lifted, begins__lte=day).order_by("begins", "id")
    )


def listed(scope: Scope, asked: Mapping[str, str], *, today: date) -> QuerySet[Lockdown]:
    """The list with the filters of the address: status ("open" for those in force), area (id), due, q."""
    query = lockdowns_for(scope)
    status = asked.get("status", "")
    if status == "open":
        query = query.filter(status__in=IN_FORCE)
    elif status:
        query = query.filter(status=status)
    if asked.get("area", "").isdigit():
        path = _area_path(int(asked["area"]))
        query = query.filter(below("area_path", path)) if path else query.none()
    if asked.get("due") == "round":
        query = query.filter(status="active", next_round_on__lte=today)
    words = asked.get("q", "").strip()
    return query.filter(Q(code__iexact=words) | Q(name__icontains=words)) if words else query


def _area_path(area_id: int) -> str | None:
    """The path of an area."""
    return Area.objects.filter(pk=area_id).values_list("path", flat=True).first()


def proposals_of(lockdown: Lockdown) -> list[LiftProposal]:
    """Proposals to lift, newest first."""
    return list(lockdown.proposals.select_related("proposed_by", "decided_by").order_by("-id"))


def open_proposal(lockdown: Lockdown) -> LiftProposal | None:
    """The proposal that waits for a decision."""
    return lockdown.proposals.filter(decision="").order_by("-id").first()


def rounds_done(lockdown: Lockdown) -> list[DoneRound]:
    """The rounds that were done, as the rule looks at them."""
    done = lockdown.rounds.exclude(done_on=None).values_list("done_on", "households", "positives")
    return [DoneRound(day, tested, found) for day, tested, found in done if day is not None]


def households_in(lockdown: Lockdown) -> int | None:
    """How many households are inside: as listed, or as said where there is no list."""
    return lockdown.household_list.count() or lockdown.households


def found_since(lockdown: Lockdown, day: date) -> int:
    """Cases that were found inside, sampled (or else reported) after a day."""
    later = Q(sample_date__gt=day) | Q(sample_date=None, report_date__gt=day)
    found = Case.objects.filter(later, lockdown=lockdown).exclude(classification="discarded")
    return found.count()


def people_inside(lockdown: Lockdown) -> QuerySet[Inside]:
    """People listed inside, those who are still there first."""
    return lockdown.inside.select_related("person", "household").order_by("until", "id")


def registered_at(lockdown: Lockdown) -> list[tuple[int, int]]:
    """People registered at listed addresses in the point's area and not listed inside: person, household."""
    keys = dict(lockdown.household_list.exclude(address_key="").values_list("address_key", "id"))
    if not keys:
        return []
    living = Person.objects.filter(below("area_path", lockdown.area_path), merged_into=None)
    rows = living.exclude(house="").exclude(inside__lockdown=lockdown, inside__until=None)
    return [
        (person, keys[key])
        for person, house, street in rows.values_list("id", "house", "street")
        if (key := address_key(house, street)) in keys
    ]


def households_of(lockdown: Lockdown) -> QuerySet[Household]:
    """Listed households with the number of people listed inside."""
    listed_now = Count("members", filter=Q(members__until=None))
    return lockdown.household_list.annotate(listed=listed_now).order_by("id")


def counts_of(lockdown_ids: list[int]) -> dict[int, dict[str, int]]:
    """Households and people listed in each point."""
    found: dict[int, dict[str, int]] = {record: {"households": 0, "people": 0} for record in lockdown_ids}
    households = Household.objects.filter(lockdown__in=lockdown_ids).values_list("lockdown")
    for record, count in households.annotate(Count("id")).order_by():
        found[record]["households"] = count
    people = Inside.objects.filter(lockdown__in=lockdown_ids, until=None).values_list("lockdown")
    for record, count in people.annotate(Count("id")).order_by():
        found[record]["people"] = count
    return found


def to_test(scope: Scope, today: date) -> QuerySet[Lockdown]:
    """Points in force whose round of tests is due, that the person keeps."""
    held = inside(Lockdown.objects.all(), scope, "lockdown.change")
    return held.filter(status="active", next_round_on__lte=today)


def to_decide(scope: Scope, user_id: int | None) -> QuerySet[Lockdown]:
    """Points proposed to be lifted by somebody else, on which the person may decide."""
    held = inside(Lockdown.objects.all(), scope, "lockdown.decide").filter(status="proposed")
    mine = LiftProposal.objects.filter(decision="", proposed_by=user_id).values("lockdown")
    return held.exclude(pk__in=mine) if user_id is not None else held


def replaceable(scope: Scope) -> QuerySet[Lockdown]:
    """Points in force that smaller ones may replace."""
    return inside(Lockdown.objects.all(), scope, "lockdown.change").filter(status__in=IN_FORCE)


def smaller_points(lockdown: Lockdown) -> list[Lockdown]:
    """Points that replace this one."""
    return list(lockdown.replaced_by.order_by("id"))


def inside_now(lockdown: Lockdown) -> int:
    """People listed inside who have not left."""
    return lockdown.inside.filter(until=None).count()


def points_of(scope: Scope, person_id: int) -> list[Inside]:
    """Where a person was listed inside, newest first, of the points that one may see."""
    rows = Inside.objects.filter(person=person_id, lockdown__in=lockdowns_for(scope))
    return list(rows.select_related("lockdown").order_by("-since", "-id")[:20])


def in_area(query: QuerySet[Lockdown], path: str) -> QuerySet[Lockdown]:
    """The points of a query that lie in an area."""
    return query.filter(below("area_path", path))
