"""People that a person may see, and everything that is recorded about one of them."""

from collections.abc import Mapping

from django.db.models import QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Person
from vungxanh.office.records.queries.inside import inside
from vungxanh.office.records.queries.words import named_like


def people_for(scope: Scope) -> QuerySet[Person]:
    """The people living inside the scope; merged ones point to who was kept."""
    return inside(Person.objects.select_related("area"), scope, "cases.see")


def people_listed(scope: Scope, asked: Mapping[str, str]) -> QuerySet[Person]:
    """The people of a list, those merged away left out; `q` are words of the name, in any order."""
    query = people_for(scope).filter(merged_into=None)
    text = asked.get("q", "").strip()
    return query.filter(pk__in=named_like(text, scope.paths("cases.see")).values("pk")) if text else query
