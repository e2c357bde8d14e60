"""Why no league table can be drawn."""

from datetime import date

from vungxanh.messages import VungXanhError, message


class CampaignError(VungXanhError):
    """Root of the campaign's errors."""


class PeriodReversed(CampaignError):
    """The campaign ends before it begins."""

    def __init__(self, start: date, stop: date) -> None:
        super().__init__(
            message("The campaign ends on {stop}, before it begins on {start}.", start=start, stop=stop)
        )


class PeriodNotAssessed(CampaignError):
    """The assessment does not reach back to the first day, or does not yet reach it."""

    def __init__(self, start: date, first: date, last: date) -> None:
        super().__init__(
            message(
                "The campaign begins on {start}, but the assessment covers {first} to {last} only.",
                start=start,
                first=first,
                last=last,
            )
        )


class NoUnits(CampaignError):
    """There is nobody to compare."""

    def __init__(self, level: str, present: list[str]) -> None:
        super().__init__(
            message(
                "The assessment has no areas of level {level}; it has: {present}.",
                level=level,
                present=tuple(present),
            )
        )
