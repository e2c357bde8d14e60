"""The hidden state of an area: P(fewer than d hidden infections), exactly, by generating functions.

Everything is on a clock that runs only on days on which somebody looked (see `free`): day 0 is the start,
days 1..T are looked at, and people hidden at the start were infected on days -(A-1)..0.
"""

from math import exp, log

import numba
import numpy as np

from vungxanh.epidemic.freedom.kernels import Kernels
from vungxanh.epidemic.freedom.series import exp_series, log_series, power_series, whole_power

MOST_ROUNDS = 60
"""Fixed-point rounds; the rest after them is below 1e-9 unless R is within a per cent of 1."""

EXACT_ENOUGH = {"reassoc", "contract"}
"""Sums may be taken in another order, so that several are added at once."""

LEAST_FOUND = 0.05
"""Where nobody with symptoms is tested a case still came to light: the share found is not quite 0 there."""


@numba.njit(cache=True, nogil=True)
def never_found(r, k, found):  # type: ignore[no-untyped-def]
    """Chance that a person and everybody infected through them stays unfound for good: g = (1-found) O(g)."""
    g = 0.0
    for _ in range(MOST_ROUNDS):
        g = (1.0 - found) * exp(-k * log(1.0 + r / k * (1.0 - g)))
    return g


@numba.njit(cache=True, nogil=True)
def hidden_sources(r, k, found):  # type: ignore[no-untyped-def]
    """Expected hidden people who infected somebody that led to a report, per report, before their own chance
    to be found: (1 - found - g) / (found (1 - found))."""
    if found >= 1.0:
        return 0.0
    return max(0.0, 1.0 - found - never_found(r, k, found)) / (found * (1.0 - found))


@numba.njit(cache=True, nogil=True, fastmath=EXACT_ENOUGH)
def _unfound(days, pad, tests, looks, kern: Kernels):  # type: ignore[no-untyped-def]
    """own[u + pad - 1]: chance that a person infected on day u has not been found by day `days`."""
    own = np.ones(days + pad)
    for day in range(1, days + 1):
        if tests[day] > 0:
            for age in range(len(kern.shows)):
                own[day - age + pad - 1] *= 1.0 - tests[day] * kern.shows[age]
    for position in range(days + pad):
        infected = position - pad + 1
        reported = 0.0
        for day in range(max(infected, 1), min(days, infected + len(kern.delay) - 1) + 1):
            reported += looks[day] * kern.delay[day - infected]
        own[position] *= max(0.0, 1.0 - reported)
    return own


@numba.njit(cache=True, nogil=True, fastmath=EXACT_ENOUGH)
def _lineages(days, pad, r, k, own, d, kern: Kernels):  # type: ignore[no-untyped-def]
    """Backward in the day of infection u: F, a power series in z that counts hidden people; G is F at 1.

    F_z(u) = own(u) z^[alive] O_z(u), O_z(u) = (1 + sum_{v>u} R_v w(v-u) (1 - F_z(v)) / k)^-k.
    Returns F, G and O_z / O_1, R (1 - F_z) / k and R (1 - G) / k, by position u + pad - 1.
    """
    length, reach, w = len(kern.shows), len(kern.generation) - 1, kern.generation
    size = days + pad
    unfound, total, others = np.zeros((size, d)), np.empty(size), np.empty((size, d))
    harm, harm_total = np.zeros((d, size)), np.zeros(size)
    base = np.empty(d)
    for position in range(size - 1, -1, -1):
        last = min(size - 1, position + reach)
        base_total = 1.0
        for child in range(position + 1, last + 1):
            base_total += w[child - position] * harm_total[child]
        for h in range(d):
            base[h] = 1.0 if h == 0 else 0.0
            for child in range(position + 1, last + 1):
                base[h] += w[child - position] * harm[h, child]
        total[position] = own[position] * exp(-k * log(base_total))
        base /= base_total
        power_series(base, -k, others[position])
        for h in range(1 if size - 1 - position < length else 0, d):
            unfound[position, h] = total[position] * others[position, h - (size - 1 - position < length)]
        rate = r[max(position - pad + 1, 0)] / k
        harm_total[position] = rate * (1.0 - total[position])
        for h in range(d):
            harm[h, position] = -rate * unfound[position, h]
        harm[0, position] += rate
    return unfound, total, others, harm, harm_total


@numba.njit(cache=True, nogil=True, fastmath=EXACT_ENOUGH)
def _add_start(out, weight, pad, own, harms, k, kern: Kernels):  # type: ignore[no-untyped-def]
    """Hidden groups of d people at the start, their number Poisson, their age even over 0..A-1.

    They infect from day 1 on: who was infected before is one of them.
    """
    harm, harm_total = harms
    d, length, reach, w = len(out), len(kern.shows), len(kern.generation) - 1, kern.generation
    size = len(own)
    base, one, group = np.empty(d), np.empty(d), np.empty(d)
    for position in range(pad - length, pad):
        last = min(size - 1, position + reach)
        base_total = 1.0
        for child in range(pad, last + 1):
            base_total += w[child - position] * harm_total[child]
        for h in range(d):
            base[h] = 1.0 if h == 0 else 0.0
            for child in range(pad, last + 1):
                base[h] += w[child - position] * harm[h, child]
        power_series(base, -k, group)
        one[:] = 0.0
        shift = 1 if size - 1 - position < length else 0
        for h in range(shift, d):
            one[h] = own[position] * group[h - shift]
        whole_power(one, d, group)
        for h in range(d):
            out[h] += weight / length * group[h]
        out[0] -= weight / length * (own[position] * exp(-k * log(base_total))) ** d


@numba.njit(cache=True, nogil=True)
def _known_children(series, kern: Kernels):  # type: ignore[no-untyped-def]
    """By day: expected found children of the cases reported then.

    Each case asks the others who could have infected it, the most recently reported first. One that is asked
    is its parent with odds e : h + i, e its found children expected that day, i those from outside, h such
    that one candidate at the likeliest distance gets the chance `found`. In this order a further case takes
    no weight from newer ones, which tell more about today: it can only make hidden infection likelier.
    """
    cases, arrivals, _, _, r, alert = series
    children = np.zeros(len(cases))
    likeliest = kern.reports.max()
    for day in range(len(cases)):
        if cases[day] > 0:
            found, open_ = max(alert[day], LEAST_FOUND), cases[day]
            elsewhere = r[day] * (1.0 - found) * likeliest + found * arrivals[day] + 1e-300
            first = max(0, day - (len(kern.reports) - 1 - kern.before))
            for parent in range(min(len(cases) - 1, day + kern.before), first - 1, -1):
                others = cases[parent] - (1.0 if parent == day else 0.0)
                if others > 0:
                    expected = r[day] * found * others * kern.reports[day - parent + kern.before]
                    taken = open_ * expected / (expected + elsewhere)
                    children[parent] += taken
                    open_ -= taken
    return children


@numba.njit(cache=True, nogil=True)
def _add_children(out, day, pad, cases, children, r, k, harms, kern: Kernels):  # type: ignore[no-untyped-def]
    """People infected by cases that were reported on `day`: hidden ones by now, and those still to come.

    Who is known to have infected n others is likely to have infected more: k per case becomes k + n.
    """
    harm, harm_total = harms
    d, days = len(out), len(r) - 1
    base, logs = np.zeros(d), np.empty(d)
    base[0], base_total = 1.0, 1.0
    first = max(0, day - kern.before + pad - 1)
    for position in range(first, min(len(harm_total), day + pad + len(kern.children) - 1 - kern.before)):
        weight = kern.children[position - pad + 1 - day + kern.before]
        base_total += weight * harm_total[position]
        for h in range(d):
            base[h] += weight * harm[h, position]
    log_series(base, logs)
    shape = k * cases + children
    for h in range(d):
        out[h] -= shape * logs[h]
    out[0] += shape * log(base_total)
    coming = r[days] * kern.future[min(days - day, len(kern.future) - 1)] / k
    base[:] = 0.0
    base[0] = 1.0 + coming
    if d > 1:
        base[1] = -coming
    log_series(base, logs)
    for h in range(d):
        out[h] -= k * cases * logs[h]


@numba.njit(cache=True, nogil=True)
def _sources(cases, alert, pad, r, k, kern: Kernels):  # type: ignore[no-untyped-def]
    """By position: expected people infected then who infected somebody that led to a report."""
    sources = np.zeros(len(cases) + pad - 1)
    for day in range(len(cases)):
        if cases[day] > 0:
            expected = cases[day] * hidden_sources(r[day], k, max(alert[day], LEAST_FOUND))
            for back in range(1, min(len(kern.source), day + pad)):
                sources[day - back + pad - 1] += expected * kern.source[back]
    return sources


@numba.njit(cache=True, nogil=True)
def _add_sources(out, sources, own, others, k, length):  # type: ignore[no-untyped-def]
    """The unfound people who infected reported cases, and their other children: one child is known, so they
    are likely to have more (k + 1 in place of k)."""
    d = len(out)
    more = np.empty(d)
    for position in range(len(sources)):
        if sources[position] > 0:
            weight = sources[position] * own[position]
            power_series(others[position], (k + 1.0) / k, more)
            shift = 1 if len(sources) - 1 - position < length else 0
            for h in range(shift, d):
                out[h] += weight * more[h - shift]
            out[0] -= weight


@numba.njit(cache=True, nogil=True)
def below(series, late, k, start, d, kern: Kernels):  # type: ignore[no-untyped-def]
    """P(fewer than d hidden infections on the last day | everything found was found, nothing else was).

    series  by day 0..T: cases, arrivals (expected introductions), tests (chance that a test of the day finds
            a given person), looks (chance that somebody with symptoms is ever reported), R, alert (that
            chance when the day's cases were reported)
    late    expected introductions after day T;  start: expected hidden groups on day 0
    Equation: log P_z = sum over all possible lineages of F_z - G; the sum of the first d coefficients of P_z.
    """
    cases, arrivals, tests, looks, r, alert = series
    days, length = len(cases) - 1, len(kern.shows)
    found = cases.sum() > 0
    # Whoever infected a reported case may have been infected long before the start.
    pad = max(length, len(kern.source)) if found else length
    own = _unfound(days, pad, tests, looks, kern)
    unfound, total, others, harm, harm_total = _lineages(days, pad, r, k, own, d, kern)
    out = np.zeros(d)
    if start > 0:
        _add_start(out, start, pad, own, (harm, harm_total), k, kern)
    for day in range(1, days + 1):
        for h in range(d):
            out[h] += arrivals[day] * unfound[day + pad - 1, h]
        out[0] -= arrivals[day] * total[day + pad - 1]
    if found:
        known = _known_children(series, kern)
        for day in range(days + 1):
            if cases[day] > 0:
                _add_children(out, day, pad, cases[day], known[day], r, k, (harm, harm_total), kern)
        _add_sources(out, _sources(cases, alert, pad, r, k, kern), own, others, k, length)
    out[0] -= late
    if d > 1:
        out[1] += late
    return exp_series(out)
