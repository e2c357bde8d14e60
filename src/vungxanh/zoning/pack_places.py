"""Every part of a pack together with its place in the file, e.g. criteria[0].rules[1].when.any[2]."""

from collections.abc import Iterator
from typing import NamedTuple

from vungxanh.zoning.pack import AllOf, AnyOf, Condition, Criteria, Indicator, Level, Pack, Table, Test


class PlacedCondition(NamedTuple):
    """A condition, where it stands, in which criteria, and for which level (None outside rules)."""

    path: str
    condition: Condition
    criteria: Criteria
    level: str | None


class PlacedTable(NamedTuple):
    """A table, where it stands, and in which criteria."""

    path: str
    table: Table
    criteria: Criteria


def conditions_at(pack: Pack) -> Iterator[PlacedCondition]:
    """All conditions of a pack in reading order."""
    for c, criteria in enumerate(pack.criteria):
        for path, test, level in _tests(criteria, f"criteria[{c}]"):
            for place, condition in _conditions(test, path):
                yield PlacedCondition(place, condition, criteria, level)


def tables_at(pack: Pack) -> Iterator[PlacedTable]:
    """All tables of a pack."""
    for c, criteria in enumerate(pack.criteria):
        if criteria.table is not None:
            yield PlacedTable(f"criteria[{c}].table", criteria.table, criteria)


def indicators_at(pack: Pack) -> Iterator[tuple[str, Indicator]]:
    """All indicators of a pack."""
    for i, indicator in enumerate(pack.indicators):
        yield f"indicators[{i}]", indicator


def levels_at(pack: Pack) -> Iterator[tuple[str, str, Level]]:
    """All levels: place, name of the scale, level."""
    for name, levels in pack.scales.items():
        for i, level in enumerate(levels):
            yield f"scales.{name}[{i}]", name, level


def indicators_of(pack: Pack, criteria: Criteria) -> dict[str, str]:
    """Indicators that the criteria name, each with the first place that names it."""
    named: dict[str, str] = {}
    for placed in conditions_at(pack):
        if placed.criteria is criteria:
            named.setdefault(placed.condition.indicator, f"{placed.path}.indicator")
            if placed.condition.than is not None:
                named.setdefault(placed.condition.than, f"{placed.path}.than")
    for path, table, owner in tables_at(pack):
        if owner is criteria:
            named.setdefault(table.rows, f"{path}.rows")
            named.setdefault(table.columns, f"{path}.columns")
    return named


def with_those_behind(pack: Pack, names: Iterator[str] | list[str]) -> list[str]:
    """The indicators and, through `of`, those that they are computed from."""
    behind: list[str] = []
    for start in names:
        name: str | None = start
        while name is not None and name not in behind:
            behind.append(name)
            name = getattr(pack.indicator(name), "of", None)
    return behind


def _tests(criteria: Criteria, path: str) -> Iterator[tuple[str, Test, str | None]]:
    for r, rule in enumerate(criteria.rules):
        yield f"{path}.rules[{r}].when", rule.when, rule.level
    for r, raised in enumerate(criteria.raises):
        yield f"{path}.raise[{r}].when", raised.when, None
    if criteria.no_improvement_when is not None:
        yield f"{path}.no_improvement_when", criteria.no_improvement_when, None


def _conditions(test: Test, path: str) -> Iterator[tuple[str, Condition]]:
    match test:
        case Condition():
            yield path, test
        case AnyOf():
            for i, part in enumerate(test.any):
                yield from _conditions(part, f"{path}.any[{i}]")
        case AllOf():
            for i, part in enumerate(test.all):
                yield from _conditions(part, f"{path}.all[{i}]")
