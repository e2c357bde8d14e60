"""What is expected where and when, and how to draw counts without a cluster: the four models.

    poisson      cases in proportion to population, alike on every day; all cases of the window are given
    history      each day's cases fall on the areas by their usual shares (history.py): waves, weekdays and
                 areas that always have more are no clusters
    permutation  every area's and every day's cases are given, only their combination is chance; needs no
                 population. Days before the window (up to twice its length) count as well
    expected     a baseline given from outside (forecast, nowcast): also a rise everywhere is a finding

All arrays are cumulated: column d holds the last d+1 days.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.draws import alias_table
from vungxanh.epidemic.clusters.errors import NoPopulation, NothingExpected
from vungxanh.epidemic.clusters.history import usual_shares
from vungxanh.epidemic.clusters.null import CELLS, DAYS, PERMUTATION
from vungxanh.epidemic.clusters.places import Places
from vungxanh.epidemic.clusters.ratio import UNCONDITIONAL

Name = Literal["poisson", "history", "permutation", "expected"]
Array = NDArray[np.float64]

HISTORY = 56
"""The model `history` looks at most so many days back: shares of an older wave say little."""
_ENOUGH_PAST = 30
"""`auto` trusts the past from so many cases on."""


@dataclass(frozen=True)
class Model:
    """Expected counts and their null distribution; `weight` (areas) limits the size of a zone.

    counts  how many cases each replica has, from a random generator and the number of replicas
    null    the tuple that `null.draw` reads
    """

    name: Name
    recent: NDArray[np.int32]
    expected: Array
    total: float
    weight: Array
    null: tuple[Any, ...]
    mean_count: float

    def counts(self, rng: np.random.Generator, replicas: int) -> NDArray[np.int64]:
        """The number of cases of each replica: given, or Poisson where the total is not."""
        if self.total < 0:
            return rng.poisson(self.mean_count, replicas).astype(np.int64)
        return np.full(replicas, round(self.mean_count), np.int64)


def backwards(daily: NDArray[Any]) -> NDArray[Any]:
    """Column d = sum over the last d+1 days."""
    return np.ascontiguousarray(np.cumsum(daily[:, ::-1], axis=1))


def choose(name: str, cases: NDArray[np.int64], places: Places, days: int, given: Array | None) -> Name:
    """The model that `auto` takes: a baseline, else the past, else the population, else permutation."""
    match name:
        case "poisson" | "history" | "permutation":
            return name
        case _ if given is not None:
            return "expected"
        case _ if cases.shape[1] >= 2 * days and cases[:, :-days].sum() >= _ENOUGH_PAST:
            return "history"
    lacking = ~(places.population > 0) & (cases[:, -days:].sum(axis=1) > 0)
    return "permutation" if lacking.any() or not (places.population > 0).any() else "poisson"


def model_of(name: Name, cases: NDArray[np.int64], places: Places, days: int, given: Array | None) -> Model:
    """The model over the last `days` columns of `cases`."""
    match name:
        case "poisson":
            return _poisson(cases[:, -days:], places)
        case "history":
            return _history(cases, places, days)
        case "permutation":
            return _permutation(cases[:, -3 * days :], days)
        case _:
            assert given is not None
            return _expected(cases[:, -days:], given[:, -days:], places)


def _poisson(window: NDArray[np.int64], places: Places) -> Model:
    people = np.where(places.population > 0, places.population, 0.0)
    lacking = (people == 0) & (window.sum(axis=1) > 0)
    if lacking.any():
        raise NoPopulation([places.codes[i] for i in np.flatnonzero(lacking)])
    count = float(window.sum())
    daily = np.repeat((people / max(people.sum(), 1.0))[:, None], window.shape[1], axis=1)
    daily *= count / window.shape[1]
    return _cells("poisson", window, daily, count, people)


def _expected(window: NDArray[np.int64], given: Array, places: Places) -> Model:
    lacking = (given.sum(axis=1) <= 0) & (window.sum(axis=1) > 0)
    if lacking.any():
        raise NothingExpected([places.codes[i] for i in np.flatnonzero(lacking)])
    return _cells("expected", window, given, UNCONDITIONAL, given.sum(axis=1))


def _cells(name: Name, window: NDArray[np.int64], daily: Array, total: float, weight: Array) -> Model:
    chances = np.ascontiguousarray(daily[:, ::-1]).ravel()
    table = (np.zeros(chances.size), np.zeros(chances.size, np.int64))
    if chances.sum() > 0:
        alias_table(chances, *table)
    expected = backwards(daily)
    mean = float(daily.sum()) if total < 0 else total
    null = (CELLS, table, _no_cases(), _no_usual())
    return Model(name, backwards(window).astype(np.int32), expected, total, weight, null, mean)


def _permutation(study: NDArray[np.int64], days: int) -> Model:
    per_area, per_day = study.sum(axis=1), study.sum(axis=0)
    count = float(study.sum())
    expected = np.outer(per_area, np.cumsum(per_day[::-1])[:days]) / max(count, 1.0)
    area, day = np.nonzero(study)
    times = study[area, day]
    place = np.repeat(area, times).astype(np.int64)
    since = np.repeat(study.shape[1] - 1 - day, times).astype(np.int64)
    recent = backwards(study[:, -days:]).astype(np.int32)
    null = (PERMUTATION, _no_table(), (place, since), _no_usual())
    return Model("permutation", recent, expected, count, per_area.astype(np.float64), null, count)


def _history(cases: NDArray[np.int64], places: Places, days: int) -> Model:
    window, past = cases[:, -days:], cases[:, -days - HISTORY : -days].astype(np.float64)
    people = places.population
    known = people > 0
    # An area without a known population is taken to be as large as the others on average.
    prior = np.where(known, people, people[known].mean() if known.any() else 1.0)
    usual = usual_shares(past, prior / prior.sum())
    per_day = window.sum(axis=0)[::-1].astype(np.int64)
    expected = np.outer(usual.share, np.cumsum(per_day))
    told = (per_day, usual.share, usual.steady, usual.even)
    null = (DAYS, _no_table(), _no_cases(), told)
    recent = backwards(window).astype(np.int32)
    return Model("history", recent, expected, float(window.sum()), prior, null, float(window.sum()))


def _no_table() -> tuple[Array, NDArray[np.int64]]:
    return np.zeros(0), np.zeros(0, np.int64)


def _no_cases() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return np.zeros(0, np.int64), np.zeros(0, np.int64)


def _no_usual() -> tuple[NDArray[np.int64], Array, Array, float]:
    return np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.inf
