"""Cases that a person may see."""

from django.db.models import QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Case
from vungxanh.office.records.queries.inside import inside


def cases_for(scope: Scope) -> QuerySet[Case]:
    """The cases inside the scope, with their person and area."""
    return inside(Case.objects.select_related("person", "area"), scope, "cases.see")
