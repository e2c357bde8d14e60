"""A view says which permission it needs; whoever holds it nowhere is told that there is no such page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from vungxanh.messages import message
from vungxanh.office.access import NotFound
from vungxanh.office.shell.actor import actor_of

View = Callable[..., HttpResponseBase]


def needs(*permissions: str) -> Callable[[View], View]:
    """Any one of the permissions, somewhere; where exactly is cut by the queries and use cases."""

    def around(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(actor_of(request).scope.has(permission) for permission in permissions):
                raise NotFound(message("There is no such page or record."))
            return view(request, *args, **kwargs)

        checked.permissions = permissions  # type: ignore[attr-defined]
        return checked

    return around
