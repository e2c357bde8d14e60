"""Days that look wrong as a whole: many days' cases on one, or a last day that is not complete."""

from datetime import timedelta

import numpy as np
import polars as pl

from vungxanh.linelist.checks import CHECKS
from vungxanh.linelist.report import Example, Finding
from vungxanh.messages import message

SIDE = 3
"""Days looked at before and after."""
TIMES = 3.0
FEWEST = 50
PARTIAL = 0.4


def judge_lumps(events: pl.DataFrame) -> list[Finding]:
    """Findings about days, from the totals of all accepted rows."""
    if not events.height:
        return []
    totals = events.group_by("day").agg(pl.col("n").sum()).sort("day")
    first = totals["day"][0]
    at = (totals["day"] - first).dt.total_days().to_numpy()
    if at[-1] > 40 * 366:
        return []
    daily = np.zeros(int(at[-1]) + 1)
    daily[at] = totals["n"].to_numpy()
    found = []
    for i in range(len(daily)):
        around = np.r_[daily[max(0, i - SIDE) : i], daily[i + 1 : i + 1 + SIDE]]
        usual = float(np.median(around)) if len(around) >= SIDE else np.inf
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
        example = Example(None, "day", totals["day"][-1].isoformat(), reason)
        findings.append(Finding(CHECKS["partial_last_day"], 1, (example,)))
    return findings
