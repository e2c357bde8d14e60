"""Carry a series from the areas of one day to those of another.

    new[n, day] = sum over links (o -> n) of share * old[o, day]

A new area of which some predecessor is not in the old list is *incomplete*: its numbers are a lower bound.
Coarser areas get the sum of their children. What has no successor in the new list is reported, not dropped.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import Message, message
from vungxanh.territory.levels import LEVELS
from vungxanh.territory.naming.index import own_kind
from vungxanh.territory.naming.tokens import tokens
from vungxanh.territory.succession.crosswalk import Crosswalk, Link
from vungxanh.territory.succession.errors import CodeOfAnotherDay, ShareUnknown
from vungxanh.territory.territory import Territory


@dataclass(frozen=True)
class Carried:
    """A series on the new areas, and how it came there.

    values    (areas of `territory`, days); whole numbers stay whole when no area was divided
    complete  per new area: whether every part of it was in the old list
    sources   per new code: the old codes with their shares
    missing   per incomplete new code: predecessors that the old list does not hold
    lost      old codes whose numbers went nowhere (no link, or to areas outside the new list)
    assumed   links whose share is an assumption
    """

    territory: Territory
    values: NDArray[Any]
    complete: NDArray[np.bool_]
    sources: dict[str, tuple[tuple[str, float], ...]]
    missing: dict[str, tuple[str, ...]]
    lost: tuple[str, ...]
    assumed: tuple[Link, ...]
    notes: tuple[Message, ...]
    carried: bool = True


def carry(
    values: NDArray[Any], from_territory: Territory, to_territory: Territory, crosswalk: Crosswalk
) -> Carried:
    """The series `values` (old areas, days) on the new areas. Raises ShareUnknown if a needed share is."""
    links = [*_present(crosswalk, from_territory), *_unchanged(crosswalk, from_territory, to_territory)]
    unknown = [f"{link.old} -> {link.new}" for link in links if link.share is None]
    if unknown:
        raise ShareUnknown(unknown)
    arriving = [link for link in links if link.new in to_territory.index]
    carried = _summed(values, arriving, from_territory, to_territory)
    lost = _lost(links, arriving, from_territory)
    missing = _missing(crosswalk, lost, from_territory, to_territory)
    targets = {link.new for link in arriving}
    complete = np.array([code in targets and code not in missing for code in to_territory.codes])
    _roll_up(carried, complete, targets, to_territory)
    sources: dict[str, tuple[tuple[str, float], ...]] = {}
    for link in arriving:
        sources[link.new] = (*sources.get(link.new, ()), (link.old, link.share or 0.0))
    assumed = tuple(link for link in arriving if link.assumed)
    notes = _notes(missing, lost, assumed, from_territory, to_territory)
    return Carried(to_territory, carried, complete, sources, missing, lost, assumed, notes)


def _present(crosswalk: Crosswalk, old: Territory) -> list[Link]:
    links = [link for link in crosswalk.links if link.old in old.index]
    for link in links:
        name = old.names[old.index[link.old]]
        if link.old_name is not None and not _same_name(link.old_name, name):
            raise CodeOfAnotherDay(link.old, link.old_name, name)
    return links


def _same_name(one: str, other: str) -> bool:
    """The same name, whether or not it says Phường or Xã."""
    cores = [own_kind(tokens(name), "ward")[1] for name in (one, other)]
    return cores[0] == cores[1]


def _unchanged(crosswalk: Crosswalk, old: Territory, new: Territory) -> list[Link]:
    """Areas that no link starts from, and that have the same code, name and level on both days.

    Only at levels that links speak of: coarser areas are summed from their children.
    """
    levels = _levels(crosswalk, old)
    return [
        Link(code, code, 1.0)
        for code, position in old.index.items()
        if code not in crosswalk.by_old
        and old.levels[position] in levels
        and code in new.index
        and new.levels[new.index[code]] == old.levels[position]
        and _same_name(new.names[new.index[code]], old.names[position])
    ]


def _levels(crosswalk: Crosswalk, old: Territory) -> set[str]:
    named = {old.levels[old.index[link.old]] for link in crosswalk.links if link.old in old.index}
    return named or {old.present_levels[0]}


def _summed(values: NDArray[Any], links: list[Link], old: Territory, new: Territory) -> NDArray[Any]:
    whole = all(link.share == 1 for link in links)
    kind = values.dtype if whole else np.result_type(values.dtype, np.float64)
    carried = np.zeros((len(new), values.shape[1]), kind)
    for link in links:
        part = values[old.index[link.old]]
        carried[new.index[link.new]] += part if whole else part * link.share
    return carried


def _missing(
    crosswalk: Crosswalk, lost: tuple[str, ...], old: Territory, new: Territory
) -> dict[str, tuple[str, ...]]:
    """What new areas lack, by new code: predecessors that the old list does not hold.

    Also an area that lost its name but not its code, when the table does not say where it went: it may
    well be a part of the area that has the code now.
    """
    absent: dict[str, tuple[str, ...]] = {}
    for code in new.codes:
        olds = [link.old for link in crosswalk.by_new.get(code, []) if link.old not in old.index]
        if code in lost and code not in crosswalk.by_old:
            olds.append(code)
        if olds:
            absent[code] = tuple(olds)
    return absent


def _roll_up(values: NDArray[Any], complete: NDArray[np.bool_], targets: set[str], new: Territory) -> None:
    """Areas above the carried ones: the sum of their children, complete if all of these are."""
    for level in LEVELS:
        for position in new.at_level(level):
            children = new.children_of(position)
            if new.codes[position] not in targets and len(children):
                values[position] = values[children].sum(axis=0)
                complete[position] = complete[children].all()


def _lost(links: list[Link], arriving: list[Link], old: Territory) -> tuple[str, ...]:
    """Old areas of the carried levels that lose all or a part of their numbers."""
    levels = {old.levels[old.index[link.old]] for link in links} or {old.present_levels[0]}
    arrived: dict[str, float] = {}
    for link in arriving:
        arrived[link.old] = arrived.get(link.old, 0.0) + (link.share or 0.0)
    return tuple(
        code
        for code, position in old.index.items()
        if old.levels[position] in levels and arrived.get(code, 0.0) < 1 - 1e-6
    )


def _notes(
    missing: dict[str, tuple[str, ...]],
    lost: tuple[str, ...],
    assumed: tuple[Link, ...],
    old: Territory,
    new: Territory,
) -> tuple[Message, ...]:
    notes = [
        message("The series was carried from the areas of {old} to those of {new}", old=old.day, new=new.day)
    ]
    for code, olds in missing.items():
        notes.append(
            message(
                "{area} is incomplete: the series lacks its part of {missing}",
                area=new.names[new.index[code]],
                missing=olds,
            )
        )
    if lost:
        notes.append(message("These areas have no full successor in the list: {codes}", codes=lost))
    notes.extend(
        message(
            "That {share} of {old} went to {new} is an assumption",
            share=f"{link.share:.0%}",
            old=link.old,
            new=link.new,
        )
        for link in assumed
    )
    return tuple(notes)
