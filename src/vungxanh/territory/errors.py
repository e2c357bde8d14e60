"""Why a list of areas cannot be used: one named error per reason."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from vungxanh.messages import VungXanhError, message
from vungxanh.territory.levels import LEVEL_NAMES


class TerritoryError(VungXanhError):
    """A list of areas, or of their successors, cannot be used as it is."""


class NoSuchMap(TerritoryError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(message("{file}: there is no such map file", file=path.name))


class MapUnreadable(TerritoryError):
    """The map file cannot be opened as one."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(message("{file} cannot be read as a map: {why}", file=path.name, why=why))


class NoCodeColumn(TerritoryError):
    """No column holds the codes of the areas."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        super().__init__(
            message(
                "{file}: no column holds the code of the areas (looked for ward_code, code, area, ma_xa and "
                "the like); its columns are: {columns}",
                file=path.name,
                columns=tuple(columns),
            )
        )


class NoNameColumn(TerritoryError):
    """No column holds the names of the areas."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        super().__init__(
            message(
                "{file}: no column holds the name of the areas (looked for name, ward, ten_xa and the like); "
                "its columns are: {columns}",
                file=path.name,
                columns=tuple(columns),
            )
        )


class NoAreas(TerritoryError):
    """The file holds no area at all."""

    def __init__(self, path: Path) -> None:
        super().__init__(message("{file} holds no area", file=path.name))


class NoneValid(TerritoryError):
    """Areas there are, but none is valid on the day asked for."""

    def __init__(self, path: Path, day: date) -> None:
        super().__init__(message("{file} holds no area that is valid on {day}", file=path.name, day=day))


class CodeMissing(TerritoryError):
    """One row says neither code nor name."""

    def __init__(self, row: str, field: str) -> None:
        super().__init__(message("Row {row}: no code in column {field}", row=row, field=field))


class NameMissing(TerritoryError):
    """One row has a code but no name."""

    def __init__(self, row: str, field: str, code: str) -> None:
        super().__init__(
            message("Row {row}: area {code} has no name in column {field}", row=row, field=field, code=code)
        )


class LevelUnknown(TerritoryError):
    """The level column says something else than our levels."""

    def __init__(self, row: str, field: str, value: str, allowed: Sequence[str]) -> None:
        super().__init__(
            message(
                'Row {row}, column {field}: "{value}" is not a level; allowed are {allowed}',
                row=row,
                field=field,
                value=value,
                allowed=tuple(allowed),
            )
        )


class DateUnreadable(TerritoryError):
    """valid_from or valid_to is not a day."""

    def __init__(self, row: str, field: str, value: str) -> None:
        super().__init__(
            message(
                'Row {row}, column {field}: "{value}" is not a day (write 2025-07-01 or 01/07/2025)',
                row=row,
                field=field,
                value=value,
            )
        )


class ValidityReversed(TerritoryError):
    """An area ends before it begins."""

    def __init__(self, row: str, code: str, begins: date, ends: date) -> None:
        super().__init__(
            message(
                "Row {row}: area {code} is valid to {ends}, which is before it begins on {begins}",
                row=row,
                code=code,
                begins=begins,
                ends=ends,
            )
        )


class DuplicateCode(TerritoryError):
    """One code means two areas on the same day."""

    def __init__(self, row: str, other: str, code: str) -> None:
        super().__init__(
            message(
                "Rows {other} and {row} both use the code {code} on the same day; close the older one with "
                "valid_to (its last day) or remove one",
                row=row,
                other=other,
                code=code,
            )
        )


class ParentMissing(TerritoryError):
    """The parent named in a row is not in the list on that day."""

    def __init__(self, row: str, code: str, parent: str) -> None:
        super().__init__(
            message(
                "Row {row}: the parent {parent} of area {code} is not in the list on that day",
                row=row,
                code=code,
                parent=parent,
            )
        )


class ParentContradicted(TerritoryError):
    """Two rows put the same coarser area under different parents."""

    def __init__(self, row: str, code: str, one: str, other: str) -> None:
        super().__init__(
            message(
                "Row {row}: area {code} lies in {one} here, but in {other} further up",
                row=row,
                code=code,
                one=one,
                other=other,
            )
        )


class ParentCycle(TerritoryError):
    """Areas contain each other in a circle."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(message("These areas are each other's parents: {codes}", codes=tuple(codes)))


class ParentFiner(TerritoryError):
    """A parent does not lie above its child in the levels."""

    def __init__(self, row: str, code: str, level: str, parent: str, parent_level: str) -> None:
        super().__init__(
            message(
                "Row {row}: area {code} ({level}) cannot lie in {parent}, which is only a {parent_level}",
                row=row,
                code=code,
                level=LEVEL_NAMES[level],
                parent=parent,
                parent_level=LEVEL_NAMES[parent_level],
            )
        )


class TreeTooDeep(TerritoryError):
    """More generations than there are levels."""

    def __init__(self, generations: int, levels: Sequence[str]) -> None:
        super().__init__(
            message(
                "The parents make {generations} generations, but there are only these levels: {levels}",
                generations=generations,
                levels=tuple(levels),
            )
        )


class PopulationNotANumber(TerritoryError):
    """The population is some other text. (Unknown is an empty cell.)"""

    def __init__(self, row: str, field: str, value: str) -> None:
        super().__init__(
            message(
                'Row {row}, column {field}: "{value}" is not a number of people; '
                "leave it empty where unknown",
                row=row,
                field=field,
                value=value,
            )
        )


class PopulationNegative(TerritoryError):
    """Fewer than no people."""

    def __init__(self, row: str, field: str, value: str) -> None:
        super().__init__(
            message(
                "Row {row}, column {field}: a population cannot be negative ({value})",
                row=row,
                field=field,
                value=value,
            )
        )


class NotLonLat(TerritoryError):
    """The coordinates are no longitudes and latitudes, and the file does not say what they are."""

    def __init__(self, path: Path, row: str, x: float, y: float) -> None:
        super().__init__(
            message(
                "{file}, row {row}: ({x}, {y}) is not a longitude and latitude; save the map with its "
                "coordinate system, or in WGS 84",
                file=path.name,
                row=row,
                x=x,
                y=y,
            )
        )


class PairsUnreadable(TerritoryError):
    """A table of neighbours without two code columns."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        super().__init__(
            message(
                "{file}: a table of neighbours needs two columns of codes; its columns are: {columns}",
                file=path.name,
                columns=tuple(columns),
            )
        )


class PairUnknown(TerritoryError):
    """A table of neighbours that is about other areas."""

    def __init__(self, path: Path) -> None:
        super().__init__(message("{file}: none of its codes is in the list of areas", file=path.name))


class NoSuchBuiltin(TerritoryError):
    """A built-in list that does not exist."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            message(
                'There is no built-in list of areas "{name}"; there are: {known}',
                name=name,
                known=tuple(known),
            )
        )
