"""The tables that come out of an outbreak: the whole truth, and what the health office knew of it."""

from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.demo.outbreak import Outbreak
from vungxanh.demo.parameters import ROUTES
from vungxanh.demo.people import Ints
from vungxanh.demo.state import NEVER, WHERE, State

OFFICE_WORD = {"screening": "community"}
"""Lists do not tell screening from other ways to be found in the community; the truth does."""


def truth_table(outbreak: Outbreak) -> pl.DataFrame:
    """Every infection, found or not, in the order of infection; `infector` is null for imports."""
    state, people = outbreak.state, outbreak.state.people
    who = state.order
    codes = np.array(outbreak.territory.codes, dtype=object)
    ids = _case_ids(outbreak)
    found = state.sampled[who] != NEVER
    return pl.DataFrame(
        {
            "person": who,
            "infector": pl.Series(state.infector[who]).replace(-1, None),
            "route": [ROUTES[r] for r in state.route[who]],
            "ward": codes[people.ward_area[people.ward[who]]].tolist(),
            "quarter": codes[people.quarter_area[people.quarter[who]]].tolist(),
            "group": people.group_number[people.group[who]],
            "household": people.household[who],
            "infected": _dates(outbreak, state.infected[who]),
            "onset": _dates(outbreak, state.onset[who]),
            "found": found,
            "where": [WHERE[w] or None for w in state.where[who]],
            "linked": pl.Series(state.linked[who]).set(pl.Series(~found), None),
            "sample": _dates(outbreak, state.sampled[who]),
            "result": _dates(outbreak, state.result[who]),
            "report": _dates(outbreak, state.reported[who]),
            "case_id": [ids.get(int(p)) for p in who],
        }
    )


def case_table(outbreak: Outbreak) -> pl.DataFrame:
    """The line list as known on the last day, in the order of report: what a perfect clerk would write."""
    state, people = outbreak.state, outbreak.state.people
    ids = _case_ids(outbreak)
    who = np.fromiter(ids, np.int64, len(ids))
    codes = np.array(outbreak.territory.codes, dtype=object)
    # Who has not fallen ill by the report is listed without an onset.
    ill = state.onset[who] <= state.reported[who]
    known_case = [
        ids.get(int(i)) if linked else None
        for i, linked in zip(state.infector[who], state.linked[who], strict=True)
    ]
    return pl.DataFrame(
        {
            "case_id": list(ids.values()),
            "name": [f"Người bệnh {number:05d}" for number in range(1, len(who) + 1)],
            "birth_year": outbreak.assumed.period.first.year - people.age[who],
            "sex": np.where(people.female[who], "female", "male").tolist(),
            "group_number": people.group_number[people.group[who]],
            "quarter_code": codes[people.quarter_area[people.quarter[who]]].tolist(),
            "ward_code": codes[people.ward_area[people.ward[who]]].tolist(),
            "onset_date": _dates(outbreak, np.where(ill, state.onset[who], NEVER)),
            "sample_date": _dates(outbreak, state.sampled[who]),
            "result_date": _dates(outbreak, state.result[who]),
            "report_date": _dates(outbreak, state.reported[who]),
            "found_in": [OFFICE_WORD.get(WHERE[w], WHERE[w]) for w in state.where[who]],
            "source_known": _source_known(outbreak, who),
            "source_case": known_case,
            "cluster": _clusters(state, who, ids),
        },
        schema_overrides={"source_case": pl.String, "cluster": pl.String},
    )


def inputs_table(outbreak: Outbreak) -> pl.DataFrame:
    """Tests and positives per quarter and day of sampling, as known on the last day."""
    state, people, testing = outbreak.state, outbreak.state.people, outbreak.assumed.testing
    days, quarters = outbreak.assumed.period.days, len(people.quarter_area)
    rng = np.random.default_rng([outbreak.seed, 2])
    size = np.diff(people.quarter_start)
    weekday = (outbreak.assumed.period.first.weekday() + np.arange(days)) % 7
    open_share = np.where(weekday >= 5, 1 - testing.weekend_waits, 1.0)
    tests = rng.poisson(np.outer(size * testing.other_per_100k / 1e5, open_share))
    for persons, day in state.tests:
        tests[:, day] += np.bincount(people.quarter[persons], minlength=quarters)
    known = state.order[state.result[state.order] < days]
    positives = np.zeros_like(tests)
    np.add.at(positives, (people.quarter[known], state.sampled[known]), 1)
    codes = [outbreak.territory.codes[a] for a in people.quarter_area]
    long = pl.DataFrame(
        {
            "area": np.repeat(codes, days),
            "day": [outbreak.assumed.period.first + timedelta(days=d) for d in range(days)] * quarters,
            "tests": tests.ravel(),
            "positives": positives.ravel(),
        }
    ).unpivot(index=["area", "day"], variable_name="name", value_name="value")
    return long.sort("area", "day", "name")


def reproduction(outbreak: Outbreak) -> pl.DataFrame:
    """True R by day of infection: instantaneous, and of the cohort (null while its infections may go on)."""
    state, spread, days = outbreak.state, outbreak.assumed.spread, outbreak.assumed.period.days
    infections = np.bincount(state.infected[state.order], minlength=days)
    caused = state.order[state.infector[state.order] >= 0]
    by_cohort = np.bincount(state.infected[state.infector[caused]], minlength=days)
    at_home = np.bincount(state.infected[caused], minlength=days)
    pressure = np.convolve(infections, spread.generation)[:days]
    with np.errstate(divide="ignore", invalid="ignore"):
        cohort = by_cohort / infections
        instantaneous = at_home / pressure
    cohort[days - spread.longest :] = np.nan
    return pl.DataFrame(
        {
            "day": _dates(outbreak, np.arange(days)),
            "infections": infections,
            "r_instantaneous": instantaneous,
            "r_cohort": cohort,
        }
    ).with_columns(pl.col("r_instantaneous", "r_cohort").replace([np.inf, -np.inf], None).fill_nan(None))


def _case_ids(outbreak: Outbreak) -> dict[int, str]:
    """The number that each listed person got, in the order of report (then of the person's number)."""
    state = outbreak.state
    listed = state.order[state.reported[state.order] < outbreak.assumed.period.days]
    listed = listed[np.lexsort((listed, state.reported[listed]))]
    return {int(person): f"MP-{number:05d}" for number, person in enumerate(listed, start=1)}


def _source_known(outbreak: Outbreak, who: Ints) -> list[str | None]:
    """yes, no, or - as clerks do - nothing at all for some whose source is unknown."""
    blank = np.random.default_rng([outbreak.seed, 3]).random(len(who)) < 0.15
    linked = outbreak.state.linked[who]
    return [
        "yes" if is_known else None if is_blank else "no"
        for is_known, is_blank in zip(linked, blank, strict=True)
    ]


def _clusters(state: State, who: Ints, ids: dict[int, str]) -> list[str | None]:
    """Cases joined by known sources share the number of the first one; single cases have none."""
    root = {int(p): int(p) for p in who}
    for person in state.order:
        source = int(state.infector[person])
        if state.linked[person] and int(person) in root and source in root:
            root[int(person)] = root[source]
    sizes: dict[int, int] = {}
    for first in root.values():
        sizes[first] = sizes.get(first, 0) + 1
    return [f"OD-{ids[root[int(p)]][3:]}" if sizes[root[int(p)]] > 1 else None for p in who]


def _dates(outbreak: Outbreak, days: NDArray[np.int64]) -> pl.Series:
    """Day numbers as dates; null for NEVER."""
    first = outbreak.assumed.period.first.toordinal() - date(1970, 1, 1).toordinal()
    numbers = pl.Series(first + days, dtype=pl.Int32)
    return numbers.set(pl.Series(days == NEVER), None).cast(pl.Date)
