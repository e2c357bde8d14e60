"""Limits of how often somebody may ask (rules/office/limits.toml), before any view runs."""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from hashlib import sha256

from django.http import HttpRequest, HttpResponse

from vungxanh.office.clock import now
from vungxanh.office.records.limits import take
from vungxanh.office.shell.client import address_of
from vungxanh.office.shell.middleware import name_of
from vungxanh.office.shell.refusals import too_often
from vungxanh.rules import read_rule


@dataclass(frozen=True)
class Limit:
    """So many requests in so many seconds for some addresses."""

    id: str
    addresses: tuple[str, ...]
    methods: tuple[str, ...]
    amount: int
    seconds: int

    def meets(self, name: str, method: str) -> bool:
        """Whether a request with this name and method counts."""
        return method in self.methods and any(fnmatchcase(name, pattern) for pattern in self.addresses)


@cache
def limits() -> tuple[Limit, ...]:
    """All limits, in the order of the file."""
    return tuple(
        Limit(
            entry["id"], tuple(entry["addresses"]), tuple(entry["methods"]), entry["amount"], entry["seconds"]
        )
        for entry in read_rule("office", "limits")["limit"]
    )


class LimitMiddleware:
    """Whoever asks too often waits; the answer is 429 and says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Count, then let through or refuse."""
        name = name_of(request) or ""
        for limit in limits():
            if limit.meets(name, request.method or "") and not _within(limit, request):
                return too_often(request, limit.seconds)
        return self.get_response(request)


def _within(limit: Limit, request: HttpRequest) -> bool:
    who = f"user {request.user.pk}" if request.user.is_authenticated else f"from {address_of(request)}"
    key = sha256(f"{limit.id} {who}".encode()).hexdigest()
    return take(key, amount=limit.amount, seconds=limit.seconds, at=now().timestamp())
