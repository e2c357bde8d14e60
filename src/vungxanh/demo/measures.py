"""What the health office does once results are known: tracing, quarantine, lockdown of groups."""

import numpy as np

from vungxanh.demo.parameters import Lockdown, Tracing
from vungxanh.demo.people import Ints
from vungxanh.demo.state import NEVER, State


def trace(state: State, assumed: Tracing, day: int) -> None:
    """Quarantine the contacts of those whose result came today, and write down sources that are known."""
    cases = state.order[state.result[state.order] == day]
    traced = _household(state, cases), _linked(state, assumed, cases), _others(state, assumed, cases)
    contacts = np.unique(np.concatenate(traced))
    contacts = contacts[(state.result[contacts] > day) & (state.quarantine_until[contacts] < day)]
    begins = day + assumed.delay.draw(len(contacts), state.rng)
    state.quarantine_from[contacts] = begins
    state.quarantine_until[contacts] = begins + assumed.quarantine_days
    _note_sources(state, assumed, cases, day)


def lock(state: State, assumed: Lockdown, day: int) -> None:
    """Lock from tomorrow every group with many results in the last days that is not locked yet."""
    age = day - state.result[state.order]
    recent = state.order[(age >= 0) & (age < assumed.window)]
    found = np.bincount(state.people.group[recent], minlength=len(state.locked_until))
    groups = np.flatnonzero((found >= assumed.cases) & (state.locked_until <= day))
    state.locked_from[groups] = day + 1
    state.locked_until[groups] = day + assumed.days


def _household(state: State, cases: Ints) -> Ints:
    """All members of the cases' households."""
    start, home = state.people.household_start, state.people.household[cases]
    return np.concatenate([np.arange(start[h], start[h + 1]) for h in home] or [np.zeros(0, np.int64)])


def _linked(state: State, assumed: Tracing, cases: Ints) -> Ints:
    """Those whom the cases infected and who infected them, as far as tracing finds them."""
    chance = assumed.finds.array
    caused = state.order[np.isin(state.infector[state.order], cases)]
    caused = caused[state.rng.random(len(caused)) < chance[state.route[caused]]]
    traced = cases[state.rng.random(len(cases)) < chance[state.route[cases]]]
    sources = state.infector[traced]
    return np.concatenate([caused, sources[sources >= 0]])


def _others(state: State, assumed: Tracing, cases: Ints) -> Ints:
    """Contacts who live nearby, most of them not infected: they cost tests and places."""
    near = np.repeat(cases, state.rng.poisson(assumed.other_contacts, len(cases)))
    start, quarter = state.people.quarter_start, state.people.quarter[near]
    size = start[quarter + 1] - start[quarter]
    return start[quarter] + (state.rng.random(len(near)) * size).astype(np.int64)


def _note_sources(state: State, assumed: Tracing, cases: Ints, day: int) -> None:
    """A source is known when it was itself found and somebody made the connection."""
    source = state.infector[cases]
    found = (source >= 0) & (state.result[source] <= day) & (state.result[source] != NEVER)
    chance = assumed.source_known.array[state.route[cases]]
    state.linked[cases] = found & (state.rng.random(len(cases)) < chance)
