"""Nothing in a pack without effect, and nothing marked as better known than what it rests on."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vungxanh.messages import Message, message
from vungxanh.zoning.pack import Certainty, Holding, Pack
from vungxanh.zoning.pack_errors import NotUsed, TooCertain, UnknownReference, closest
from vungxanh.zoning.pack_places import (
    conditions_at,
    indicators_at,
    indicators_of,
    tables_at,
    with_those_behind,
)
from vungxanh.zoning.pack_references import numbers_at, series_at


class Claim(NamedTuple):
    """Something that states a certainty and a source, and the parameters on which it rests."""

    path: str
    certainty: Certainty
    source: str
    parameters: list[str]


def check_usage(pack: Pack) -> None:
    """Every indicator, parameter and declared series serves a rule."""
    used = {
        name
        for criteria in pack.criteria
        for name in with_those_behind(pack, list(indicators_of(pack, criteria)))
    }
    _check_used({indicator.id: path for path, indicator in indicators_at(pack)}, used)
    _check_used(
        {name: f"parameters.{name}" for name in pack.parameters},
        {value for _, value, _ in numbers_at(pack) if isinstance(value, str)},
    )
    _check_used({name: f"series.{name}" for name in pack.series}, {name for _, name in series_at(pack)})


def check_sources(pack: Pack) -> None:
    """What a condition cites is one of the pack's documents; with several documents it must cite one."""
    documents = [source.document for source in pack.sources]
    for path, _, source, _ in claims_in(pack):
        named = not source and len(documents) == 1
        if not named and not any(_cites(source, document) for document in documents):
            raise UnknownReference(
                message("does not begin with the document of a source of this pack."),
                key=f"{path}.source",
                value=source,
                hint=closest(source, documents),
            )


def check_certainty(pack: Pack) -> None:
    """A rule that rests on an uncertain number is itself marked so."""
    for path, certainty, _, parameters in claims_in(pack):
        for name in parameters:
            if pack.parameters[name].certainty.weakness > certainty.weakness:
                raise TooCertain(
                    message(
                        "is better than that of the parameter {parameter} ({weaker}), on which it rests.",
                        parameter=name,
                        weaker=str(pack.parameters[name].certainty),
                    ),
                    key=f"{path}.certainty",
                    value=str(certainty),
                )


def claims_in(pack: Pack) -> Iterator[Claim]:
    """All conditions, tables and holding times."""
    for placed in conditions_at(pack):
        condition = placed.condition
        names = [name for name in (condition.indicator, condition.than) if name is not None]
        numbers = [condition.threshold] if isinstance(condition.threshold, str) else []
        yield Claim(placed.path, condition.certainty, condition.source, [*numbers, *_behind(pack, names)])
    for path, table, _ in tables_at(pack):
        cuts = [cut for cut in (*table.row_cuts, *table.column_cuts) if isinstance(cut, str)]
        behind = _behind(pack, [table.rows, table.columns])
        yield Claim(path, table.certainty, table.source, [*cuts, *behind])
    for c, criteria in enumerate(pack.criteria):
        if criteria.holding != Holding():
            days = criteria.holding.days
            yield Claim(
                f"criteria[{c}].holding",
                criteria.holding.certainty,
                criteria.holding.source,
                [days] if isinstance(days, str) else [],
            )


def _behind(pack: Pack, names: list[str]) -> list[str]:
    """Parameters that the indicators are computed with."""
    needed = with_those_behind(pack, names)
    places = {f"{path}.": indicator.id for path, indicator in indicators_at(pack)}
    return [
        value
        for path, value, _ in numbers_at(pack)
        if isinstance(value, str) and any(path.startswith(p) and i in needed for p, i in places.items())
    ]


def _check_used(places: dict[str, str], used: Iterable[str]) -> None:
    reason: Message = message("is not used by any rule.")
    for name, path in places.items():
        if name not in used:
            raise NotUsed(reason, key=path, value=name)


def _cites(source: str, document: str) -> bool:
    """The document alone, or followed by a place in it."""
    return source == document or source.startswith((f"{document},", f"{document} ("))
