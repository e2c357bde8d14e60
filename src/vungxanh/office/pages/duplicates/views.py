"""The list of open pairs, a pair side by side, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from vungxanh.messages import VungXanhError
from vungxanh.office.access import Actor
from vungxanh.office.clock import now
from vungxanh.office.language import say, tell
from vungxanh.office.pages.duplicates.evidence import KINDS, evidence_of, rows_of, sureness
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.duplicates import open_pairs, pairs_across, pairs_to_decide
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.person_links import held_by
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.duplicates import call_different, merge_pair
from vungxanh.office.usecases.merges import CasesAsk
from vungxanh.office.usecases.merges.episodes import doubled_cases

MOST = 100
"""Pairs decided on at once."""


@require_GET
@needs("duplicates.decide")
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs that wait, the likeliest first."""
    actor = actor_of(request)
    page = page_of(open_pairs(actor.scope), request, key="probability")
    people = [person for pair in page for person in (pair.first, pair.second)]
    note_reading(by=actor, as_of=now(), action="duplicates.list", records=people)
    pairs = [(pair, sureness(pair.probability), evidence_of(pair.weights)) for pair in page]
    values = {
        "page": page,
        "pairs": pairs,
        "waiting": open_pairs(actor.scope).count(),
        "across": pairs_across(actor.scope),
    }
    return render(request, "duplicates/list.html.j2", values)


@require_GET
@needs("duplicates.decide")
def pair(request: HttpRequest, pair: int) -> HttpResponse:
    """Two people side by side."""
    return _shown(request, pair)


@require_POST
@needs("duplicates.decide")
def pair_decide(request: HttpRequest, pair: int) -> HttpResponse:
    """Merge or keep apart, then on to the next pair."""
    actor, given = actor_of(request), request.POST
    onward = _next(actor, pair)
    if given.get("decision") == "different":
        call_different(by=actor, as_of=now(), pair_id=pair)
        messages.success(request, say("Two people: remembered, and not asked again."))
        return redirect(onward)
    chosen = {name[5:]: side for name, side in given.items() if name.startswith("keep-")}
    keep = "second" if given.get("keep") == "second" else "first"
    sides = {"first": "kept", "second": "gone"} if keep == "first" else {"first": "gone", "second": "kept"}
    try:
        merge = merge_pair(
            by=actor,
            as_of=now(),
            pair_id=pair,
            keep=keep,
            chosen={group: sides[side] for group, side in chosen.items() if side in sides},
            cases=given.get("cases", ""),
        )
    except CasesAsk as error:
        return _shown(request, pair, asked=tell(error.message), status=400)
    said = say("One person now. It can be taken back under Merges ({code}).", code=merge.kept.code)
    messages.success(request, said)
    return redirect(onward)


@require_POST
@needs("duplicates.decide")
def pairs_bulk(request: HttpRequest) -> HttpResponse:
    """Several pairs at once; one that wants a closer look stays open, and is counted."""
    actor, given = actor_of(request), request.POST
    ids = [int(text) for text in given.getlist("pair")[:MOST] if text.isdecimal()]
    decide = merge_pair if given.get("decision") == "merge" else call_different
    done = 0
    for pair_id in ids:
        try:
            decide(by=actor, as_of=now(), pair_id=pair_id)
            done += 1
        except VungXanhError:
            continue
    messages.success(request, say("Decided: {done}. Left open: {left}.", done=done, left=len(ids) - done))
    return redirect("duplicates")


def _shown(request: HttpRequest, pair_id: int, *, asked: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    found = record_or_not_found(pairs_to_decide(actor.scope), pk=pair_id)
    people = [found.first, found.second]
    note_reading(by=actor, as_of=now(), action="duplicates.see", records=people)
    held = held_by([person.pk for person in people])
    key = (found.first_id, found.second_id)
    values: dict[str, Any] = {
        "pair": found,
        "sureness": sureness(found.probability),
        "evidence": evidence_of(found.weights),
        "rows": rows_of(found.first, found.second),
        "held": [(words, *(held[p.pk].get(kind, 0) for p in people)) for kind, words in KINDS.items()],
        "doubled": doubled_cases([key]).get(key, []),
        "asked": asked,
        "onward": _next(actor, pair_id),
        "open": found.status == "open" and not any(person.merged_into_id for person in people),
    }
    return render(request, "duplicates/pair.html.j2", values, status=status)


def _next(actor: Actor, pair_id: int) -> str:
    """Address of the next open pair: the likeliest of those that are less likely, else the likeliest."""
    waiting = open_pairs(actor.scope).exclude(pk=pair_id).order_by("-probability", "-id")
    here = record_or_not_found(pairs_to_decide(actor.scope), pk=pair_id)
    less = waiting.filter(probability__lte=here.probability).exclude(
        probability=here.probability, pk__gt=pair_id
    )
    onward = less.first() or waiting.first()
    return reverse("pair", args=[onward.pk]) if onward else reverse("duplicates")
