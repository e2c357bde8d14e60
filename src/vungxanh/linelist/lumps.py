"""Days that look wrong as a whole: many days' cases on one, or a last day that is not complete."""

from datetime import date, timedelta
from statistics import median

import numpy as np
import polars as pl

from vungxanh.linelist.checks import CHECKS
from vungxanh.linelist.perday import per_day
from vungxanh.linelist.report import Example, Finding
from vungxanh.messages import message

_EPOCH = date(1970, 1, 1)
SIDE = 3
"""Days looked at before and after."""
TIMES = 3.0
FEWEST = 50
PARTIAL = 0.4


def judge_lumps(events: pl.DataFrame) -> list[Finding]:
    """Findings about days, from the totals of all accepted rows."""
    if not events.height:
        return []
    first, last = events["day"].min(), events["day"].max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    span = (first - _EPOCH).days, (last - _EPOCH).days
    daily = per_day(events["day"].to_physical().to_numpy(), *span, number=events["n"].to_numpy())
    found = []
    for i in np.flatnonzero(daily >= FEWEST).tolist():
        around = [*daily[max(0, i - SIDE) : i].tolist(), *daily[i + 1 : i + 1 + SIDE].tolist()]
        usual = float(median(around)) if len(around) >= SIDE else np.inf
        if daily[i] >= max(FEWEST, TIMES * usual, usual + 5 * np.sqrt(usual)):
            day = (first + timedelta(days=i)).isoformat()
            reason = message("{n} cases, around it about {usual} a day", n=int(daily[i]), usual=round(usual))
            found.append(Example(None, "day", day, reason))
    findings = [Finding(CHECKS["batch_day"], len(found), tuple(found[:5]))] if found else []
    before = daily[-8:-1]
    if len(before) == 7 and np.median(before) >= FEWEST and daily[-1] < PARTIAL * np.median(before):
        reason = message(
            "{n} cases, around it about {usual} a day", n=int(daily[-1]), usual=round(np.median(before))
        )
        example = Example(None, "day", last.isoformat(), reason)
        findings.append(Finding(CHECKS["partial_last_day"], 1, (example,)))
    return findings
