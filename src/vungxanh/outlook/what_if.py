"""What-ifs as a person writes them: `none`, `rt=0.9`, `target=0.3`, `target=0.3@2021-07-31`."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import VungXanhError, message

if TYPE_CHECKING:
    from vungxanh.epidemic.forecast import Change

LARGEST_FACTOR = 10.0


class WhatIfError(VungXanhError):
    """A what-if that cannot be understood."""


@dataclass(frozen=True)
class WhatIf:
    """One thing that goes differently from tomorrow on.

    none     no case is found from tomorrow on
    rt       the reproduction number is `value` times what it would be
    target   cases fall by the share `value`, evenly, by `by` (None: by the last day with probabilities)
    """

    text: str
    kind: str
    value: float | None = None
    by: date | None = None

    def change(
        self, last_judged: date, last_day: date, generation: NDArray[np.float64] | None = None
    ) -> "Change":
        """The same for the forecast; `generation` is used by `rt`."""
        from vungxanh.epidemic.forecast import Change  # noqa: PLC0415 - brings scipy along

        if self.kind == "none":
            return Change(no_new_after=last_judged)
        assert self.value is not None
        if self.kind == "rt":
            return Change(rt_factor=self.value, generation=generation)
        return Change(target=self.value, target_by=self.by or last_day)


def parse_what_if(text: str) -> WhatIf:
    """Raises WhatIfError."""
    kind, _, rest = text.strip().partition("=")
    number, _, day = rest.partition("@")
    if kind == "none" and not rest:
        return WhatIf(text, kind)
    if kind == "rt" and not day:
        return WhatIf(text, kind, _number(text, number, 0.0, LARGEST_FACTOR))
    if kind == "target":
        return WhatIf(text, kind, _number(text, number, 0.0, 1.0), _day(text, day) if day else None)
    raise WhatIfError(
        message(
            "What-if {asked} is not understood; possible are none, rt=0.9 (a factor on Rt), target=0.3"
            " (share by which cases fall) and target=0.3@2021-07-31.",
            asked=text,
        )
    )


def _number(text: str, number: str, least: float, most: float) -> float:
    try:
        value = float(number)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise WhatIfError(
            message(
                "What-if {asked}: {number} is not a number from {least} to {most}.",
                asked=text,
                number=number,
                least=least,
                most=most,
            )
        )
    return value


def _day(text: str, day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise WhatIfError(
            message("What-if {asked}: {day} is not a date like 2021-07-31.", asked=text, day=day)
        ) from None
