"""Why no triangle can be built from a table."""

from datetime import date

from vungxanh.messages import VungXanhError, message


class TriangleError(VungXanhError):
    """The rows make no reporting triangle."""


class NegativeDelay(TriangleError):
    """A report before its reference day."""

    def __init__(self, area: str, reference: date, delay: int) -> None:
        super().__init__(
            message(
                "Area {area}, reference day {day}: the delay is {delay}, a report cannot come before its day",
                area=area,
                day=reference,
                delay=delay,
            )
        )


class OffStep(TriangleError):
    """A weekly table with a row between its weeks."""

    def __init__(self, area: str, reference: date, delay: int, step: int) -> None:
        super().__init__(
            message(
                "Area {area}, reference day {day}, delay {delay}: not on the table's step of {step} days",
                area=area,
                day=reference,
                delay=delay,
                step=step,
            )
        )


class NothingReported(TriangleError):
    """No row was reported by the day asked for."""

    def __init__(self, as_of: date) -> None:
        super().__init__(message("Nothing was reported by {day}", day=as_of))
