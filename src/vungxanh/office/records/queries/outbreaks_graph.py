"""The graph around a case, and of an outbreak: who named whom as source, who was whose contact.

Cases and contacts outside the reader's areas are nodes without name, code, day or address, and the graph is
not followed beyond them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Case, Contact

MOST = 5_000
"""Nodes drawn at most."""


@dataclass(frozen=True)
class Node:
    """One person of the graph. An anonymous one (`known` false) has nothing but its kind."""

    kind: str
    id: int
    known: bool
    code: str = ""
    name: str = ""
    state: str = ""
    day: date | None = None
    area: str = ""
    unlinked: bool = False
    record: Case | Contact | None = None


@dataclass
class Graph:
    """Nodes, links between their numbers with a kind (source, possible, contact), whether it was cut off."""

    nodes: list[Node] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    cut: bool = False
    place: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, node: Node) -> int:
        """The number of a node, new or known."""
        key = (node.kind, node.id)
        if key not in self.place:
            self.place[key] = len(self.nodes)
            self.nodes.append(node)
        return self.place[key]

    def link(self, source: tuple[str, int], target: tuple[str, int], kind: str) -> None:
        """Link two nodes that are there; a named source is stronger than a possible one."""
        if source in self.place and target in self.place:
            pair = (self.place[source], self.place[target])
            if self.links.get(pair) != "source":
                self.links[pair] = kind


def graph_of_case(scope: Scope, case: Case) -> Graph:
    """Everybody who hangs together with a case by links between cases, then their contacts."""
    graph, frontier = Graph(), {case.pk}
    while frontier and len(graph.nodes) < MOST:
        rows = [row for row in _cases(frontier) if ("case", row.pk) not in graph.place]
        inside = {row.pk for row in rows if scope.covers("cases.see", row.area_path)}
        for row in rows:
            graph.add(_case_node(row, row.pk in inside))
        frontier = {pk for pk in _neighbours(inside) if ("case", pk) not in graph.place}
    graph.cut = bool(frontier)
    return _with_links(scope, graph, contacts=True)


def graph_of_outbreak(scope: Scope, outbreak_id: int, *, contacts: bool) -> Graph:
    """The cases of an outbreak, the sources they name elsewhere, and their contacts where asked for."""
    graph = Graph()
    ids = list(
        Case.objects.filter(outbreak=outbreak_id).order_by("id").values_list("id", flat=True)[: MOST + 1]
    )
    rows = _cases(ids[:MOST])
    named = {row.source_case_id for row in rows if scope.covers("cases.see", row.area_path)}
    rows += _cases({pk for pk in named if pk is not None} - set(ids))
    for row in rows:
        graph.add(_case_node(row, scope.covers("cases.see", row.area_path)))
    graph.cut = len(ids) > MOST
    return _with_links(scope, graph, contacts=contacts)


def _with_links(scope: Scope, graph: Graph, *, contacts: bool) -> Graph:
    """Links between the cases of a graph; contacts who did not become cases, and their F2."""
    cases = [node.id for node in graph.nodes]
    known = [node.id for node in graph.nodes if node.known]
    named = Case.objects.filter(pk__in=cases, source_case__in=cases).values_list("source_case", "id")
    edges = Contact.objects.filter(source_case__in=cases, became_case__in=cases)
    possible = edges.values_list("source_case", "became_case")
    for kind, pairs in (("source", named), ("possible", possible)):
        for source, target in pairs:
            graph.link(("case", source or 0), ("case", target or 0), kind)
    if contacts and scope.has("contacts.see"):
        first = _contacts(Q(source_case__in=known, became_case=None), MOST - len(graph.nodes))
        _add_contacts(scope, graph, first)
        onward = Q(source_contact__in=[row.pk for row in first], became_case=None)
        _add_contacts(scope, graph, _contacts(onward, MOST - len(graph.nodes)))
    return graph


def _add_contacts(scope: Scope, graph: Graph, rows: list[Contact]) -> None:
    for row in rows:
        near = scope.covers("contacts.see", row.area_path)
        graph.add(_contact_node(row, near or scope.covers("cases.see", row.source_area_path)))
        if row.source_case_id is not None:
            graph.link(("case", row.source_case_id), ("contact", row.pk), "contact")
        elif row.source_contact_id is not None:
            graph.link(("contact", row.source_contact_id), ("contact", row.pk), "contact")
    graph.cut = graph.cut or len(graph.nodes) >= MOST


def _neighbours(ids: Iterable[int]) -> set[int]:
    """Cases that are a source of these, or have one of these as a source, named or possible."""
    wanted = list(ids)
    named = Case.objects.filter(Q(pk__in=wanted) | Q(source_case__in=wanted)).values_list("id", "source_case")
    edges = Contact.objects.filter(
        Q(source_case__in=wanted) | Q(became_case__in=wanted), became_case__isnull=False
    ).values_list("source_case", "became_case")
    return {pk for pair in (*named, *edges) for pk in pair if pk is not None}


def _cases(ids: Iterable[int]) -> list[Case]:
    query = Case.objects.select_related("person", "area").only(
        "code", "classification", "onset_date", "sample_date", "report_date", "area_path", "source_case",
        "person__full_name", "person__area_path", "area__name",
    )  # fmt: skip
    return list(query.filter(pk__in=list(ids)[:MOST]).order_by("id"))


def _contacts(which: Q, most: int) -> list[Contact]:
    query = Contact.objects.select_related("person", "area").only(
        "code", "degree", "status", "last_exposure", "area_path", "source_area_path", "source_case",
        "source_contact", "person__full_name", "person__area_path", "area__name",
    )  # fmt: skip
    return list(query.filter(which).order_by("id")[: max(most, 0)])


def _case_node(row: Case, known: bool) -> Node:
    if not known:
        return Node("case", row.pk, False)
    day = row.onset_date or row.sample_date or row.report_date
    alone = row.source_case_id is None
    return Node(
        "case",
        row.pk,
        True,
        row.code,
        row.person.full_name,
        row.classification,
        day,
        row.area.name,
        alone,
        row,
    )


def _contact_node(row: Contact, known: bool) -> Node:
    if not known:
        return Node("contact", row.pk, False)
    return Node(
        "contact", row.pk, True, row.code, row.person.full_name, f"f{row.degree}", row.last_exposure,
        row.area.name, False, row,
    )  # fmt: skip
