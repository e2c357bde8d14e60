"""Where a request came from: the address that the reverse proxy saw, where there is one."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest | None) -> str:
    """The client's address. With HTTPS there is exactly one proxy, whose last entry is the one to believe."""
    if request is None:
        return ""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if settings.ENVIRONMENT.https and forwarded:
        return forwarded.rpartition(",")[2].strip()[:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
