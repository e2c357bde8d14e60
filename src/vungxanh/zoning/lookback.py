"""How many days before a day a pack looks at. This is what makes one more day cheap."""

from collections.abc import Callable, Iterator

from vungxanh.zoning.pack import (
    BelowPeak,
    Calendar,
    Change,
    ChildrenAt,
    Condition,
    Criteria,
    DaysWithout,
    Falling,
    Indicator,
    IndicatorBase,
    Input,
    NeighboursAt,
    Pack,
    Rate,
    Ratio,
    Sum,
    conditions_in,
)

WHOLE_HISTORY = None
"""The pack needs every day since the start (a peak, for instance)."""

Packs = Callable[[str], Pack]


def all_conditions(criteria: Criteria) -> Iterator[Condition]:
    """Every condition of the criteria: rules, raises, and the one that bars improvement."""
    for rule in criteria.rules:
        yield from conditions_in(rule.when)
    for step in criteria.raises:
        yield from conditions_in(step.when)
    if criteria.no_improvement_when is not None:
        yield from conditions_in(criteria.no_improvement_when)


def indicators_used(criteria: Criteria) -> list[str]:
    """Ids of the indicators that the criteria name directly, in reading order, once each."""
    names = [criteria.table.rows, criteria.table.columns] if criteria.table is not None else []
    for condition in all_conditions(criteria):
        names += [condition.indicator] + ([condition.than] if condition.than is not None else [])
    return list(dict.fromkeys(names))


def uses(pack: Pack, criteria: Criteria, kind: type[IndicatorBase]) -> bool:
    """Whether the criteria use an indicator of this kind, directly or through another one."""
    return any(isinstance(indicator, kind) for indicator in all_indicators(pack, criteria))


def all_indicators(pack: Pack, criteria: Criteria) -> Iterator[Indicator]:
    """Every indicator that the criteria use, directly or through another one."""
    waiting = indicators_used(criteria)
    while waiting:
        indicator = pack.indicator(waiting.pop())
        yield indicator
        of = getattr(indicator, "of", None)
        if of is not None:
            waiting.append(of)


def lookback(pack: Pack, area_level: str, packs: Packs) -> int | None:
    """Days before today that the counted level of an area depends on; WHOLE_HISTORY if unlimited."""
    criteria = pack.criteria_for(area_level)
    if criteria is None:
        return 0
    return _longest(_indicator(pack, criteria, name, packs) for name in indicators_used(criteria))


def days_in_force(pack: Pack, packs: Packs) -> dict[str, int]:
    """For how many days, the day itself included, a value of each further series plays a part in rules."""
    longest: dict[str, int] = {}
    for indicator in pack.indicators:
        if isinstance(indicator, ChildrenAt) and indicator.pack not in (None, pack.id):
            found = days_in_force(packs(str(indicator.pack)), packs)
        elif isinstance(indicator, Input):
            found = {indicator.name_in_table: int(pack.number(indicator.valid_days))}
        elif isinstance(indicator, Ratio):
            days = int(pack.number(indicator.window))
            found = {indicator.numerator: days, indicator.denominator: days}
        elif isinstance(indicator, Sum | Rate):
            found = {indicator.series: int(pack.number(indicator.window))}
        else:
            found = {}
        longest |= {name: max(days, longest.get(name, 0)) for name, days in found.items()}
    return longest


def children_shift(pack: Pack, criteria: Criteria) -> int:
    """How many days back the criteria look at the levels of child areas."""
    return max((_shift(pack, name) for name in indicators_used(criteria)), default=0)


def steps_through_others(pack: Pack, area_level: str) -> bool:
    """Whether levels of another pack, or child levels of earlier days, are looked at."""
    criteria = pack.criteria_for(area_level)
    if criteria is None:
        return False
    others = (i for i in all_indicators(pack, criteria) if isinstance(i, ChildrenAt) and i.pack is not None)
    return next(others, None) is not None or children_shift(pack, criteria) > 0


def _indicator(pack: Pack, criteria: Criteria, name: str, packs: Packs) -> int | None:  # noqa: PLR0911
    indicator = pack.indicator(name)
    match indicator:
        case Sum() | Rate() | Ratio():
            return int(pack.number(indicator.window)) - 1
        case DaysWithout():
            return _largest_threshold(pack, criteria, name)
        case Calendar():
            return 30 if indicator.period == "month" else 6
        case Change() | Falling() if isinstance(pack.indicator(indicator.of), NeighboursAt):
            return WHOLE_HISTORY
        case Change():
            return _plus(int(pack.number(indicator.days)), _indicator(pack, criteria, indicator.of, packs))
        case Falling():
            steps = int(pack.number(indicator.step)) * int(pack.number(indicator.at_most))
            return _plus(steps, _indicator(pack, criteria, indicator.of, packs))
        case BelowPeak():
            return WHOLE_HISTORY
        case Input():
            return int(pack.number(indicator.valid_days))
        case ChildrenAt():
            other = pack if indicator.pack is None else packs(indicator.pack)
            return lookback(other, indicator.child, packs)
        case _:
            return 0


def _largest_threshold(pack: Pack, criteria: Criteria, name: str) -> int | None:
    """Beyond its largest threshold, a count of quiet days no longer matters.

    Unless its very value is looked at: compared with another indicator, or followed over time.
    """
    conditions = list(all_conditions(criteria))
    followed = {getattr(indicator, "of", None) for indicator in all_indicators(pack, criteria)}
    if name in followed or any(c.than is not None and name in (c.indicator, c.than) for c in conditions):
        return WHOLE_HISTORY
    bounds = [c.threshold for c in conditions if c.indicator == name and c.threshold is not None]
    if criteria.table is not None:
        bounds += criteria.table.row_cuts if criteria.table.rows == name else []
        bounds += criteria.table.column_cuts if criteria.table.columns == name else []
    return max([0, *(int(pack.number(bound)) for bound in bounds)])


def _shift(pack: Pack, name: str) -> int:
    """Days that derived indicators add on top of an indicator about children; 0 for all others."""
    indicator: Indicator = pack.indicator(name)
    match indicator:
        case Change() if _about_children(pack, indicator.of):
            return int(pack.number(indicator.days)) + _shift(pack, indicator.of)
        case Falling() if _about_children(pack, indicator.of):
            return int(pack.number(indicator.step)) * int(pack.number(indicator.at_most)) + _shift(
                pack, indicator.of
            )
        case _:
            return 0


def _about_children(pack: Pack, name: str) -> bool:
    """Whether the course of child areas' levels by this very pack is followed."""
    indicator = pack.indicator(name)
    if isinstance(indicator, ChildrenAt):
        return indicator.pack in (None, pack.id)
    return isinstance(indicator, Change | Falling | BelowPeak) and _about_children(pack, indicator.of)


def _plus(days: int, more: int | None) -> int | None:
    return WHOLE_HISTORY if more is None else days + more


def _longest(values: Iterator[int | None]) -> int | None:
    found = list(values)
    return (
        WHOLE_HISTORY
        if any(v is None for v in found)
        else max((v for v in found if v is not None), default=0)
    )
