"""The clock of evidence: it runs only on days on which somebody looked, and then the engine judges each area.

calendar     Mon  Tue  Wed  Thu  Fri         Nobody looked on Tuesday and Wednesday: hidden people neither
looked        x    -    -    x    -          recover nor are missed; introductions and cases wait until
clock         1              2   (late)      Thursday, those of Friday come on top of the last day.
"""

import numba
import numpy as np

from vungxanh.epidemic.freedom.kernels import Kernels
from vungxanh.epidemic.freedom.lineages import below


@numba.njit(cache=True, nogil=True)
def _run(cases, arrivals, tests, looks, r, looked):  # type: ignore[no-untyped-def]
    """One area's days on the clock: the rows that `below` wants of days 0..T, and what came late."""
    days = 0
    for day in range(len(looked)):
        days += looked[day]
    series = np.zeros((6, days + 1))
    now, late, waiting, alert = 0, 0.0, 0.0, 1.0
    for day in range(len(looked)):
        late += arrivals[day]
        waiting += cases[day]
        if cases[day] > 0:
            # Of several days the one with the least looking says how many may have been overlooked.
            alert = min(alert, looks[day])
        if looked[day]:
            now += 1
            series[0, now], series[1, now], series[2, now] = waiting, late, tests[day]
            series[3, now], series[4, now], series[5, now] = looks[day], r[day], alert
            late, waiting, alert = 0.0, 0.0, 1.0
    if waiting > 0:
        series[0, now] += waiting
        series[5, now] = min(alert, series[5, now]) if now else alert
    series[4, 0] = r[0]
    return series, late


@numba.njit(cache=True, nogil=True)
def judge(evidence, start, tolerated, k, kern: Kernels, out):  # type: ignore[no-untyped-def]
    """out[area] = P(fewer than tolerated[area] hidden infections), one area after the other."""
    cases, arrivals, tests, looks, r, looked = evidence
    for area in range(len(out)):
        series, late = _run(cases[area], arrivals[area], tests[area], looks[area], r[area], looked[area])
        out[area] = below(series, late, k, start[area], tolerated[area], kern)


@numba.njit(cache=True, nogil=True)
def missing(evidence, start, tolerated, k, kern: Kernels, target, ceiling, out):  # type: ignore[no-untyped-def]
    """out[area] = least further chance that a test today finds a given person that lifts P to the target.

    nan where testing with chance `ceiling` today does not reach it, or where `ceiling` is 0. By bisection: P
    grows with the chance.
    """
    cases, arrivals, tests, looks, r, looked = evidence
    for area in range(len(out)):
        out[area] = np.nan
        if ceiling[area] <= 0:
            continue
        # A test today makes today a day on which somebody looked.
        today = looked[area].copy()
        today[-1] = True
        series, late = _run(cases[area], arrivals[area], tests[area], looks[area], r[area], today)
        had = series[2, -1]
        low, high = 0.0, ceiling[area]
        for step in range(24):
            tried = high if step == 0 else 0.5 * (low + high)
            series[2, -1] = 1.0 - (1.0 - had) * (1.0 - tried)
            if below(series, late, k, start[area], tolerated[area], kern) >= target:
                high, out[area] = tried, tried
            elif step == 0:
                break
            else:
                low = tried
