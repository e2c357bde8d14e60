"""The outbreak, day by day: infections, then samples, then what follows from results."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from vungxanh.demo.finding import sample_one_day
from vungxanh.demo.measures import lock, trace
from vungxanh.demo.parameters import Parameters
from vungxanh.demo.people import settle
from vungxanh.demo.spread import bring_in, fall_ill, spread_one_day
from vungxanh.demo.state import State
from vungxanh.territory import Territory


@dataclass(frozen=True)
class Outbreak:
    """What happened, and under which assumptions."""

    territory: Territory
    assumed: Parameters
    seed: int
    state: State


def run(territory: Territory, assumed: Parameters, seed: int) -> Outbreak:
    """Simulate the whole period. The same arguments always give the same outbreak."""
    rng = np.random.default_rng(seed)
    people = settle(territory, assumed.people, rng)
    quarters = len(people.quarter_area)
    risk = rng.lognormal(-(assumed.spread.quarter_sd**2) / 2, assumed.spread.quarter_sd, quarters)
    weights = rng.gamma(assumed.imports.concentration, size=quarters) + 1e-9
    weights /= weights.sum()
    state = State(people, rng, risk)
    for day in range(assumed.period.days):
        today = assumed.period.first + timedelta(days=day)
        fresh = [spread_one_day(state, assumed.spread, assumed.spread.contact_on(today), day)]
        if today <= assumed.imports.until:
            fresh.append(bring_in(state, assumed.imports, weights, day))
        persons = np.concatenate(fresh)
        fall_ill(state, assumed, persons, day)
        sample_one_day(state, assumed, day)
        trace(state, assumed.tracing, day)
        lock(state, assumed.lockdown, day)
    return Outbreak(territory, assumed, seed, state)
