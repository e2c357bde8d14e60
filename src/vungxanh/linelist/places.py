"""Which area each record belongs to: every distinct place is looked up once, then joined back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vungxanh.linelist.codes import by_exact_code
from vungxanh.linelist.source import Source
from vungxanh.linelist.values import blanks
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import Message, message
from vungxanh.territory import LEVELS, Found, PlaceFinder, Territory, place_finder
from vungxanh.territory.naming import reasons

CODES = ("area_code", "group_code", "quarter_code", "ward_code", "district_code", "province_code")
NAMES = LEVELS
_GROUP = "\0place"
_CANDIDATES = 5
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Place:
    """What one distinct spelling means: a position, or the check it fails and why."""

    position: int | None
    code: str = ""
    field: str = ""
    value: str = ""
    reason: Message | None = None
    coarse: bool = False


@dataclass(frozen=True)
class Places:
    """`area` has one position per record (null where not found), `group` the distinct place of each."""

    area: pl.Series
    group: pl.Series | None
    distinct: list[Place]


def find_places(source: Source, territory: Territory) -> Places:
    """Looks every distinct place of the file up; never guesses."""
    fields = [field for field in (*CODES, *NAMES) if field in source.columns.of]
    table = pl.DataFrame({field: source.column(field) for field in fields})
    if len(fields) == 1:
        area = by_exact_code(table[fields[0]], fields[0], territory)
        if not area.null_count():
            return Places(area, None, [])
    lookup = _Lookup(source, territory, place_finder(territory))
    if not fields:
        place = lookup.place({})
        area = pl.repeat(place.position, source.frame.height, dtype=pl.Int32, eager=True)
        return Places(area, None, [place])
    if len(fields) == 1:
        return _one_column(table[fields[0]], lookup)
    distinct = table.unique(maintain_order=True).with_row_index(_GROUP)
    group = table.join(distinct, on=fields, how="left", nulls_equal=True, maintain_order="left")[_GROUP]
    places = [lookup.place(row) for row in distinct.select(fields).iter_rows(named=True)]
    positions = pl.Series([place.position for place in places], dtype=pl.Int32)
    return Places(positions.gather(group), group, places)


def judge_places(places: Places, verdicts: Verdicts) -> None:
    """Says of every record whose place was not found why; warns where only the larger area is known."""
    if not places.area.null_count() and not any(place.coarse for place in places.distinct):
        return
    group = places.group if places.group is not None else pl.repeat(0, len(verdicts.decided), eager=True)
    for code in ("no_area", "unknown_area", "ambiguous_area", "other_province", "code_name_conflict"):
        _judge(code, group, places, verdicts, [place.code == code for place in places.distinct])
    _judge("coarse_area", group, places, verdicts, [place.coarse for place in places.distinct])


def _judge(code: str, group: pl.Series, places: Places, verdicts: Verdicts, applies: Sequence[bool]) -> None:
    numbers = [i for i, true in enumerate(applies) if true]
    by_field: dict[str, list[int]] = {}
    for number in numbers:
        by_field.setdefault(places.distinct[number].field, []).append(number)
    for field, chosen in by_field.items():
        values = pl.Series([place.value for place in places.distinct])
        verdicts.mark(
            code,
            group.is_in(chosen),
            field,
            values.gather(group),
            lambda record: places.distinct[int(group[record])].reason,
        )


def _one_column(column: pl.Series, lookup: "_Lookup") -> Places:
    field = column.name
    spellings = column.unique(maintain_order=False)
    places = [lookup.place({field: spelling}) for spelling in spellings]
    positions = pl.Series([place.position for place in places], dtype=pl.Int32)
    area = column.replace_strict(spellings, positions, return_dtype=pl.Int32)
    if not area.null_count() and not any(place.coarse for place in places):
        return Places(area, None, places)
    numbers = pl.Series(range(len(places)), dtype=pl.UInt32)
    return Places(area, column.replace_strict(spellings, numbers, return_dtype=pl.UInt32), places)


class _Lookup:
    """Turns one distinct combination of place cells into a Place."""

    def __init__(self, source: Source, territory: Territory, finder: PlaceFinder) -> None:
        self._source = source
        self._territory = territory
        self._finder = finder
        self._constants = {k: v for k, v in source.mapping.constants.items() if k in NAMES}
        self._levels = set(territory.levels)
        self._fields = [field for field in (*CODES, *NAMES) if field in source.columns.of]

    def place(self, row: Mapping[str, object]) -> Place:
        """The area of one combination of cells."""
        cells = {field: text for field in self._fields if (text := _text(row.get(field)))}
        codes = {field: text for field, text in cells.items() if field in CODES or self._is_code(field, text)}
        names = {field: text for field, text in cells.items() if field not in codes}
        by_code = self._by_code(codes, names)
        if by_code is not None and (by_code.position is None or not names):
            return by_code
        if not names and not (self._constants and not self._fields):
            return self._nowhere(codes)
        by_name = self._by_name(names)
        if by_code is None:
            return by_name
        return self._agreed(by_code, by_name)

    def _is_code(self, field: str, text: str) -> bool:
        """Whether a cell for a name holds an area's code; short numbers are names ("Phường 4")."""
        position = self._territory.index.get(text)
        plain = text.isdigit() and len(text) < 3
        return position is not None and not plain and self._territory.levels[position] == field

    def _by_code(self, codes: Mapping[str, str], names: Mapping[str, str]) -> Place | None:
        """By the finest code; a code coarser than a name that is given decides nothing.

        Unless the territory has no areas as fine as the name: then the code is all that can be used.
        """
        for field in (*CODES, *NAMES):
            if field not in codes:
                continue
            level = field.removesuffix("_code")
            if any(
                name in self._levels and level in LEVELS and LEVELS.index(name) < LEVELS.index(level)
                for name in names
            ):
                return None
            found = self._finder.find_code(codes[field])
            if found.position is None and field == "area_code":
                named = self._finder.find(ward=codes[field])
                found = named if named.position is not None or named.candidates else found
            coarse = found.position is not None and self._is_coarse(level, codes)
            return self._place(found, field, codes[field], coarse=coarse)
        return None

    def _by_name(self, names: Mapping[str, str]) -> Place:
        known = {**self._constants, **names}
        arguments = {level: known.get(level) for level in NAMES}
        finest = next(level for level in NAMES if level in names or level in known)
        found = self._finder.find(**arguments)
        typed = ", ".join(names[level] for level in NAMES if level in names) or known[finest]
        return self._place(found, finest, typed, coarse=self._is_coarse(finest, names))

    def _is_coarse(self, level: str, cells: Mapping[str, str]) -> bool:
        """Whether the file has a column for finer areas of the territory, and this row left it blank."""
        if level not in LEVELS:
            return False
        finer = LEVELS[: LEVELS.index(level)]
        return any(
            name in self._levels and (name in self._fields or f"{name}_code" in self._fields)
            and name not in cells and f"{name}_code" not in cells
            for name in finer
        ) and not any(name in cells for name in finer)  # fmt: skip

    def _agreed(self, by_code: Place, by_name: Place) -> Place:
        """A name that means another area than the code is a fault; one that is merely unknown is not."""
        if by_name.position is None or by_name.position == by_code.position or by_code.position is None:
            return by_code
        chain = self._territory.path(by_code.position)
        if by_name.position in chain:
            return by_code
        territory = self._territory
        reason = message(
            "code {code} is {coded}, but the name says {named}",
            code=territory.codes[by_code.position],
            coded=territory.names[by_code.position],
            named=territory.names[by_name.position],
        )
        return Place(None, "code_name_conflict", by_name.field, by_name.value, reason)

    def _nowhere(self, codes: Mapping[str, str]) -> Place:
        field = self._fields[0] if self._fields else "ward"
        return Place(None, "no_area", field, next(iter(codes.values()), ""))

    def _place(self, found: Found, field: str, value: str, *, coarse: bool) -> Place:
        if found.position is not None:
            return Place(found.position, "", field, value, coarse=coarse)
        reason = found.reason
        if reason is not None and found.candidates:
            names = [self._full_name(candidate) for candidate in found.candidates[:_CANDIDATES]]
            reason = message("{reason}; possible: {candidates}", reason=reason, candidates=names)
        return Place(None, _check_for(found.reason), field, value, reason)

    def _full_name(self, position: int) -> str:
        return ", ".join(self._territory.names[step] for step in self._territory.path(position))


def _check_for(reason: Message | None) -> str:
    """The check that a reason of the place finder belongs to."""
    said = "" if reason is None else reason.text
    if said == reasons.nothing_given().text:
        return "no_area"
    if said == reasons.ambiguous("", 0).text:
        return "ambiguous_area"
    elsewhere = (reasons.elsewhere("", ""), reasons.other_province("", ""), reasons.unknown_province(""))
    return "other_province" if said in {sentence.text for sentence in elsewhere} else "unknown_area"


def _text(value: object) -> str:
    """A cell as text, blank words and the ".0" of numbers read as decimals removed."""
    if value is None:
        return ""
    text = str(value)[:_LONGEST_NAME].strip()
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]
    return "" if text.lower() in blanks() else text
