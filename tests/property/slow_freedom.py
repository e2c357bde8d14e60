"""The hidden state of one area a second time: every possible number of hidden people, day by day, forward.

The state is how many unfound people there are of each age 0..A-1. Each day they grow older, infect, and are
not found; what they would have been found by is the likelihood. Works for R, tests and introductions so small
that more than MOST people of one age do not matter.
"""

from collections import defaultdict
from itertools import product
from math import comb, exp, factorial, lgamma, log

from vungxanh.epidemic.freedom.kernels import Kernels

MOST = 5
State = tuple[int, ...]


def poisson(mean: float, number: int) -> float:
    return exp(-mean) * mean**number / factorial(number)


def offspring(mean: float, k: float, number: int) -> float:
    """Negative binomial with this mean and dispersion k."""
    if mean < 1e-9 or k > 1e6:
        return poisson(mean, number)
    chance = k / (k + mean)
    return exp(
        lgamma(number + k) - lgamma(k) - lgamma(number + 1) + k * log(chance) + number * log(1 - chance)
    )


def still_hidden(series: list[list[float]], kern: Kernels, infected: int, day: int) -> float:
    """Chance that a person infected then is not found on `day`, given that he was not found before."""
    _, _, tests, looks, _, _ = series
    age = day - infected

    def reported(until: int) -> float:
        return sum(
            looks[d] * kern.delay[d - infected]
            for d in range(max(infected, 1), until + 1)
            if d - infected < len(kern.delay)
        )

    missed = (1 - reported(day)) / (1 - reported(day - 1))
    return missed * (1 - tests[day] * kern.shows[age])


def start(weight: float, group: int, ages: int) -> dict[State, float]:
    """Poisson numbers of groups of `group` people of each age."""
    states = {}
    for groups in product(range(MOST // group + 1), repeat=ages):
        chance = 1.0
        for number in groups:
            chance *= poisson(weight / ages, number)
        states[tuple(group * number for number in groups)] = chance
    return states


def infect(state: State, r: float, k: float, kern: Kernels, arrivals: float) -> dict[int, float]:
    """Numbers of newly infected people; offspring of one day only, or Poisson ones (k huge)."""
    means = [r * kern.generation[age] if age < len(kern.generation) else 0.0 for age in range(len(state))]
    parents = [(number, mean) for number, mean in zip(state, means, strict=True) if number and mean]
    new: dict[int, float] = {0: 1.0}
    for number, mean in parents:
        new = _add(new, [offspring(number * mean, number * k, n) for n in range(MOST + 1)])
    return _add(new, [poisson(arrivals, n) for n in range(MOST + 1)])


def _add(numbers: dict[int, float], chances: list[float]) -> dict[int, float]:
    out: dict[int, float] = defaultdict(float)
    for have, chance in numbers.items():
        for more, other in enumerate(chances):
            if have + more <= MOST:
                out[have + more] += chance * other
    return dict(out)


def below_slowly(
    series: list[list[float]], late: float, k: float, weight: float, d: int, kern: Kernels
) -> float:
    """The same as `lineages.below`, for days without cases."""
    _, arrivals, _, _, r, _ = series
    ages = len(kern.shows)
    states = start(weight, d, ages)
    for day in range(1, len(arrivals)):
        after: dict[State, float] = defaultdict(float)
        for state, chance in states.items():
            older = (0, *state[:-1])
            for new, other in infect(older, r[day], k, kern, arrivals[day]).items():
                now = (new, *older[1:])
                missed = 1.0
                for age, number in enumerate(now):
                    missed *= still_hidden(series, kern, day - age, day) ** number
                if (weight_now := chance * other * missed) > 1e-9:
                    after[now] += weight_now
        states = after
    total = sum(states.values())
    few = sum(
        chance * poisson(late, more)
        for state, chance in states.items()
        for more in range(d)
        if sum(state) + more < d
    )
    return few / total


def obvious_freecalc(population: int, tested: int, cut: int, infected: int, se: float, sp: float) -> float:
    """Chance of `cut` or more positives, one sample and one result after the other."""
    few = 0.0
    for drawn in range(max(0, tested - population + infected), min(infected, tested) + 1):
        sample = (
            comb(infected, drawn) * comb(population - infected, tested - drawn) / comb(population, tested)
        )
        for true in range(drawn + 1):
            for false in range(tested - drawn + 1):
                if true + false < cut:
                    few += (
                        sample
                        * comb(drawn, true) * se**true * (1 - se) ** (drawn - true)
                        * comb(tested - drawn, false) * (1 - sp) ** false * sp ** (tested - drawn - false)
                    )  # fmt: skip
    return 1 - few
