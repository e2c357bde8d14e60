"""From the cells of a file to one record per row."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import starmap
from typing import TypeVar

from vungxanh.messages import VungXanhError
from vungxanh.tables import fold, header_key
from vungxanh.territory.errors import (
    CodeMissing,
    LevelUnknown,
    NameMissing,
    NoCodeColumn,
    NoNameColumn,
    ValidityReversed,
)
from vungxanh.territory.levels import LEVELS
from vungxanh.territory.reading.columns import LEVEL_WORDS, Columns
from vungxanh.territory.reading.records import Named, Record, made_code
from vungxanh.territory.reading.source import Source
from vungxanh.territory.reading.values import parse_day, populations

_T = TypeVar("_T")
_FIELDS = ("level", "code", "name", "valid_from", "valid_to", "order")
"""What a row can have wrong; of several, the first one here is told."""


class Rows:
    """The columns of one file while its rows become records; column by column, as a country has many."""

    def __init__(self, source: Source, columns: Columns) -> None:
        self.source = source
        self.columns = columns
        self.code_header = self._code_header()
        self._check_columns()
        self.row_level = self._row_level()
        self.codes = {level: source.column(header) for level, header in columns.codes.items()}
        self.names = {level: source.column(header) for level, header in columns.names.items()}
        self.code = source.column(self.code_header)
        self.name = source.column(columns.generic.get("name"))
        self.weak_name = source.column(columns.generic.get("weak_name"))
        self.level = source.column(columns.generic.get("level"))
        self.parent = source.column(columns.generic.get("parent"))
        header = columns.generic.get("population")
        self.population = populations(header or "", source.rows, source.column(header))
        self.made: dict[str, None] = {}
        self._faults: dict[tuple[int, int], VungXanhError] = {}

    def records(self) -> list[Record]:
        """Every row as a record; of the rows with a fault the first one is told."""
        begins, ends = self._days("valid_from"), self._days("valid_to")
        self._check_order(begins, ends)
        people = self.population.tolist()
        records: list[Record] = []
        parts = self._by_level()
        for level, at in parts.items():
            chains = self._chains(level, at)
            names = self._names(level, at)
            codes = self._codes(level, at, names, chains)
            others = (_pick(column, at) for column in (begins, ends, people))
            rows, parents = _pick(self.source.rows, at), _pick(self.parent, at)
            levels = [level] * len(at)
            records += starmap(
                Record, zip(rows, at, levels, codes, names, parents, chains, *others, strict=True)
            )
        if self._faults:
            raise self._faults[min(self._faults)]
        if len(parts) > 1:
            records.sort(key=lambda record: record.position)
        self._order_made(records)
        return records

    def _code_header(self) -> str | None:
        """The level-free code column, unless it is a measure: `area` may hold square kilometres."""
        header = self.columns.code
        if header is None or header_key(header) != "area":
            return header
        return None if any(map(_has_fraction, self.source.column(header))) else header

    def _check_columns(self) -> None:
        if not self.columns.codes and self.code_header is None:
            raise NoCodeColumn(self.source.path, self.source.headers)
        if not self.columns.names and not {"name", "weak_name"} & set(self.columns.generic):
            raise NoNameColumn(self.source.path, self.source.headers)

    def _row_level(self) -> str | None:
        """The level of the rows as the headers tell it; None where the parents must tell it.

        Without a level-free code, the finest level that has codes: a column of mere names below it (a "group"
        of something) makes no areas.
        """
        stated = [level for level in LEVELS if level in self.columns.codes]
        known = [level for level in LEVELS if level in self.columns.codes or level in self.columns.names]
        if stated and (self.code_header is None or self._repeats(self.columns.codes[stated[0]])):
            self.code_header = None
            return stated[0]
        if "parent" in self.columns.generic:
            return None
        if "name" not in self.columns.generic and not (known and self._shared(known[0])):
            return known[0] if known else "ward"
        # code, name, district_code: the rows lie one step below the finest level that has columns; so they do
        # when several rows share a district.
        above = [level for level in known if level != LEVELS[0]]
        return LEVELS[LEVELS.index(above[0]) - 1] if above else "ward"

    def _repeats(self, header: str) -> bool:
        """Whether the level-free code only says again what another column says."""
        return self.source.column(self.code_header) == self.source.column(header)

    def _shared(self, level: str) -> bool:
        """Whether several areas (by code) have the same value in the columns of a level."""
        header = self.columns.codes.get(level) or self.columns.names[level]
        codes, values = self.source.column(self.code_header), self.source.column(header)
        several = len(set(codes))
        if several < len(codes):
            several = len(set(zip(codes, values, strict=True)))
        return len(set(values)) < several

    def _by_level(self) -> dict[str | None, Sequence[int]]:
        """The positions of the rows of each level."""
        if self.code_header is not None and "level" not in self.columns.generic:
            return {self.row_level: range(len(self.source.rows))}
        parts: dict[str | None, list[int]] = {}
        for i, stated in enumerate(self.level):
            level = self._ragged_level(i) if stated is None else LEVEL_WORDS.get(fold(stated))
            if stated is not None and level is None:
                header = self.columns.generic["level"]
                self._fault(i, "level", LevelUnknown(self.source.rows[i], header, stated, LEVELS))
            else:
                parts.setdefault(level, []).append(i)
        return dict(parts)

    def _ragged_level(self, i: int) -> str | None:
        """The level of a row of a ragged table: a row without ward speaks of the district."""
        if self.code_header is None:
            for level in LEVELS[LEVELS.index(self.row_level or LEVELS[0]) :]:
                if any(level in cells and cells[level][i] for cells in (self.codes, self.names)):
                    return level
        return self.row_level

    def _names(self, level: str | None, at: Sequence[int]) -> list[str]:
        own = self.names.get(level or "")
        finest = level == self.row_level or self.code_header is not None
        choices = [self.name, own] if finest else [own, self.name]
        if "weak_name" in self.columns.generic:
            # A label is a help on the map, not a name that somebody forgot to give.
            choices += [self.weak_name, self.code, self.codes.get(level or "")]
        elif "name" not in self.columns.generic and own is None:
            # The list has no column for names of this level: the code is all there is.
            choices.append(self.code)
        return self._filled(choices, at)

    def _codes(
        self, level: str | None, at: Sequence[int], names: Sequence[str], chains: Sequence[tuple[Named, ...]]
    ) -> list[str]:
        """The codes given, or made from names where the list has no level-free codes."""
        codes = self._filled([self.codes.get(level or ""), self.code], at)
        if all(codes) and all(names):
            return codes
        field = self.code_header or self.columns.codes.get(level or "", "")
        for k, (code, name) in enumerate(zip(codes, names, strict=True)):
            row = self.source.rows[at[k]]
            if not code and (self.code_header is not None or not name):
                self._fault(at[k], "code", CodeMissing(row, field))
            elif not name:
                self._fault(at[k], "name", NameMissing(row, self._name_header(level), code))
            elif not code:
                codes[k] = self._make(name, chains[k][0].code if chains[k] else None)
        return codes

    def _filled(self, choices: Sequence[Sequence[str | None] | None], at: Sequence[int]) -> list[str]:
        """For each row the first choice that is filled in, "" where none is."""
        found = [""] * len(at)
        for column in choices:
            if column is not None and not all(found):
                found = [had or cell or "" for had, cell in zip(found, _pick(column, at), strict=True)]
        return found

    def _chains(self, level: str | None, at: Sequence[int]) -> list[tuple[Named, ...]]:
        """The coarser areas that each row names; codes are made for those without.

        There are few parents beside many areas: equal cells give one and the same chain.
        """
        above = () if level is None else LEVELS[LEVELS.index(level) + 1 :]
        places = [(up, cells) for up in above for cells in (self.codes, self.names) if up in cells]
        if not places:
            return [()] * len(at)
        told = list(zip(*(_pick(cells[up], at) for up, cells in places), strict=True))
        kinds = [(up, cells is self.codes) for up, cells in places]
        chains = {key: self._chain(above, dict(zip(kinds, key, strict=True))) for key in dict.fromkeys(told)}
        return [chains[key] for key in told]

    def _chain(self, above: Sequence[str], told: Mapping[tuple[str, bool], str | None]) -> tuple[Named, ...]:
        """The areas of one chain, finest first; `told` has each level's code (True) and name (False)."""
        found: list[Named] = []
        for coarser in reversed(above):
            code, name = told.get((coarser, True)), told.get((coarser, False))
            if code is None and name is not None:
                code = self._make(name, found[0].code if found else None)
            if code is not None:
                found.insert(0, Named(coarser, code, name or code))
        return tuple(found)

    def _make(self, name: str, parent: str | None) -> str:
        code = made_code(name, parent)
        self.made[code] = None
        return code

    def _order_made(self, records: Sequence[Record]) -> None:
        """The made codes in the order of the file, coarsest first."""
        made, seen = self.made, set[int]()
        self.made = {}
        for record in records if made else ():
            if id(record.chain) not in seen:
                seen.add(id(record.chain))
                self.made |= {up.code: None for up in reversed(record.chain) if up.code in made}
            if record.code in made:
                self.made[record.code] = None

    def _days(self, role: str) -> list[date | None]:
        header = self.columns.generic.get(role)
        days: list[date | None] = [None] * len(self.source.rows)
        if header is not None:
            read: dict[str | None, date | None] = {}
            for i, cell in enumerate(self.source.column(header)):
                if cell not in read:
                    try:
                        read[cell] = parse_day(header, self.source.rows[i], cell)
                    except VungXanhError as error:
                        self._fault(i, role, error)
                        continue
                days[i] = read[cell]
        return days

    def _check_order(self, begins: Sequence[date | None], ends: Sequence[date | None]) -> None:
        """Faults of rows that end before they begin."""
        if {"valid_from", "valid_to"} <= set(self.columns.generic):
            for i, (since, until) in enumerate(zip(begins, ends, strict=True)):
                if since and until and until < since:
                    self._reversed(i, since, until)

    def _reversed(self, i: int, begins: date, ends: date) -> None:
        codes = (column[i] for column in (*self.codes.values(), self.code))
        code = next((code for code in codes if code), "")
        self._fault(i, "order", ValidityReversed(self.source.rows[i], code, begins, ends))

    def _fault(self, i: int, field: str, error: VungXanhError) -> None:
        self._faults[i, _FIELDS.index(field)] = error

    def _name_header(self, level: str | None) -> str:
        return self.columns.generic.get("name") or self.columns.names.get(level or "", "")


def _pick(column: Sequence[_T], at: Sequence[int]) -> Sequence[_T]:
    """The cells at some positions."""
    return column if isinstance(at, range) else [column[i] for i in at]


def _has_fraction(cell: str | None) -> bool:
    try:
        return cell is not None and not cell.isdecimal() and not float(cell).is_integer()
    except ValueError:
        return False
