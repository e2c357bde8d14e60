"""What was merged, by hand and by the rule, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vungxanh.office.clock import now
from vungxanh.office.language import say, tell
from vungxanh.office.pages.duplicates.evidence import KINDS, evidence_of
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.duplicates import merges_for
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.duplicates import undo_merge
from vungxanh.office.usecases.merges.filling import groups

KINDS_OF_LIST = {"automatic": {"automatic": True}, "hand": {"automatic": False}}


@require_GET
@needs("duplicates.decide")
def merges(request: HttpRequest) -> HttpResponse:
    """Merges, newest first."""
    actor = actor_of(request)
    kind = request.GET.get("kind", "")
    page = page_of(merges_for(actor.scope).filter(**KINDS_OF_LIST.get(kind, {})), request, key="at")
    note_reading(by=actor, as_of=now(), action="merges.list", records=[merge.kept for merge in page])
    return render(request, "duplicates/merges.html.j2", {"page": page, "kind": kind})


@require_GET
@needs("duplicates.decide")
def merge(request: HttpRequest, merge: int) -> HttpResponse:
    """One merge: who became part of whom, what was filled, what followed."""
    actor = actor_of(request)
    found = record_or_not_found(merges_for(actor.scope).select_related("pair"), pk=merge)
    note_reading(by=actor, as_of=now(), action="merges.see", records=[found.kept, found.gone])
    values = {
        "merge": found,
        "filled": _filled(found),
        "followed": _followed(found),
        "evidence": evidence_of(found.pair.weights) if found.pair else [],
    }
    return render(request, "duplicates/merge.html.j2", values)


@require_POST
@needs("duplicates.decide")
def merge_undo(request: HttpRequest, merge: int) -> HttpResponse:
    """Two people again."""
    stays = undo_merge(by=actor_of(request), as_of=now(), merge_id=merge)
    messages.success(request, say("Taken back: these are two people again."))
    for said in stays:
        messages.warning(request, tell(said))
    return redirect("merge", merge=merge)


def _filled(found: Any) -> list[tuple[dict[str, str], str, str]]:
    """Groups that the merge changed in the kept person: words, before, after."""
    before, after = found.before["kept"], found.before["after"]
    changed = [
        (group.words, [(before[name], after[name]) for name in _shown(group.fields)]) for group in groups()
    ]
    return [
        (words, _line(old for old, _ in values), _line(new for _, new in values))
        for words, values in changed
        if any(old != new for old, new in values)
    ]


def _shown(fields: tuple[str, ...]) -> list[str]:
    """Fields that mean something to a reader."""
    return [name for name in fields if not name.endswith(("_key", "_id", "_path"))]


def _line(values: Any) -> str:
    return ", ".join(str(value) for value in values if value not in (None, ""))


def _followed(found: Any) -> list[tuple[Any, int]]:
    """How many records of each kind followed."""
    kinds = [name.partition(" ")[0] for name in found.moved]
    return [(KINDS[kind], kinds.count(kind)) for kind in KINDS if kind in kinds]
