"""What lists and forms of contacts and outbreaks ask for: filters of the address, areas to choose."""

from collections import defaultdict

from django.http import HttpRequest

from vungxanh.office.access import Scope
from vungxanh.office.clock import today
from vungxanh.office.records.queries.areas import area_choices


class Asked(defaultdict[str, str]):
    """Filters by name, empty where not given; `address` is the whole, to come back to."""

    address: str = ""


def asked_of(request: HttpRequest) -> Asked:
    """The filters of a request. NUL is no text for a database."""
    asked = Asked(str, {name: value.replace("\x00", "") for name, value in request.GET.items()})
    asked.address = f"{request.path}?{request.GET.urlencode()}"
    return asked


def areas_today(scope: Scope, permission: str) -> list[tuple[int, str]]:
    """Areas to choose for a new record: those of today; of an office that keeps the past only, all."""
    return area_choices(scope, permission, on=today()) or area_choices(scope, permission)
