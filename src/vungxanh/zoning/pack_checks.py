"""What the types cannot say about a pack: all checks in order; the first fault is raised.

This module has the checks of names, scales and thresholds; the others are named below.
"""

from collections.abc import Iterator

from vungxanh.messages import message
from vungxanh.zoning.pack import Pack
from vungxanh.zoning.pack_errors import (
    DuplicateName,
    NotUsed,
    ThresholdUnclear,
    UnknownReference,
    ValidityReversed,
    WrongValue,
    closest,
)
from vungxanh.zoning.pack_levels import Shipped, check_children, check_levels, check_neighbours, check_tables
from vungxanh.zoning.pack_places import conditions_at, indicators_at, levels_at, tables_at
from vungxanh.zoning.pack_references import check_cycles, check_numbers, check_ranges, check_references
from vungxanh.zoning.pack_usage import check_certainty, check_sources, check_usage
from vungxanh.zoning.pack_wording import check_placeholders

RESERVED = ("all_clear", "holding", "missing", "unknown")
"""Words that stand in result files for something else."""


def check_pack(pack: Pack, *, shipped: Shipped) -> None:
    """Raise the first fault of a pack whose types are right; `shipped` finds other packs by name."""
    check_validity(pack)
    check_names(pack)
    check_scales(pack)
    check_thresholds(pack)
    check_references(pack)
    check_cycles(pack)
    check_numbers(pack)
    check_ranges(pack)
    check_levels(pack)
    check_tables(pack)
    check_neighbours(pack)
    check_children(pack, shipped=shipped)
    check_placeholders(pack)
    check_sources(pack)
    check_usage(pack)
    check_certainty(pack)


def check_validity(pack: Pack) -> None:
    """The pack is valid on one day at least."""
    if pack.valid_from is not None and pack.valid_to is not None and pack.valid_to < pack.valid_from:
        raise ValidityReversed(
            message("lies before valid_from ({day}).", day=pack.valid_from),
            key="valid_to",
            value=pack.valid_to,
        )


def check_names(pack: Pack) -> None:
    """No name twice, none that result files use for something else."""
    seen: dict[tuple[str, str], str] = {}
    for kind, path, name in _names(pack):
        if name in RESERVED:
            raise DuplicateName(message("is a word that the software uses itself."), key=path, value=name)
        if (kind, name) in seen:
            raise DuplicateName(
                message("is also the name at {place}.", place=seen[kind, name]), key=path, value=name
            )
        seen[kind, name] = path


def check_scales(pack: Pack) -> None:
    """Criteria name a scale; a scale has two levels or more, in different colours; every scale serves."""
    for c, criteria in enumerate(pack.criteria):
        if criteria.scale not in pack.scales:
            raise UnknownReference(
                message("is not a scale of this pack."),
                key=f"criteria[{c}].scale",
                value=criteria.scale,
                hint=closest(criteria.scale, pack.scales),
            )
    for name, levels in pack.scales.items():
        if len(levels) < 2:
            raise WrongValue(message("needs at least two levels."), key=f"scales.{name}")
        if name not in {criteria.scale for criteria in pack.criteria}:
            raise NotUsed(message("is not used by any rule."), key=f"scales.{name}")
    colours: dict[tuple[str, str], str] = {}
    for path, scale, level in levels_at(pack):
        same = colours.setdefault((scale, level.colour.lower()), path)
        if same != path:
            raise WrongValue(
                message("is also the colour of {place}.", place=same),
                key=f"{path}.colour",
                value=level.colour,
            )


def check_thresholds(pack: Pack) -> None:
    """A condition compares with a threshold or with another indicator, not both, not neither."""
    for placed in conditions_at(pack):
        if placed.condition.threshold is None and placed.condition.than is None:
            raise ThresholdUnclear(message("has neither threshold nor than."), key=placed.path)
        if placed.condition.threshold is not None and placed.condition.than is not None:
            raise ThresholdUnclear(message("has both threshold and than."), key=placed.path)


def _names(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """(kind, place, name): names of one kind must differ."""
    for path, indicator in indicators_at(pack):
        yield "indicator", f"{path}.id", indicator.id
    for placed in conditions_at(pack):
        yield "condition", f"{placed.path}.id", placed.condition.id
    for path, table, _ in tables_at(pack):
        yield "condition", f"{path}.id", table.id
    for path, scale, level in levels_at(pack):
        yield f"scale {scale}", f"{path}.id", level.id
    for c, criteria in enumerate(pack.criteria):
        for a, area_level in enumerate(criteria.applies_to):
            yield "area level", f"criteria[{c}].applies_to[{a}]", area_level
