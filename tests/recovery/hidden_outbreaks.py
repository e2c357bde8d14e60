"""Simulated outbreaks in many areas at once, person by person: who is infected, found, still hidden.

Written independently of `vungxanh.epidemic.freedom` (forward in time, one row per infected person). The
truth and the seed are in the result.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEVER = 10_000


@dataclass(frozen=True)
class World:
    """How infection spreads and is found. `r[day]`; `tested[area, day]` people out of `population`."""

    generation: Floats
    delay: Floats
    r: Floats
    k: float
    found: float
    sensitivity: float
    detectable: tuple[int, int]
    isolated: float
    arrivals: Floats
    population: int
    tested: Floats
    hidden_for: int


@dataclass(frozen=True)
class Outbreaks:
    """cases[area, day] as reported on the day, hidden[area, day] people infected, unfound, still active."""

    seed: int
    cases: Floats
    hidden: NDArray[np.int64]


def simulate(world: World, seed: int) -> Outbreaks:
    """All areas of `world.tested`, day by day."""
    rng = np.random.default_rng(seed)
    areas, days = world.tested.shape
    area, born = np.zeros(0, np.int64), np.zeros(0, np.int64)
    power, due, seen = np.zeros(0), np.zeros(0, np.int64), np.zeros(0, np.int64)
    cases, hidden = np.zeros((areas, days)), np.zeros((areas, days), np.int64)
    w, far = world.generation, len(world.generation)
    for day in range(days):
        age = day - born
        weight = np.where(age < far, w[np.minimum(age, far - 1)], 0.0)
        weight = weight * np.where(seen < day, 1 - world.isolated, 1.0)
        children = rng.poisson(world.r[day] * power * weight)
        imported = rng.poisson(world.arrivals[day], areas)
        new = np.concatenate([np.repeat(area, children), np.repeat(np.arange(areas), imported)])
        area = np.concatenate([area, new])
        born = np.concatenate([born, np.full(len(new), day)])
        power = np.concatenate([power, rng.gamma(world.k, 1 / world.k, len(new))])
        waits = rng.choice(len(world.delay), len(new), p=world.delay)
        comes = rng.random(len(new)) < world.found
        due = np.concatenate([due, np.where(comes, day + waits, NEVER)])
        seen = np.concatenate([seen, np.full(len(new), NEVER)])
        age = day - born
        shows = (world.detectable[0] <= age) & (age <= world.detectable[1])
        chance = world.sensitivity * world.tested[area, day] / world.population
        hit = (seen == NEVER) & ((due == day) | (shows & (rng.random(len(area)) < chance)))
        seen[hit] = day
        np.add.at(cases[:, day], area[hit], 1)
        np.add.at(hidden[:, day], area[(seen == NEVER) & (age < world.hidden_for)], 1)
        keep = day - born < far + len(world.delay)
        area, born, power, due, seen = (x[keep] for x in (area, born, power, due, seen))
    return Outbreaks(seed, cases, hidden)
