"""When contacts become cases: their edges keep the link, and their own contacts move up a degree.

1. Every edge of a new case's person, for the same disease, becomes `became_case`, unless the exposure is
   too far from the case to have to do with it.
2. Where exactly one edge of the first degree can have led to the case, and nobody has said otherwise, its
   source becomes the case's source.
3. F2 of the person become F1 of the new case: from today, with the deadlines of an F1.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Case, Contact
from vungxanh.office.records.store import update_many
from vungxanh.office.usecases.contacts.due import set_due
from vungxanh.response.tracing import OPEN, could_infect

LINKED = ("status", "became_case", "closed_at", "next_due")
RAISED = (
    "degree", "source_case", "source_contact", "source_area_path", "listed_at", "trace_due", "isolate_due",
    "test_due", "follow_until", "next_due", "status", "closed_at",
)  # fmt: skip


def link_new_cases(cases: Sequence[Case], *, entry: Entry) -> None:
    """Link stored new cases to the edges of their people. Three queries, however many cases."""
    by_person: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        if case.classification != "discarded":
            by_person[case.person_id].append(case)
    edges = list(
        Contact.objects.filter(person__in=list(by_person), became_case=None).select_related(
            "source_case", "source_contact__source_case"
        )
    )
    found = ((edge, _case_of(edge, by_person[edge.person_id])) for edge in edges)
    linked = {edge: case for edge, case in found if case is not None}
    _close(linked, entry)
    _name_sources(linked, entry)
    _raise_onward(linked, entry)


def anchor(case: Case) -> date:
    """The day of a case that exposures are compared with."""
    return case.onset_date or case.sample_date or case.report_date


def _case_of(edge: Contact, cases: Sequence[Case]) -> Case | None:
    """Which of the person's new cases an edge has to do with."""
    source = _origin(edge)
    for case in cases:
        if source is not None and (source.pk == case.pk or source.disease != case.disease):
            continue
        if edge.status in OPEN or _possible(edge, case):
            return case
    return None


def _origin(edge: Contact) -> Case | None:
    if edge.source_case is not None:
        return edge.source_case
    return edge.source_contact.source_case if edge.source_contact else None


def _possible(edge: Contact, case: Case) -> bool:
    first, last = edge.first_exposure, edge.last_exposure
    return could_infect(disease=case.disease, anchor=anchor(case), first=first, last=last)


def _close(linked: dict[Contact, Case], entry: Entry) -> None:
    before = {edge.pk: {name: getattr(edge, name) for name in LINKED} for edge in linked}
    for edge, case in linked.items():
        edge.status, edge.became_case, edge.next_due = "became_case", case, None
        edge.closed_at = edge.closed_at or entry.at
    update_many(list(linked), LINKED, entry=entry, model=Contact, before=before)


def _name_sources(linked: dict[Contact, Case], entry: Entry) -> None:
    """One possible edge of the first degree names the source; several leave it open."""
    sources: dict[int, set[int]] = defaultdict(set)
    known = {case.pk: case for case in linked.values()}
    for edge, case in linked.items():
        if edge.degree == 1 and edge.source_case_id and _possible(edge, case):
            sources[case.pk].add(edge.source_case_id)
    named = [
        known[pk]
        for pk, found in sources.items()
        if len(found) == 1 and known[pk].source_case_id is None and known[pk].source_known != "no"
    ]
    before = {case.pk: {"source_case_id": None, "source_known": case.source_known} for case in named}
    for case in named:
        (case.source_case_id,) = sources[case.pk]
        case.source_known = "yes"
    update_many(named, ("source_case", "source_known"), entry=entry, model=Case, before=before)


def _raise_onward(linked: dict[Contact, Case], entry: Entry) -> None:
    """F2 of who became a case: F1 of that case. Of two edges of one person, the later is closed."""
    became = {edge.pk: case for edge, case in linked.items() if edge.degree == 1}
    onward = list(
        Contact.objects.filter(source_contact__in=list(became), degree=2, status__in=OPEN).order_by("id")
    )
    before = {edge.pk: {name: getattr(edge, name) for name in RAISED} for edge in onward}
    cases = list({case.pk for case in became.values()})
    taken = set(Contact.objects.filter(source_case__in=cases).values_list("person_id", "source_case_id"))
    for edge in onward:
        case = became[edge.source_contact_id or 0]
        pair = (edge.person_id, case.pk)
        if pair in taken or edge.person_id == case.person_id:
            edge.status, edge.closed_at, edge.next_due = "finished", entry.at, None
        else:
            taken.add(pair)
            _raise(edge, case, entry)
    update_many(onward, RAISED, entry=entry, model=Contact, before=before)


def _raise(edge: Contact, case: Case, entry: Entry) -> None:
    edge.degree, edge.source_case, edge.source_contact = 1, case, None
    edge.source_area_path, edge.listed_at = case.area_path, entry.at
    set_due(edge, disease=case.disease)
