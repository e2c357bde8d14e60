"""Merging without asking: only pairs that are certain, in one area, with nothing that wants a person."""

from collections.abc import Sequence
from datetime import datetime

from vungxanh.office.access import Actor
from vungxanh.office.records.models import DuplicatePair, Person
from vungxanh.office.usecases.linkage.rule import linkage
from vungxanh.office.usecases.merges import AlreadyMerged, CasesAsk, merge_people
from vungxanh.office.usecases.merges.episodes import doubled_cases
from vungxanh.office.usecases.merges.many import Couple, entangled, merge_many

MACHINE = Actor.machine("duplicates")


def merge_certain(person_ids: Sequence[int], *, as_of: datetime) -> int:
    """Merge the certain pairs of these people, the surest first; how many were merged.

    The older record is kept. A person who was merged a moment ago stands for both, so it goes in rounds in
    which nobody is in two pairs.
    """
    waiting = certain(person_ids)
    into: dict[int, int] = {}
    done = 0
    while waiting:
        couples, waiting = _round(waiting, into)
        asked = doubled_cases([couple[:2] for couple in couples])
        couples = [couple for couple in couples if couple[:2] not in asked]
        done += _merge(couples, into, as_of)
    return done


def _round(pairs: list[DuplicatePair], into: dict[int, int]) -> tuple[list[Couple], list[DuplicatePair]]:
    """Couples in which everybody is once, and the pairs that are left for the next round."""
    couples: list[Couple] = []
    left: list[DuplicatePair] = []
    busy: set[int] = set()
    for pair in pairs:
        kept, gone = sorted((_stands(pair.first_id, into), _stands(pair.second_id, into)))
        if kept in busy or gone in busy:
            left.append(pair)
        elif kept != gone:
            couples.append((kept, gone, pair))
            busy |= {kept, gone}
    return couples, left


def _merge(couples: list[Couple], into: dict[int, int], as_of: datetime) -> int:
    """Together where nothing of the one can change the other; one by one where it may."""
    knots = entangled([person for kept, gone, _ in couples for person in (kept, gone)])
    together = [couple for couple in couples if not knots & set(couple[:2])]
    done = 0
    if together:
        done += merge_many(together, by=MACHINE, as_of=as_of)
        into |= {gone: kept for kept, gone, _ in together}
    for kept, gone, pair in couples:
        if not knots & {kept, gone}:
            continue
        people = Person.objects.in_bulk([kept, gone])
        try:
            merge_people(
                by=MACHINE, as_of=as_of, kept=people[kept], gone=people[gone], pair=pair, automatic=True
            )
        except (AlreadyMerged, CasesAsk):
            continue
        into[gone] = kept
        done += 1
    return done


def certain(person_ids: Sequence[int]) -> list[DuplicatePair]:
    """Open pairs of these people that nobody needs to look at."""
    found: dict[int, DuplicatePair] = {}
    for start in range(0, len(person_ids), 2_000):
        some = person_ids[start : start + 2_000]
        for side in ("first__in", "second__in"):
            sure = DuplicatePair.objects.filter(
                status="open", probability__gte=linkage().automatic, **{side: some}
            )
            found |= {pair.pk: pair for pair in sure if merges_alone(pair)}
    return sorted(found.values(), key=lambda pair: (-pair.probability, pair.pk))


def merges_alone(pair: DuplicatePair) -> bool:
    """Whether the rule lets a pair merge without a person, its probability aside."""
    seen = {f"{comparison}:{said[0]}" for comparison, said in pair.weights.items()}
    across = linkage().across_areas == "review" and pair.first_path != pair.second_path
    return not across and not seen & linkage().never_automatic


def _stands(person: int, into: dict[int, int]) -> int:
    while person in into:
        person = into[person]
    return person
