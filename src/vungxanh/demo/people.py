"""The people of the simulated district: who lives with whom, and where.

Persons are numbered so that every household, group, quarter and ward is one run of numbers: the members
of place i are start[i] .. start[i + 1] - 1. Choosing a neighbour is then one multiplication.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.demo.parameters import Households
from vungxanh.messages import VungXanhError, message
from vungxanh.territory import Neighbours, Territory

Ints = NDArray[np.int64]


class NoQuarters(VungXanhError):
    """The territory has nothing to put the simulated people into."""


@dataclass(frozen=True)
class People:
    """Place of each person, and the runs of persons that make up each place."""

    household: Ints
    group: Ints
    quarter: Ints
    ward: Ints
    household_start: Ints
    group_start: Ints
    quarter_start: Ints
    ward_start: Ints
    group_number: Ints
    quarter_area: Ints
    ward_area: Ints
    ward_neighbours: Neighbours
    age: Ints
    female: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.household)


def settle(territory: Territory, assumed: Households, rng: np.random.Generator) -> People:
    """People for every quarter of `territory`, as many as its population says."""
    wards, quarters = _tree(territory)
    sizes, households_in = _households(territory.population[quarters].astype(np.int64), assumed, rng)
    groups_in = np.maximum(1, np.rint(households_in / assumed.households_per_group).astype(np.int64))
    group_of_household = _split(households_in, groups_in)
    household = np.repeat(np.arange(len(sizes)), sizes)
    group = group_of_household[household]
    quarter = np.repeat(np.arange(len(quarters)), groups_in)[group]
    ward = np.searchsorted(wards, territory.parent[quarters])[quarter]
    renumber = np.full(len(territory), -1, np.int32)
    renumber[wards] = np.arange(len(wards), dtype=np.int32)
    return People(
        household=household,
        group=group,
        quarter=quarter,
        ward=ward,
        household_start=_starts(household, len(sizes)),
        group_start=_starts(group, int(groups_in.sum())),
        quarter_start=_starts(quarter, len(quarters)),
        ward_start=_starts(ward, len(wards)),
        group_number=np.concatenate([np.arange(1, n + 1) for n in groups_in]),
        quarter_area=quarters,
        ward_area=wards,
        ward_neighbours=territory.neighbours.subset(wards.astype(np.int32), renumber),
        age=(rng.beta(1.6, 2.2, len(household)) * assumed.oldest).astype(np.int64),
        female=rng.random(len(household)) < 0.52,
    )


def _tree(territory: Territory) -> tuple[Ints, Ints]:
    """Indices of the wards, and of the quarters in the order of their wards."""
    wards = territory.at_level("ward").astype(np.int64)
    quarters = territory.at_level("quarter").astype(np.int64)
    if not len(quarters) or not (territory.population[quarters] >= 1).all():
        raise NoQuarters(message("The simulation needs quarters with a known population."))
    order = np.argsort(territory.parent[quarters], kind="stable")
    return wards, quarters[order]


def _households(population: Ints, assumed: Households, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Size of every household, and how many there are in each quarter; sizes add up exactly."""
    share = np.array(assumed.household_sizes) / sum(assumed.household_sizes)
    choices = np.arange(1, len(share) + 1)
    sizes = []
    for people in population:
        drawn = rng.choice(choices, size=int(people), p=share)
        last = int(np.searchsorted(np.cumsum(drawn), people))
        drawn = drawn[: last + 1]
        drawn[-1] -= drawn.sum() - people
        sizes.append(drawn)
    return np.concatenate(sizes), np.array([len(s) for s in sizes])


def _split(households_in: Ints, groups_in: Ints) -> Ints:
    """The group of each household: neighbours in number, groups of nearly equal size."""
    first = np.cumsum(groups_in) - groups_in
    return np.concatenate([first[q] + np.arange(n) * groups_in[q] // n for q, n in enumerate(households_in)])


def _starts(place: Ints, places: int) -> Ints:
    return np.concatenate([[0], np.cumsum(np.bincount(place, minlength=places))])
