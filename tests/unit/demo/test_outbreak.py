"""The day loop: what can never happen, and limit cases."""

from functools import cache

import numpy as np

from tests.unit.demo.places import assumed, small_district
from vungxanh.demo.outbreak import run
from vungxanh.demo.parameters import ROUTES
from vungxanh.demo.state import NEVER, WHERE, State


@cache
def usual() -> State:
    return run(small_district(), assumed(), 3).state


def test_nobody_is_infected_twice_and_infectors_come_first() -> None:
    state = usual()
    assert len(set(state.order.tolist())) == len(state.order)
    caused = state.order[state.infector[state.order] >= 0]
    assert (state.infected[state.infector[caused]] < state.infected[caused]).all()


def test_nobody_infects_after_having_been_taken_to_hospital() -> None:
    state = usual()
    caused = state.order[state.infector[state.order] >= 0]
    assert (state.result[state.infector[caused]] >= state.infected[caused]).all()


def test_dates_of_a_found_case_follow_each_other() -> None:
    state = usual()
    found = state.order[state.sampled[state.order] != NEVER]
    assert len(found) > 20
    assert (state.infected[found] < state.sampled[found]).all()
    assert (state.sampled[found] <= state.result[found]).all()
    assert (state.result[found] <= state.reported[found]).all()


def test_routes_say_where_the_two_live() -> None:
    state, people = usual(), usual().people
    for name in ("household", "group", "quarter", "ward"):
        pairs = state.order[state.route[state.order] == ROUTES.index(name)]
        place = getattr(people, name)
        assert (place[pairs] == place[state.infector[pairs]]).all()


def test_neighbouring_wards_are_neighbours() -> None:
    state, people = usual(), usual().people
    near = state.order[state.route[state.order] == ROUTES.index("neighbour")]
    assert (abs(people.ward[near] - people.ward[state.infector[near]]) == 1).all()


def test_without_spread_all_infections_are_imports() -> None:
    nobody = assumed(spread={"community_r": 0.0, "household_hazard": 0.0})
    state = run(small_district(), nobody, 3).state
    assert len(state.order) > 0
    assert (state.infector[state.order] == -1).all()


def test_without_imports_nothing_happens() -> None:
    state = run(small_district(), assumed(imports={"per_day": 0.0}), 3).state
    assert len(state.order) == 0


def test_without_testing_nothing_is_found() -> None:
    blind = assumed(testing={"seeks_test": 0.0, "screened_quarters": 0})
    state = run(small_district(), blind, 3).state
    assert len(state.order) > 0
    assert (state.sampled == NEVER).all()


def test_tracing_and_lockdown_find_cases_outside_the_community() -> None:
    state = usual()
    places = {WHERE[w] for w in np.unique(state.where[state.order])}
    assert {"community", "quarantine"} <= places


def test_fewer_contacts_mean_fewer_infections() -> None:
    def infections(factor: float) -> int:
        contact = [{"since": "2021-05-20", "factor": factor, "why": "test"}]
        changed = assumed(spread={"contact": contact}, imports={"per_day": 3.0})
        return len(run(small_district(), changed, 3).state.order)

    assert infections(1.0) > 2 * infections(0.1)


def test_another_seed_is_another_outbreak() -> None:
    assert run(small_district(), assumed(), 4).state.order.tolist() != usual().order.tolist()
