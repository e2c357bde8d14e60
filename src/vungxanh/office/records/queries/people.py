"""People that a person may see, and everything that is recorded about one of them."""

from django.db.models import QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Person
from vungxanh.office.records.queries.inside import inside


def people_for(scope: Scope) -> QuerySet[Person]:
    """The people living inside the scope; merged ones point to who was kept."""
    return inside(Person.objects.select_related("area"), scope, "cases.see")
