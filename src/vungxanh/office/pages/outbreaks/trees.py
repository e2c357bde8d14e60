"""Pages of transmission trees: of a case and of an outbreak."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import now
from vungxanh.office.language import say
from vungxanh.office.pages.outbreaks.drawing import drawn, scene_of
from vungxanh.office.pages.outbreaks.words import SHAPES
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.contacts import case_for_contacts
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.outbreaks import outbreaks_for
from vungxanh.office.records.queries.outbreaks_graph import graph_of_case, graph_of_outbreak
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs


@require_GET
@needs("cases.see")
def case_tree(request: HttpRequest, case: int) -> HttpResponse:
    """Who hangs together with a case."""
    record = case_for_contacts(actor_of(request).scope, case)
    graph = graph_of_case(actor_of(request).scope, record)
    title = say("Transmission tree of {code}", code=record.code)
    return _page(request, graph, title, back=(record.code, f"/cases/{case}/"))


@require_GET
@needs("cases.see")
def outbreak_tree(request: HttpRequest, outbreak: int) -> HttpResponse:
    """Who infected whom in an outbreak."""
    scope = actor_of(request).scope
    record = record_or_not_found(outbreaks_for(scope), pk=outbreak)
    contacts = request.GET.get("contacts") == "yes"
    graph = graph_of_outbreak(scope, outbreak, contacts=contacts)
    title = say("Transmission tree of {code}", code=record.code)
    return _page(request, graph, title, back=(record.name, f"/outbreaks/{outbreak}/"), choose_contacts=True)


def _page(
    request: HttpRequest, graph: Any, title: str, *, back: tuple[str, str], choose_contacts: bool = False
) -> HttpResponse:
    by_day = request.GET.get("axis") == "days"
    scene = scene_of(graph, by_day=by_day)
    shown = [node.record.person for node in graph.nodes if node.known]
    note_reading(by=actor_of(request), as_of=now(), action="tree.see", records=shown)
    values = {
        "title": title,
        "scene": scene,
        "drawing": drawn(scene, title),
        "shapes": SHAPES,
        "present": [shape for shape in SHAPES if any(mark.shape == shape for mark in scene.marks)],
        "back": back,
        "cut": graph.cut,
        "by_day": by_day,
        "contacts": request.GET.get("contacts", ""),
        "choose_contacts": choose_contacts,
    }
    return render(request, "outbreaks/tree.html.j2", values)
