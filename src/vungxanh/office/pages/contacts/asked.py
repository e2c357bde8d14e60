"""The filters of a list as they stand in the address."""

from collections import defaultdict

from django.http import HttpRequest


class Asked(defaultdict[str, str]):
    """Filters by name, empty where not given; `address` is all of it, `query` its filters."""

    address: str = ""
    query: str = ""


def asked_of(request: HttpRequest) -> Asked:
    """The filters of a request. NUL is no text for a database."""
    asked = Asked(str, {name: str(value).replace("\x00", "") for name, value in request.GET.dict().items()})
    asked.query = request.GET.urlencode()
    asked.address = f"{request.path}?{asked.query}"
    return asked
