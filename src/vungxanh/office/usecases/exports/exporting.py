"""Beginning an export: what may leave, noted before the first row does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from vungxanh.messages import Language, message
from vungxanh.office.access import Actor, NotFound, Scope
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.queries.exports import (
    LISTS,
    Column,
    exported,
    in_steps,
    people_in,
    place_names,
    touched,
)
from vungxanh.office.usecases.exports.columns import COLUMNS

NAMED = 5_000
"""Up to so many rows the trail names every person; of more it names the areas."""

LEFT_OUT = ("format", "after", "before")
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Export:
    """A list on its way out: headings, and rows of text, days and numbers."""

    columns: tuple[Column, ...]
    count: int
    query: QuerySet[Any]
    scope: Scope
    language: Language

    def headings(self) -> list[str]:
        """The headings in the reader's language."""
        return [column.heading.render(self.language) for column in self.columns]

    def steps(self) -> Iterator[list[Row]]:
        """The rows, a few thousand at a time."""
        shown = [_Shown(column, self.language) for column in self.columns]
        guards = [column.guard for column in self.columns if column.guard]
        paths = [column.source for column in self.columns]
        names = place_names()
        for rows in in_steps(self.query, [*paths, *guards]):
            yield [self._row(row, shown, names) for row in rows]

    def _row(self, row: Row, shown: list["_Shown"], names: dict[str, tuple[str, str]]) -> Row:
        hidden = iter(row[len(shown) :])
        cells = []
        for cell, column in zip(row, shown, strict=False):
            if column.guarded and not self.scope.covers("cases.see", next(hidden) or "-"):
                cell = None  # noqa: PLW2901 - not for this reader to know
            cells.append(column.shown(cell, names))
        return tuple(cells)


def begin_export(
    *, by: Actor, as_of: datetime, what: str, asked: Mapping[str, str], language: Language
) -> Export:
    """Note an export with its filters and count, and open its rows. Raises NotFound."""
    permission = f"{'isolation' if what == 'isolations' else what}.see"
    if what not in LISTS or not by.scope.has(permission) or not by.scope.has("export.run"):
        raise NotFound(message("There is no such page or record."))
    today: date = as_of.astimezone(HERE).date()
    query = exported(what, by.scope, asked, today=today)
    count = query.count()
    filters = "&".join(f"{k}={v}" for k, v in sorted(asked.items()) if v and k not in LEFT_OUT)
    entry = Entry(by, as_of, f"{what}.export", f"{count} rows; {filters}"[:200], reading=True)
    entry.subjects += [("area", record, path) for record, path in touched(query)]
    if count <= NAMED:
        entry.subjects += [("person", record, path) for record, path in people_in(query, NAMED)]
    with transaction.atomic():
        entry.write()
    return Export(COLUMNS[what], count, query, by.scope, language)


class _Shown:
    """How the cells of one column are shown: looked up once, not once a row."""

    def __init__(self, column: Column, language: Language) -> None:
        self.guarded = bool(column.guard)
        self._place = column.name if column.form == "place" else ""
        self._words = {code: said.render(language) for code, said in (column.words or {}).items()}
        self._moment = column.form == "moment"

    def shown(self, cell: Any, names: dict[str, tuple[str, str]]) -> Any:
        """The cell: text, a day, a number or None."""
        if cell is None or cell == "":
            return None
        if self._place:
            return _part(cell, self._place, names)
        if self._moment:
            return cell.astimezone(HERE).strftime("%Y-%m-%d %H:%M")
        return self._words.get(cell, cell) if self._words else cell


def _part(path: str, level: str, names: dict[str, tuple[str, str]]) -> str | None:
    """The name of the area of one level above (or at) a path."""
    for end in range(4, len(path) + 1, 4):
        found = names.get(path[:end])
        if found and found[0] == level:
            return found[1]
    return None
