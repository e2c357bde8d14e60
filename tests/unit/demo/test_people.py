"""The simulated people: as many as the census says, in nested runs."""

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.demo.places import PEOPLE_EACH, small_district
from vungxanh.demo import read_parameters
from vungxanh.demo.people import NoQuarters, People, settle


@pytest.fixture(scope="module")
def people() -> People:
    return settle(small_district(), read_parameters().people, np.random.default_rng(4))


def test_every_quarter_has_exactly_its_population(people: People) -> None:
    assert np.diff(people.quarter_start).tolist() == [PEOPLE_EACH] * 12


def test_households_have_the_mean_size_assumed(people: People) -> None:
    shares = np.array(read_parameters().people.household_sizes)
    expected = shares @ np.arange(1, len(shares) + 1)
    assert np.diff(people.household_start).mean() == pytest.approx(expected, rel=0.02)


def test_places_are_nested(people: People) -> None:
    first = people.household_start[:-1]
    for inner, outer in (("household", "group"), ("group", "quarter"), ("quarter", "ward")):
        starts = getattr(people, f"{inner}_start")[:-1]
        of_member = getattr(people, outer)
        of_place = of_member[starts][getattr(people, inner)]
        assert (of_member == of_place).all(), f"a {inner} lies in two {outer}s"
    assert len(first) == people.household[-1] + 1


def test_groups_are_of_the_size_assumed(people: People) -> None:
    homes = np.bincount(people.group[people.household_start[:-1]])
    assert homes.min() >= 30
    assert homes.max() <= 70


def test_a_territory_without_known_populations_is_refused() -> None:
    district = small_district()
    population = district.population.copy()
    population[-1] = np.nan
    with pytest.raises(NoQuarters, match="known population"):
        settle(replace(district, population=population), read_parameters().people, np.random.default_rng(4))
