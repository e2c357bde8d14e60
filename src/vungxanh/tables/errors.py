"""Why a table file cannot be read: one named error per reason."""

from pathlib import Path

from vungxanh.messages import Message, VungXanhError, message


class TableError(VungXanhError):
    """A table file cannot be used at all."""


class NotFound(TableError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(message("{file}: there is no such file", file=path.name))


class NotReadable(TableError):
    """The file system does not let us read it: a folder, missing rights, a circle of links."""

    def __init__(self, path: Path, why: Message | str) -> None:
        super().__init__(message("{file} cannot be opened: {why}", file=path.name, why=why))


class NotWritable(TableError):
    """The file system does not let us write there."""

    def __init__(self, path: Path, why: Message | str) -> None:
        super().__init__(message("{file} cannot be written: {why}", file=path.name, why=why))


class Empty(TableError):
    """Nothing in it, or nothing below the header."""

    def __init__(self, path: Path) -> None:
        super().__init__(message("{file} contains no table: it is empty", file=path.name))


class NotATable(TableError):
    """The content is of a kind that we do not read."""

    def __init__(self, path: Path, kind: Message | str) -> None:
        super().__init__(
            message(
                "{file} is not a table that we can read (it looks like {kind}); "
                "save it as .xlsx, .csv or .parquet",
                file=path.name,
                kind=kind,
            )
        )


class Damaged(TableError):
    """It says it is a table of some form, but cannot be decoded as one."""

    def __init__(self, path: Path, form: str, why: Message | str) -> None:
        super().__init__(
            message(
                "{file} is damaged and cannot be read as {form}: {why}", file=path.name, form=form, why=why
            )
        )


class Locked(TableError):
    """Protected with a password."""

    def __init__(self, path: Path) -> None:
        super().__init__(message("{file} is protected with a password; save it without one", file=path.name))


class Suspicious(TableError):
    """Built like an attack: never opened."""

    def __init__(self, path: Path, why: Message | str) -> None:
        super().__init__(
            message("{file} was not opened because it is unsafe: {why}", file=path.name, why=why)
        )


class TooLarge(TableError):
    """More than a limit allows; reading it could exhaust the memory."""

    def __init__(self, path: Path, what: Message, found: int, allowed: int) -> None:
        super().__init__(
            message(
                "{file} is too large: {what} {found}, allowed {allowed}",
                file=path.name,
                what=what,
                found=found,
                allowed=allowed,
            )
        )


class NoSuchSheet(TableError):
    """The workbook has no sheet of that name."""

    def __init__(self, path: Path, sheet: str, sheets: list[str]) -> None:
        super().__init__(
            message(
                "{file} has no sheet {sheet}; it has: {sheets}", file=path.name, sheet=sheet, sheets=sheets
            )
        )
