"""How infections are found on one day: symptoms, quarantine, lockdown zones, screening.

A positive sample is a found case; its result and its report follow after the delays, later at weekends.
"""

from datetime import date, timedelta

import numpy as np

from vungxanh.demo.parameters import Delay, Parameters, Testing
from vungxanh.demo.people import Ints
from vungxanh.demo.state import NEVER, WHERE, State

SATURDAY = 5


def sample_one_day(state: State, assumed: Parameters, day: int) -> None:
    """All samples taken on one day, each person at most once; found cases get their later dates."""
    weekday = (assumed.period.first + timedelta(days=day)).weekday()
    rounds = [_with_symptoms(state, assumed.testing, weekday, day)]
    if weekday <= SATURDAY:
        rounds += [_quarantined(state, assumed, day), _locked(state, assumed, day)]
    if weekday in assumed.testing.screening_weekdays:
        rounds.append(_screened(state, assumed, day))
    persons = np.unique(np.concatenate(rounds))
    persons = persons[state.result[persons] >= day]
    state.tests.append((persons, day))
    _find(state, assumed, persons, day)


def _with_symptoms(state: State, assumed: Testing, weekday: int, day: int) -> Ints:
    """People who asked for a test; at weekends some have to wait for the next day."""
    due = state.order[(state.sample_due[state.order] == day) & (state.sampled[state.order] == NEVER)]
    waits = state.rng.random(len(due)) < (assumed.weekend_waits if weekday >= SATURDAY else 0.0)
    state.sample_due[due[waits]] = day + 1
    tested: Ints = due[~waits]
    return tested


def _quarantined(state: State, assumed: Parameters, day: int) -> Ints:
    """Quarantined people on their test days."""
    days = [day - offset for offset in assumed.testing.quarantine_tests]
    persons = np.flatnonzero(np.isin(state.quarantine_from, days))
    kept: Ints = persons[state.in_quarantine(persons, day)]
    return kept


def _locked(state: State, assumed: Parameters, day: int) -> Ints:
    """Everybody in the groups whose lockdown calls for tests on this day."""
    days = [day - offset for offset in assumed.testing.lockdown_tests]
    groups = np.flatnonzero(np.isin(state.locked_from, days))
    start = state.people.group_start
    return np.concatenate([np.arange(start[g], start[g + 1]) for g in groups] or [np.zeros(0, np.int64)])


def _screened(state: State, assumed: Parameters, day: int) -> Ints:
    """One person per household in the quarters with most reports of the last week, ties by chance."""
    people, rng = state.people, state.rng
    known = state.order[(state.reported[state.order] <= day) & (state.reported[state.order] > day - 7)]
    recent = np.bincount(people.quarter[known], minlength=len(people.quarter_area))
    order = np.lexsort((rng.random(len(recent)), -recent))
    quarters = order[: assumed.testing.screened_quarters]
    first = people.household_start[:-1]
    homes = np.flatnonzero(np.isin(people.quarter[first], quarters))
    size = people.household_start[homes + 1] - first[homes]
    chosen: Ints = first[homes] + (rng.random(len(homes)) * size).astype(np.int64)
    return chosen


def _find(state: State, assumed: Parameters, persons: Ints, day: int) -> None:
    """Record the positive ones among the sampled persons."""
    testing, delays, rng = assumed.testing, assumed.delays, state.rng
    age = day - state.infected[persons]
    shows = (testing.detectable_from <= age) & (age <= testing.detectable_to)
    found = persons[
        shows & (rng.random(len(persons)) < testing.sensitivity) & (state.sampled[persons] == NEVER)
    ]
    result = day + delays.sample_to_result.draw(len(found), rng)
    state.where[found] = _where(state, found, day)
    state.sampled[found] = day
    state.result[found] = result
    state.reported[found] = report_day(result, assumed, rng)


def _where(state: State, found: Ints, day: int) -> Ints:
    """Quarantine before lockdown before the community; who came because of symptoms was not screened."""
    asked = state.sample_due[found] == day
    place = np.where(asked, WHERE.index("community"), WHERE.index("screening"))
    place[state.is_locked(found, day)] = WHERE.index("lockdown")
    place[state.in_quarantine(found, day)] = WHERE.index("quarantine")
    return place


def report_day(result: Ints, assumed: Parameters, rng: np.random.Generator) -> Ints:
    """The day of the report: some wait over the weekend, and batches come on one day."""
    delay: Delay = assumed.delays.result_to_report
    day: Ints = result + delay.draw(len(result), rng)
    first_weekday = assumed.period.first.weekday()
    for _ in ("Saturday", "Sunday"):
        weekend = (first_weekday + day) % 7 >= SATURDAY
        day = day + (weekend & (rng.random(len(day)) < assumed.testing.weekend_waits))
    for batch in assumed.testing.batch:
        since, until = _index(batch.since, assumed), _index(batch.day, assumed)
        day = np.where((since <= day) & (day < until), until, day)
    return day


def _index(day: date, assumed: Parameters) -> int:
    return (day - assumed.period.first).days
