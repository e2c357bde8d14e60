"""Names that a pack uses must exist: indicators, series, parameters; and numbers must fit their place."""

from collections.abc import Iterator
from typing import NamedTuple

from vungxanh.messages import message
from vungxanh.zoning.pack import COUNTED_SERIES, Input, Pack
from vungxanh.zoning.pack_errors import DuplicateName, ReferenceCycle, UnknownReference, WrongValue, closest
from vungxanh.zoning.pack_places import conditions_at, indicators_at, indicators_of, tables_at

LONGEST_WINDOW = 3660
DAY_FIELDS = ("window", "days", "step", "at_most", "years", "at_least", "valid_days")


class PlacedNumber(NamedTuple):
    """A number or parameter name in a rule; whole numbers have a least value, others None."""

    path: str
    value: float | str
    least: int | None


def numbers_at(pack: Pack) -> Iterator[PlacedNumber]:
    """Every place of the rules where a number or the name of a parameter can stand."""
    for path, indicator in indicators_at(pack):
        for name in DAY_FIELDS:
            if (value := getattr(indicator, name, None)) is not None:
                yield PlacedNumber(f"{path}.{name}", value, 1)
        if (sd := getattr(indicator, "sd", None)) is not None:
            yield PlacedNumber(f"{path}.sd", sd, None)
    for placed in conditions_at(pack):
        if placed.condition.threshold is not None:
            yield PlacedNumber(f"{placed.path}.threshold", placed.condition.threshold, None)
    for path, table, _ in tables_at(pack):
        for name, cuts in (("row_cuts", table.row_cuts), ("column_cuts", table.column_cuts)):
            yield from (PlacedNumber(f"{path}.{name}[{i}]", cut, None) for i, cut in enumerate(cuts))
    for c, criteria in enumerate(pack.criteria):
        yield PlacedNumber(f"criteria[{c}].holding.days", criteria.holding.days, 0)
        yield PlacedNumber(f"criteria[{c}].minimum_population", criteria.minimum_population, 0)


def check_references(pack: Pack) -> None:
    """Indicators, series and parameters that are named exist."""
    indicators = [indicator.id for indicator in pack.indicators]
    for path, name in _indicator_names(pack):
        if name not in indicators:
            raise UnknownReference(
                message("is not an indicator of this pack."),
                key=path,
                value=name,
                hint=closest(name, indicators),
            )
    _check_series(pack)
    for path, value, _ in numbers_at(pack):
        if isinstance(value, str) and value not in pack.parameters:
            raise UnknownReference(
                message("is not a parameter of this pack."),
                key=path,
                value=value,
                hint=closest(value, pack.parameters),
            )


def check_cycles(pack: Pack) -> None:
    """No indicator is computed, over whatever detour, from itself."""
    for path, indicator in indicators_at(pack):
        chain = [indicator.id]
        while (name := getattr(pack.indicator(chain[-1]), "of", None)) is not None:
            chain.append(name)
            if name in chain[:-1]:
                raise ReferenceCycle(
                    message("is computed from itself: {chain}.", chain=" → ".join(chain)),
                    key=f"{path}.of",
                    value=getattr(indicator, "of", None),
                )


def check_numbers(pack: Pack) -> None:
    """Days and years are whole numbers in a sensible range, also when a parameter gives them."""
    for path, value, least in numbers_at(pack):
        number = pack.number(value)
        most = LONGEST_WINDOW if path.startswith("indicators") or path.endswith(".days") else 10**9
        if least is not None and not (number.is_integer() and least <= number <= most):
            raise WrongValue(
                message("must be a whole number from {least} to {most}; it is {number}.",
                        least=least, most=most, number=number),
                key=path,
                value=value,
            )  # fmt: skip


def check_ranges(pack: Pack) -> None:
    """An input's lowest value is not above its highest."""
    for path, indicator in indicators_at(pack):
        if not isinstance(indicator, Input) or indicator.lowest is None or indicator.highest is None:
            continue
        if indicator.highest < indicator.lowest:
            raise WrongValue(
                message("is lower than lowest ({lowest}).", lowest=indicator.lowest),
                key=f"{path}.highest",
                value=indicator.highest,
            )


def series_at(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every place where a daily series is named."""
    for path, indicator in indicators_at(pack):
        for field in ("series", "numerator", "denominator"):
            if (name := getattr(indicator, field, None)) is not None:
                yield f"{path}.{field}", name


def _check_series(pack: Pack) -> None:
    for name in pack.series:
        if name in COUNTED_SERIES:
            raise DuplicateName(message("is a word that the software uses itself."), key=f"series.{name}")
    known = [*COUNTED_SERIES, *pack.series]
    for path, name in series_at(pack):
        if name not in known:
            raise UnknownReference(
                message("is not a daily series; further columns are declared under series."),
                key=path,
                value=name,
                hint=closest(name, known),
            )


def _indicator_names(pack: Pack) -> Iterator[tuple[str, str]]:
    for path, indicator in indicators_at(pack):
        if (name := getattr(indicator, "of", None)) is not None:
            yield f"{path}.of", name
    for criteria in pack.criteria:
        for name, path in indicators_of(pack, criteria).items():
            yield path, name
