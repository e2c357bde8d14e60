"""What a reader of a list of areas should know about how it was understood."""

from collections.abc import Sequence
from datetime import date
from math import isnan

from vungxanh.messages import Message, message
from vungxanh.territory.reading.columns import Columns
from vungxanh.territory.reading.records import Record
from vungxanh.territory.reading.source import join
from vungxanh.territory.reading.tree import Tree


def reading_notes(
    columns: Columns, records: Sequence[Record], tree: Tree, made: Sequence[str], day: date
) -> list[Message]:
    """The notes about validity, population and codes."""
    notes = [*_validity(records, tree, day), *_population(columns, tree)]
    if made:
        notes.append(
            message(
                "{n} areas have a name but no code; codes were made from the names ({codes})",
                n=len(made),
                codes=join(made),
            )
        )
    return notes


def _validity(records: Sequence[Record], tree: Tree, day: date) -> list[Message]:
    if day == date.min:
        return []
    left_out = len(records) - sum(area.position >= 0 for area in tree.areas)
    if left_out == 0:
        return []
    return [message("The areas are those of {day}; {n} of other days were left out", day=day, n=left_out)]


def _population(columns: Columns, tree: Tree) -> list[Message]:
    header = columns.generic.get("population")
    if header is None:
        return [message("The list gives no population: rates per person are unknown")]
    notes = [message("Population is read from the column {column}", column=header)]
    unknown = [area.code for area in tree.areas if area.position >= 0 and isnan(area.population)]
    if unknown:
        notes.append(
            message(
                "The population of {n} areas is not given: it is unknown, not 0 ({codes})",
                n=len(unknown),
                codes=join(unknown),
            )
        )
    return notes
