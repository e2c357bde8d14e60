"""What the page of an area shows of outbreaks."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from vungxanh.office.clock import today
from vungxanh.office.records.queries.outbreaks import listed, sizes_of
from vungxanh.office.shell.actor import actor_of

MOST = 20


def area_panel(request: HttpRequest, area: Any) -> Markup | None:
    """Outbreaks of the area that go on."""
    scope = actor_of(request).scope
    if not scope.covers("cases.see", area.path):
        return None
    asked = {"state": "open", "area": str(area.pk)}
    found = list(listed(scope, asked, today=today()).order_by("-id")[:MOST])
    if not found:
        return None
    values = {"outbreaks": found, "sizes": sizes_of([one.pk for one in found])}
    return Markup(render_to_string("outbreaks/area_panel.html.j2", values, request))  # noqa: S704 - our own template
