"""Why a series cannot be carried from old areas to new ones."""

from collections.abc import Sequence
from pathlib import Path

from vungxanh.messages import message
from vungxanh.territory.errors import TerritoryError


class CrosswalkUnreadable(TerritoryError):
    """A table of successors without the columns that it needs."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        super().__init__(
            message(
                "{file}: a table of successors needs the columns old_code and new_code, and share or type "
                "(full, partial); its columns are: {columns}",
                file=path.name,
                columns=tuple(columns),
            )
        )


class LinkIncomplete(TerritoryError):
    """A row without one of its two codes."""

    def __init__(self, row: str) -> None:
        super().__init__(message("Row {row}: old_code or new_code is empty", row=row))


class ShareUnreadable(TerritoryError):
    """A share that is no number from 0 to 1, or a type that is neither full nor partial."""

    def __init__(self, row: str, field: str, value: str) -> None:
        super().__init__(
            message(
                'Row {row}, column {field}: "{value}" is neither a share from 0 to 1 nor full or partial',
                row=row,
                field=field,
                value=value,
            )
        )


class LinkTwice(TerritoryError):
    """The same old and new area stand in two rows."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(message("The link from {old} to {new} is given twice", old=old, new=new))


class SharesNotWhole(TerritoryError):
    """The shares of an old area do not make one whole: people would appear or vanish."""

    def __init__(self, old: str, total: float) -> None:
        super().__init__(
            message("The shares of {old} sum to {total}, not to 1", old=old, total=f"{total:.4g}")
        )


class ShareUnknown(TerritoryError):
    """An area was divided and nobody said in which proportion."""

    def __init__(self, links: Sequence[str]) -> None:
        super().__init__(
            message(
                "These areas were divided, but the shares are not known: {links}; give the shares to carry "
                "the series",
                links=tuple(links),
            )
        )


class CodeOfAnotherDay(TerritoryError):
    """The table of successors and the list of areas mean different areas by one code."""

    def __init__(self, code: str, in_table: str, in_list: str) -> None:
        super().__init__(
            message(
                "The code {code} is {in_table} in the table of successors, but {in_list} in the list of "
                "areas: they speak of different days",
                code=code,
                in_table=in_table,
                in_list=in_list,
            )
        )
