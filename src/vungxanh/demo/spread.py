"""Who infects whom on one day: households, neighbours, the rest of the district, imports."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.demo.parameters import Imports, Parameters, Spread
from vungxanh.demo.people import Ints, People
from vungxanh.demo.state import NEVER, State, route_code


def spread_one_day(state: State, assumed: Spread, contact: float, day: int) -> Ints:
    """All infections of one day inside the district; returns the newly infected persons."""
    at_large = _infectious(state, assumed, day)
    weight = assumed.generation[day - state.infected[at_large]]
    home = _at_home(state, at_large, weight * assumed.household_hazard)
    outside = _outside(state, assumed, at_large, weight * contact * assumed.community_r, day)
    persons, infectors = np.concatenate([home[0], outside[0]]), np.concatenate([home[1], outside[1]])
    return state.infect(persons, infectors, np.concatenate([home[2], outside[2]]), day)


def bring_in(state: State, assumed: Imports, weights: NDArray[np.float64], day: int) -> Ints:
    """Infections from outside the district; `weights` says how likely each quarter is."""
    quarters = state.rng.choice(len(weights), size=state.rng.poisson(assumed.per_day), p=weights)
    persons = _somebody(state, state.people.quarter_start, quarters)
    nobody = np.full(len(persons), -1)
    return state.infect(persons, nobody, np.full(len(persons), route_code("import"), np.int8), day)


def fall_ill(state: State, assumed: Parameters, persons: Ints, day: int) -> None:
    """Decide for the newly infected how infectious they are, when they fall ill, when they want a test."""
    rng, size, spread, delays = state.rng, len(persons), assumed.spread, assumed.delays
    ill = rng.random(size) >= spread.asymptomatic_share
    own = rng.gamma(spread.dispersion, 1 / spread.dispersion, size)
    state.infectivity[persons] = own * np.where(ill, 1.0, spread.asymptomatic_infectiousness)
    onset = day + np.maximum(1, delays.incubation.draw(size, rng))
    state.onset[persons] = np.where(ill, onset, NEVER)
    asks = ill & (rng.random(size) < assumed.testing.seeks_test)
    state.sample_due[persons] = np.where(asks, onset + delays.onset_to_sample.draw(size, rng), NEVER)


def _infectious(state: State, assumed: Spread, day: int) -> Ints:
    """Persons infected in the last `longest` days who have not been taken to hospital."""
    recent = state.order[state.infected[state.order] >= day - assumed.longest]
    at_large: Ints = recent[state.result[recent] >= day]
    return at_large


def _at_home(
    state: State, infectors: Ints, hazard: NDArray[np.float64]
) -> tuple[Ints, Ints, NDArray[np.int8]]:
    """Infected members of the infectors' households. Quarantine at home does not protect them."""
    people = state.people
    first = people.household_start[people.household[infectors]]
    size = people.household_start[people.household[infectors] + 1] - first
    source = np.repeat(np.arange(len(infectors)), size)
    member = first[source] + np.arange(len(source)) - np.repeat(np.cumsum(size) - size, size)
    # Within a family the day decides, not the person's number of contacts: no individual factor here.
    caught = state.rng.random(len(source)) < -np.expm1(-hazard[source])
    return (
        member[caught],
        infectors[source[caught]],
        np.full(int(caught.sum()), route_code("household"), np.int8),
    )


def _outside(
    state: State, assumed: Spread, infectors: Ints, mean: NDArray[np.float64], day: int
) -> tuple[Ints, Ints, NDArray[np.int8]]:
    """Infected contacts outside the household; a quarantined person has none, a locked group few."""
    people, rng = state.people, state.rng
    mean = mean * state.infectivity[infectors] * state.risk[people.quarter[infectors]]
    mean[state.in_quarantine(infectors, day)] = 0.0
    source = np.repeat(infectors, rng.poisson(mean))
    reach = np.cumsum(assumed.reach.array[:-1])
    route = np.searchsorted(reach, rng.random(len(source)) * reach[-1], side="right").astype(np.int8)
    target = _targets(state, source, route)
    locked = state.is_locked(source, day) | state.is_locked(target, day)
    same = people.group[source] == people.group[target]
    kept = np.where(locked, np.where(same, assumed.locked_inside, assumed.locked_outside), 1.0)
    met = (rng.random(len(source)) < kept) & ~state.in_quarantine(target, day)
    return target[met], source[met], route[met]


def _targets(state: State, source: Ints, route: NDArray[np.int8]) -> Ints:
    """A random person in the place that each contact happens in."""
    people = state.people
    target = (state.rng.random(len(source)) * len(people)).astype(np.int64)
    for name, start, place in (
        ("group", people.group_start, people.group),
        ("quarter", people.quarter_start, people.quarter),
        ("ward", people.ward_start, people.ward),
    ):
        here = route == route_code(name)
        target[here] = _somebody(state, start, place[source[here]])
    near = np.flatnonzero(route == route_code("neighbour"))
    wards = np.array([_next_ward(people, int(people.ward[s]), state.rng) for s in source[near]], np.int64)
    target[near] = _somebody(state, people.ward_start, wards)
    return target


def _next_ward(people: People, ward: int, rng: np.random.Generator) -> int:
    """A random neighbouring ward; any ward where neighbours are not known."""
    near = people.ward_neighbours.of(ward)
    return int(rng.choice(near)) if len(near) else int(rng.integers(len(people.ward_area)))


def _somebody(state: State, start: Ints, place: Ints) -> Ints:
    """One random person out of each place."""
    first, stop = start[place], start[place + 1]
    return first + (state.rng.random(len(place)) * (stop - first)).astype(np.int64)
