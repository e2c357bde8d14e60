"""From the cells of a file to one record per row."""

from collections.abc import Sequence
from datetime import date

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


class Rows:
    """The columns of one file while its rows become records."""

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
        # A country has a hundred thousand areas but few parents: their chains are made once.
        self.chains: dict[tuple[str, tuple[tuple[str | None, str | None], ...]], tuple[Named, ...]] = {}

    def records(self) -> list[Record]:
        """Every row as a record."""
        return [self.record(i) for i in range(len(self.source.rows))]

    def record(self, i: int) -> Record:
        """Row `i` as a record."""
        level = self._level_at(i)
        chain = self._chain_at(i, level)
        name = self._name_at(i, level)
        code = self._code_at(i, level, name, chain)
        if name is None:
            raise NameMissing(self.source.rows[i], self._name_header(level), code)
        begins, ends = self._day_at(i, "valid_from"), self._day_at(i, "valid_to")
        if begins and ends and ends < begins:
            raise ValidityReversed(self.source.rows[i], code, begins, ends)
        return Record(
            row=self.source.rows[i],
            position=i,
            level=level,
            code=code,
            name=name,
            parent=self.parent[i],
            chain=chain,
            begins=begins,
            ends=ends,
            population=float(self.population[i]),
        )

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
        pairs = set(zip(self.source.column(self.code_header), self.source.column(header), strict=True))
        return len({value for _, value in pairs}) < len(pairs)

    def _level_at(self, i: int) -> str | None:
        stated = self.level[i]
        if stated is not None:
            if fold(stated) not in LEVEL_WORDS:
                raise LevelUnknown(self.source.rows[i], self.columns.generic["level"], stated, LEVELS)
            return LEVEL_WORDS[fold(stated)]
        if self.code_header is None:
            # A ragged table: a row without ward speaks of the district.
            for level in LEVELS[LEVELS.index(self.row_level or LEVELS[0]) :]:
                if self._cell(self.codes, level, i) or self._cell(self.names, level, i):
                    return level
        return self.row_level

    def _name_at(self, i: int, level: str | None) -> str | None:
        own = self._cell(self.names, level, i)
        finest = level == self.row_level or self.code_header is not None
        named = self.name[i] or own if finest else own or self.name[i]
        if named is None and "weak_name" in self.columns.generic:
            # A label is a help on the map, not a name that somebody forgot to give.
            return self.weak_name[i] or self.code[i] or self._cell(self.codes, level, i)
        if "name" not in self.columns.generic and level not in self.columns.names:
            # The list has no column for names of this level: the code is all there is.
            return named or self.code[i]
        return named

    def _code_at(self, i: int, level: str | None, name: str | None, chain: tuple[Named, ...]) -> str:
        code = self._cell(self.codes, level, i) or self.code[i]
        if code is not None:
            return code
        if self.code_header is not None or name is None:
            field = self.code_header or self.columns.codes.get(level or "", "")
            raise CodeMissing(self.source.rows[i], field)
        return self._make(name, chain[0].code if chain else None)

    def _chain_at(self, i: int, level: str | None) -> tuple[Named, ...]:
        """The coarser areas that this row names; codes are made for those without, coarsest first."""
        if level is None:
            return ()
        above = LEVELS[LEVELS.index(level) + 1 :]
        told = tuple((self._cell(self.codes, up, i), self._cell(self.names, up, i)) for up in above)
        if (level, told) not in self.chains:
            self.chains[level, told] = self._chain(above, told)
        return self.chains[level, told]

    def _chain(
        self, above: Sequence[str], told: Sequence[tuple[str | None, str | None]]
    ) -> tuple[Named, ...]:
        found: list[Named] = []
        for coarser, (given, name) in zip(reversed(above), reversed(told), strict=True):
            code = given
            if code is None and name is not None:
                code = self._make(name, found[0].code if found else None)
            if code is not None:
                found.insert(0, Named(coarser, code, name or code))
        return tuple(found)

    def _make(self, name: str, parent: str | None) -> str:
        code = made_code(name, parent)
        self.made[code] = None
        return code

    def _day_at(self, i: int, role: str) -> date | None:
        header = self.columns.generic.get(role)
        if header is None:
            return None
        return parse_day(header, self.source.rows[i], self.source.column(header)[i])

    def _name_header(self, level: str | None) -> str:
        return self.columns.generic.get("name") or self.columns.names.get(level or "", "")

    @staticmethod
    def _cell(columns: dict[str, list[str | None]], level: str | None, i: int) -> str | None:
        cells = columns.get(level or "")
        return None if cells is None else cells[i]


def _has_fraction(cell: str | None) -> bool:
    try:
        return cell is not None and not float(cell).is_integer()
    except ValueError:
        return False
