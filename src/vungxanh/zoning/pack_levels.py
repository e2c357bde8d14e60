"""Levels that rules, tables, neighbours and child areas name must exist and make sense where they stand."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from vungxanh.messages import message
from vungxanh.territory import finer
from vungxanh.zoning.pack import ChildrenAt, Criteria, Indicator, NeighboursAt, Pack, Table
from vungxanh.zoning.pack_errors import LevelNotAllowed, TableShape, UnknownReference, closest
from vungxanh.zoning.pack_places import conditions_at, indicators_of, tables_at, with_those_behind

Shipped = Callable[[str], Pack | None]
"""Finds a shipped pack by name."""


def check_levels(pack: Pack) -> None:
    """Rules give a level of their scale, never the best: that one applies when no rule does."""
    for c, criteria in enumerate(pack.criteria):
        ids = _ids(pack, criteria)
        for r, rule in enumerate(criteria.rules):
            path = f"criteria[{c}].rules[{r}].level"
            _check_level(rule.level, ids, path)
            if rule.level == ids[0]:
                raise LevelNotAllowed(
                    message("is the best level; it applies when no rule does and needs none."),
                    key=path,
                    value=rule.level,
                )
        for r, raised in enumerate(criteria.raises):
            for u, level in enumerate(raised.unless_level):
                _check_level(level, ids, f"criteria[{c}].raise[{r}].unless_level[{u}]")
        for h, level in enumerate(criteria.holding.leaving):
            _check_level(level, ids, f"criteria[{c}].holding.leaving[{h}]")


def check_tables(pack: Pack) -> None:
    """Cuts ascend, cells match them, and every cell is a level, several levels, or unknown."""
    for path, table, criteria in tables_at(pack):
        for name, cuts in (("row_cuts", table.row_cuts), ("column_cuts", table.column_cuts)):
            numbers = [pack.number(cut) for cut in cuts]
            if any(low >= high for low, high in pairwise(numbers)):
                raise TableShape(message("must ascend."), key=f"{path}.{name}", value=cuts)
        _check_shape(table, path)
        ids = _ids(pack, criteria)
        for r, row in enumerate(table.cells):
            for c, cell in enumerate(row):
                place = f"{path}.cells[{r}][{c}]"
                if cell == []:
                    raise TableShape(message("must not be empty."), key=place)
                for level in [cell] if isinstance(cell, str) else cell:
                    _check_level(level, ids if isinstance(cell, list) else [*ids, "unknown"], place)


def check_neighbours(pack: Pack) -> None:
    """A rule may look at neighbours at a worse level only: otherwise neighbours would decide each other."""
    for placed in conditions_at(pack):
        ids = _ids(pack, placed.criteria)
        for indicator in _behind(pack, [placed.condition.indicator, placed.condition.than]):
            if isinstance(indicator, NeighboursAt):
                _check_level(indicator.level, ids, f"indicators.{indicator.id}.level")
                if placed.level is None or ids.index(indicator.level) <= ids.index(placed.level):
                    raise LevelNotAllowed(
                        message(
                            "looks at neighbours; only a rule for a better level than theirs can do that."
                        ),
                        key=placed.path,
                        value=indicator.id,
                    )
    for path, table, _ in tables_at(pack):
        for indicator in _behind(pack, [table.rows, table.columns]):
            if isinstance(indicator, NeighboursAt):
                raise LevelNotAllowed(
                    message("A table cannot look at neighbours."), key=path, value=indicator.id
                )


def check_children(pack: Pack, *, shipped: Shipped) -> None:
    """Child areas are finer than the area itself, and their levels come from criteria that exist."""
    for criteria in pack.criteria:
        for name, path in indicators_of(pack, criteria).items():
            for indicator in _behind(pack, [name]):
                if isinstance(indicator, ChildrenAt):
                    _check_child(pack, criteria, indicator, path, shipped)


def _check_child(pack: Pack, criteria: Criteria, indicator: ChildrenAt, path: str, shipped: Shipped) -> None:
    place = f"indicators.{indicator.id}"
    coarse = [level for level in criteria.applies_to if not finer(indicator.child, level)]
    if coarse:
        raise LevelNotAllowed(
            message(
                "must be finer than {level}, which is judged by it at {place}.", level=coarse[0], place=path
            ),
            key=f"{place}.child",
            value=indicator.child,
        )
    judge = pack if indicator.pack in (None, pack.id) else shipped(str(indicator.pack))
    if judge is None:
        raise UnknownReference(message("is not a shipped pack."), key=f"{place}.pack", value=indicator.pack)
    scale = judge.scale_for(indicator.child)
    if scale is None:
        known = [level for block in judge.criteria for level in block.applies_to]
        raise UnknownReference(
            message("There are no criteria for such areas in {pack}.", pack=judge.id),
            key=f"{place}.child",
            value=indicator.child,
            hint=closest(indicator.child, known),
        )
    _check_level(indicator.level, [level.id for level in scale], f"{place}.level")


def _check_shape(table: Table, path: str) -> None:
    rows, columns = len(table.row_cuts) + 1, len(table.column_cuts) + 1
    if len(table.cells) != rows:
        raise TableShape(
            message("has {found} rows; the cuts make {needed}.", found=len(table.cells), needed=rows),
            key=f"{path}.cells",
        )
    for r, row in enumerate(table.cells):
        if len(row) != columns:
            raise TableShape(
                message("has {found} cells; the cuts make {needed}.", found=len(row), needed=columns),
                key=f"{path}.cells[{r}]",
            )


def _check_level(level: str, known: list[str], path: str) -> None:
    if level not in known:
        raise UnknownReference(
            message("is not a level of the scale."), key=path, value=level, hint=closest(level, known)
        )


def _ids(pack: Pack, criteria: Criteria) -> list[str]:
    return [level.id for level in pack.scales[criteria.scale]]


def _behind(pack: Pack, names: list[str | None]) -> Iterator[Indicator]:
    return map(pack.indicator, with_those_behind(pack, [name for name in names if name is not None]))
