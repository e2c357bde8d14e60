"""Why a file of cases cannot be used at all: one named error per reason."""

from pathlib import Path

from vungxanh.messages import Message, VungXanhError, message


class LineListError(VungXanhError):
    """A file of cases or counts cannot be used at all."""


class MappingError(LineListError):
    """A mapping file says something that we do not understand."""

    def __init__(self, path: Path, key: str, value: object, why: Message) -> None:
        super().__init__(
            message(
                "Mapping {file}, {key} = {value}: {why}",
                file=path.name,
                key=key,
                value=str(value)[:100],
                why=why,
            )
        )


class MissingColumns(LineListError):
    """No column tells what we need to know."""

    def __init__(self, path: Path, needed: Message, found: list[str]) -> None:
        super().__init__(
            message(
                "{file}: {needed}. Columns found: {found}. Name the right one in a mapping file.",
                file=path.name,
                needed=needed,
                found=_few(found),
            )
        )


class AmbiguousColumns(LineListError):
    """Several columns claim to be the same thing."""

    def __init__(self, path: Path, field: str, columns: list[str]) -> None:
        super().__init__(
            message(
                "{file}: more than one column could be {field}: {columns}. Choose one in a mapping file.",
                file=path.name,
                field=field,
                columns=_few(columns),
            )
        )


class ColumnNotThere(LineListError):
    """The mapping names a column that the file does not have."""

    def __init__(self, path: Path, field: str, column: str, found: list[str]) -> None:
        super().__init__(
            message(
                "{file} has no column {column}, which the mapping gives for {field}. Columns found: {found}",
                file=path.name,
                column=column,
                field=field,
                found=_few(found),
            )
        )


class NoRows(LineListError):
    """A header with nothing below it."""

    def __init__(self, path: Path) -> None:
        super().__init__(message("{file} has a header but no rows", file=path.name))


def _few(names: list[str], most: int = 40) -> str:
    shown = ", ".join(name[:40] for name in names[:most])
    return shown + (", ..." if len(names) > most else "")
