"""What is wrong with tables of tests and cases, or with a survey's numbers."""

from vungxanh.messages import Message, VungXanhError, message


class FreedomError(VungXanhError):
    """Root of the errors about freedom from infection."""


class RowRefused(FreedomError):
    """One row of a table cannot be used."""

    def __init__(self, table: str, row: int, column: str, value: object, why: Message) -> None:
        super().__init__(
            message(
                "{table}, row {row}, column {column}: “{value}” {why}",
                table=table,
                row=row,
                column=column,
                value=str(value),
                why=why,
            )
        )


class ImpossibleSurvey(FreedomError):
    """The numbers of a survey contradict each other."""
