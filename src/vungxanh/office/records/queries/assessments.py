"""Stored assessments as pages show them; rows are cut to the reader's areas."""

from typing import Any

from django.db.models import Q, QuerySet

from vungxanh.messages import message
from vungxanh.office.access import NotFound, Scope
from vungxanh.office.records.models import Area, AreaColour, AssessedCluster, Assessment, Case, Schedule
from vungxanh.office.records.queries.inside import below, inside

SEE = "assessment.see"
DECIDED = ("approved", "published")
GOOD = ("computed", *DECIDED)
HEAVY = ("explanation", "series", "outlook", "estimates")


def assessments_for(scope: Scope) -> QuerySet[Assessment]:
    """All assessments; about figures of which areas, the rows decide."""
    query = Assessment.objects.select_related("computed_by", "approved_by", "published_by", "previous")
    return query if scope.has(SEE) else query.none()


def assessment_or_not_found(scope: Scope, assessment_id: int) -> Assessment:
    """One assessment. Raises NotFound."""
    found = assessments_for(scope).filter(pk=assessment_id).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found


def newest_shown(scope: Scope) -> Assessment | None:
    """What pages take their figures from: the newest that was approved, else the newest computed."""
    good = assessments_for(scope).filter(status__in=GOOD)
    newest = ("-as_of", "-number")
    return good.filter(status__in=DECIDED).order_by(*newest).first() or good.order_by(*newest).first()


def newer_waiting(scope: Scope, shown: Assessment) -> Assessment | None:
    """A computed one that waits for its approval and knows more than the one that is shown."""
    later = Q(as_of__gt=shown.as_of) | Q(as_of=shown.as_of, number__gt=shown.number)
    waiting = assessments_for(scope).filter(later, status="computed")
    return waiting.order_by("-as_of", "-number").first()


def waiting_for_approval(scope: Scope) -> QuerySet[Assessment]:
    """Computed ones that nobody has decided on."""
    return assessments_for(scope).filter(status="computed").order_by("-number")


def rows_of(assessment: Assessment, scope: Scope) -> QuerySet[AreaColour]:
    """The areas of an assessment inside the scope, without what only an area's own page shows."""
    rows = AreaColour.objects.filter(assessment=assessment).select_related("area").defer(*HEAVY)
    return inside(rows, scope, SEE).order_by("area_path")


def row_of(assessment: Assessment, area: Area) -> AreaColour | None:
    """One area in an assessment, with everything; the area's permission was checked by who gives it."""
    return AreaColour.objects.filter(assessment=assessment, area=area).select_related("area").first()


def colours_over_time(area: Area, most: int = 30) -> list[AreaColour]:
    """The area's colour in each decided assessment, newest first."""
    rows = AreaColour.objects.filter(area=area, assessment__status__in=DECIDED).select_related("assessment")
    return list(rows.defer(*HEAVY).order_by("-assessment__as_of", "-assessment__number")[:most])


def clusters_for(assessment: Assessment, scope: Scope) -> list[AssessedCluster]:
    """The clusters that reach into the scope."""
    tops = scope.paths(SEE)
    found = AssessedCluster.objects.filter(assessment=assessment).order_by("rank")
    return [cluster for cluster in found if any(_inside(place, tops) for place in cluster.facts["places"])]


def cases_of_cluster(cluster: AssessedCluster, scope: Scope) -> QuerySet[Case]:
    """The cases in a cluster's areas and days that the reader may see."""
    facts = cluster.facts
    places = [below("area_path", place["path"]) for place in facts["places"]]
    if not places:
        return Case.objects.none()
    where = places[0]
    for place in places[1:]:
        where |= place
    days = {"report_date__gte": facts["first_day"], "report_date__lte": facts["last_day"]}
    cases = Case.objects.filter(where, **days).exclude(classification="discarded")
    seen = inside(cases.select_related("person", "area"), scope, "cases.see")
    return seen.order_by("person__street", "person__house", "report_date")


def schedule() -> Schedule | None:
    """When the assessment runs by itself."""
    return Schedule.objects.filter(kind="assessment").first()


def _inside(place: dict[str, Any], tops: tuple[str, ...]) -> bool:
    return any(place["path"].startswith(top) for top in tops)
