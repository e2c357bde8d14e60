"""Why a nowcast cannot be made."""

from vungxanh.messages import VungXanhError, message


class NotASum(VungXanhError):
    """The days to be summed do not fit the triangle."""

    def __init__(self, days: int, step: int, references: int) -> None:
        super().__init__(
            message(
                "Sums over {days} days cannot be made from {count} steps of {step} days",
                days=days,
                step=step,
                count=references,
            )
        )
