"""Finding pairs: block by keys, score, store what a person must decide, merge what is certain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import polars as pl
from django.db import transaction

from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.blocking import refresh_keys
from vungxanh.office.records.models import DuplicatePair, Person
from vungxanh.office.records.queries.duplicates_people import all_people, rows_of, ward_paths
from vungxanh.office.records.store import act, insert_many, update_many
from vungxanh.office.usecases.duplicates.automatic import merge_certain
from vungxanh.office.usecases.duplicates.blocks import sharing
from vungxanh.office.usecases.linkage.compared import READ, compared
from vungxanh.office.usecases.linkage.keys import keys_of
from vungxanh.office.usecases.linkage.rule import linkage
from vungxanh.office.usecases.linkage.scoring import bits_of, reasons, scored

CHUNK = 10_000
STEP = 4
"""Characters of one step of an area's path."""


@dataclass(frozen=True)
class Found:
    """What a search did. `passed_over`: comparisons left out because a key was too common."""

    pairs: int = 0
    compared: int = 0
    merged: int = 0
    passed_over: int = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(
            self.pairs + other.pairs,
            self.compared + other.compared,
            self.merged + other.merged,
            self.passed_over + other.passed_over,
        )


def find_pairs(person_ids: Sequence[int], *, by: Actor, as_of: datetime) -> int:
    """Compare new or changed people with everybody; how many new pairs were found (merged ones too)."""
    return search_duplicates(person_ids, by=by, as_of=as_of).pairs


def search_duplicates(person_ids: Sequence[int], *, by: Actor, as_of: datetime) -> Found:
    """The same, with everything that was counted."""
    ids = sorted(set(person_ids))
    done = Found()
    for start in range(0, len(ids), CHUNK):
        done += _search(ids[start : start + CHUNK], by, as_of)
    return done


def search_everybody(*, by: Actor, as_of: datetime) -> Found:
    """Compare everybody with everybody: when an office is set up, or the weights have changed."""
    done, last = Found(), 0
    while ids := all_people(last, size=CHUNK):
        done, last = done + _search(ids, by, as_of), ids[-1]
    return done


def _search(ids: list[int], by: Actor, as_of: datetime) -> Found:
    rule = linkage()
    with transaction.atomic():
        ward_of = _wards()
        people = compared(rows_of(ids, READ), ward_of)
        keys = keys_of(people)
        refresh_keys(ids, keys)
        pairs, left_out = sharing(keys, largest=rule.largest_block)
        known = _known(ids)
        asked = sorted({*pairs, *known})
        table = pl.DataFrame(asked, schema={"first": pl.Int64, "second": pl.Int64}, orient="row")
        others = sorted({person for pair in asked for person in pair} - set(ids))
        people = pl.concat([people, compared(rows_of(others, READ), ward_of)])
        scores = scored(people, table, least=0.0 if known else rule.review)
        note = f"{len(asked)} pairs compared, {left_out} passed over"
        with act(by=by, at=as_of, action="duplicates.find", note=note) as entry:
            fresh = _store(scores, known, entry)
        merged = merge_certain(ids, as_of=as_of)
    return Found(len(fresh), len(asked), merged, left_out)


def _known(ids: list[int]) -> dict[tuple[int, int], DuplicatePair]:
    """Pairs of these people that are stored already."""
    found: dict[tuple[int, int], DuplicatePair] = {}
    for start in range(0, len(ids), 2_000):
        some = ids[start : start + 2_000]
        for side in ("first__in", "second__in"):
            for pair in DuplicatePair.objects.filter(**{side: some}):
                found[pair.first_id, pair.second_id] = pair
    return found


def _store(
    scores: pl.DataFrame, known: dict[tuple[int, int], DuplicatePair], entry: Entry
) -> list[DuplicatePair]:
    """New pairs from the review threshold up; open pairs get their new score, different ones are reopened."""
    rule, fresh, changed, before = linkage(), [], [], {}
    for row in scores.iter_rows(named=True):
        key = (row["first"], row["second"])
        pair = known.get(key)
        if pair is None:
            if row["probability"] >= rule.review:
                fresh.append(_pair(row, entry))
        elif _worth(pair, row["probability"]):
            old = {"probability": pair.probability, "status": pair.status, "weights": pair.weights}
            before[pair.pk] = old
            pair.probability, pair.weights, pair.status = row["probability"], reasons(row), "open"
            if pair.probability != old["probability"] or old["status"] != "open":
                changed.append(pair)
    paths = _paths([person for pair in fresh for person in (pair.first_id, pair.second_id)])
    for pair in fresh:
        pair.first_path, pair.second_path = paths[pair.first_id], paths[pair.second_id]
    insert_many(fresh, entry=entry, model=DuplicatePair)
    fields = ["probability", "weights", "status"]
    update_many(changed, fields, entry=entry, model=DuplicatePair, before=before)
    return fresh


def _worth(pair: DuplicatePair, probability: float) -> bool:
    """Whether a stored pair takes the new score: a decision stands unless much more speaks against it."""
    if pair.status == "open":
        return True
    rise = bits_of(probability) - bits_of(pair.probability)
    return pair.status == "different" and probability >= linkage().review and rise >= linkage().reopen_bits


def _pair(row: dict[str, Any], entry: Entry) -> DuplicatePair:
    return DuplicatePair(
        first_id=row["first"],
        second_id=row["second"],
        probability=row["probability"],
        weights=reasons(row),
        status="open",
        found_at=entry.at,
    )


def _paths(person_ids: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    ids = sorted(set(person_ids))
    for start in range(0, len(ids), 5_000):
        found |= dict(Person.objects.filter(pk__in=ids[start : start + 5_000]).values_list("pk", "area_path"))
    return found


def _wards() -> Callable[[str], str]:
    """From an area's path to its ward's; the area itself where it lies in no ward."""
    wards = ward_paths()

    @cache
    def ward_of(path: str) -> str:
        steps = (path[:end] for end in range(len(path), 0, -STEP))
        return next((step for step in steps if step in wards), path)

    return ward_of
