"""The outlook's fast way (draws stacked, only the days that matter) equals judging each future in full."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.building import counts as drawn_counts
from tests.building import pack as small_pack
from tests.building import when
from tests.property.random_packs import PACKS
from tests.property.random_worlds import World, worlds
from tests.property.test_ahead import days_in_force
from vungxanh.epidemic import Counts, sum_up
from vungxanh.outlook import outlook
from vungxanh.outlook.finest import own_counts
from vungxanh.outlook.futures import SILENT, Futures, futures
from vungxanh.outlook.judging import judge_futures
from vungxanh.zoning import (
    NO_DATE,
    NOT_JUDGED,
    Colours,
    Pack,
    advance,
    colour,
    look_ahead,
    pack_names,
    read_pack,
)
from vungxanh.zoning.lookback import days_in_force as zoning_days_in_force

NO_SHRINKING = (Phase.explicit, Phase.generate)
DRAWS, DAYS = 3, 5


def random_own(seed: int, areas: int, days: int, density: float) -> np.ndarray:
    """Cases that each area adds to those of its parts, in every draw."""
    rng = np.random.default_rng(seed)
    shape = (DRAWS, areas, days)
    return ((rng.random(shape) < density) * rng.integers(1, 5, shape)).astype(np.int32)


def the_long_way(paths: Futures, pack: Pack, draw: int) -> Counts:
    """Observed counts and one draw, as one ordinary table of counts."""
    known = paths.counts
    rng = np.random.default_rng([paths.seed, draw, 1])
    own = paths.own[draw]
    community = paths.community.split(own, rng)
    unlinked = paths.unlinked.split(community, rng)

    def joined(observed: np.ndarray, added: np.ndarray) -> np.ndarray:
        whole = np.hstack([observed, np.zeros((len(observed), paths.coming), np.int32)])
        whole[:, paths.start :] += sum_up(known.territory, added.copy())
        return whole

    def gone_on(values: np.ndarray, span: int) -> np.ndarray:
        last = [next((v for v in row[::-1][:span] if not np.isnan(v)), np.nan) for row in values]
        return np.hstack([values, np.repeat(np.array(last)[:, None], paths.coming, axis=1)])

    reported = known.reported
    if reported is not None:
        speaks = [row[-SILENT:].any() for row in reported]
        reported = np.hstack([reported, np.repeat(np.array(speaks)[:, None], paths.coming, axis=1)])
    return replace(
        known,
        cases=joined(known.cases, own),
        community=joined(known.community, community),
        unlinked=joined(known.unlinked, unlinked),
        reported=reported,
        extra={name: gone_on(values, days_in_force(pack, name)) for name, values in known.extra.items()},
        first_given={},
    )


def assert_equals_judging_each(world: World, pack: Pack, warmup: int, late: int, colours: Colours) -> None:
    counts = world.counts
    areas = len(counts.territory)
    own = random_own(counts.days, areas, late + DAYS, 0.2)
    start = counts.days - late
    paths = futures(counts, own, start=start, in_force=zoning_days_in_force(pack, read_pack), seed=4)
    fast = np.concatenate(list(judge_futures(paths, colours)))
    assert fast.shape == (DRAWS, areas, late + DAYS)
    for draw in range(DRAWS):
        slow = colour(the_long_way(paths, pack, draw), pack, history=world.history, warmup=warmup)
        expected = slow.rank[:, -(late + DAYS) :]
        judged = (expected != NOT_JUDGED) & (fast[draw] != NOT_JUDGED)
        assert judged[:, -DAYS:].any() or (slow.rank == NOT_JUDGED).all()
        assert np.array_equal(fast[draw][judged], expected[judged]), draw


def draw_and_go(data: st.DataObject, pack: Pack, days: tuple[int, int]) -> None:
    world = data.draw(worlds(pack, days=days))
    warmup = data.draw(st.sampled_from([0, 0, 1, 5]).filter(lambda n: n < world.counts.days - 1))
    late = data.draw(st.integers(0, min(4, world.counts.days - warmup - 1)))
    start = data.draw(st.integers(warmup + 1, world.counts.days))
    colours = colour(world.counts.between(0, start), pack, history=world.history, warmup=warmup)
    if start < world.counts.days and late <= world.counts.days - start:
        colours = advance(colours, world.counts)
    elif start < world.counts.days:
        colours = colour(world.counts, pack, history=world.history, warmup=warmup)
    assert_equals_judging_each(world, pack, warmup, late, colours)


@pytest.mark.parametrize("name", pack_names())
@settings(max_examples=3, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_futures_stacked_equal_each_future_judged_in_full_for_shipped_packs(
    name: str, data: st.DataObject
) -> None:
    draw_and_go(data, read_pack(name), (15, 40))


@settings(max_examples=15, deadline=None, phases=NO_SHRINKING)
@given(st.data())
def test_futures_stacked_equal_each_future_judged_in_full_for_any_pack(data: st.DataObject) -> None:
    draw_and_go(data, data.draw(PACKS), (5, 16))


@pytest.mark.parametrize(
    "name", ["green-14-days", "vn-2686-2021", "hcmc-emulation-2021", "vn-q5-stepdown-2021"]
)
@settings(max_examples=6, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_without_a_further_case_the_date_is_the_earliest_possible_one(name: str, data: st.DataObject) -> None:
    pack = read_pack(name)
    world = data.draw(worlds(pack, days=(15, 40), corrections=False))
    counts = world.counts
    colours = colour(counts, pack)
    none = np.zeros((2, len(counts.territory), 60), np.int32)
    found = outlook(colours, horizon=14, to_best=60, paths=none)
    earliest = look_ahead(colours, range(colours.days - 1, colours.days)).to_best[:, 0]
    first = found.tally.first_best
    assert np.array_equal(first[0], first[1])
    silent = (
        np.zeros(len(earliest), bool)
        if counts.reported is None
        else ~counts.reported[:, -SILENT:].any(axis=1)
    )
    below = colours.rank[:, -1] > 0
    if not silent.any():
        expected = np.where(earliest == NO_DATE, 61, earliest)
        assert np.array_equal(first[0][below], expected[below])
    else:
        assert ((earliest == NO_DATE) | (first[0] >= earliest))[below].all()


@settings(max_examples=15, deadline=None, phases=NO_SHRINKING)
@given(data=st.data(), name=st.sampled_from(["green-14-days", "vn-2686-2021", "example-incidence-bands"]))
def test_no_future_is_best_before_the_earliest_possible_day(data: st.DataObject, name: str) -> None:
    pack = read_pack(name)
    counts = data.draw(worlds(pack, days=(15, 40), corrections=False)).counts
    colours = colour(counts, pack)
    own = random_own(7, len(counts.territory), 30, data.draw(st.sampled_from([0.0, 0.01, 0.05])))
    summed = np.stack([sum_up(counts.territory, one.copy()) for one in own])
    found = outlook(colours, horizon=30, paths=summed)
    earliest = look_ahead(colours, range(colours.days - 1, colours.days)).to_best[:, 0]
    p_best = found.p[1]
    for area in np.flatnonzero(colours.rank[:, -1] > 0):
        sure = 30 if earliest[area] == NO_DATE else min(30, earliest[area] - 1)
        assert (p_best[area, :sure] == 0).all()


@settings(max_examples=20, deadline=None, phases=NO_SHRINKING)
@given(st.data())
def test_probabilities_sum_to_one_and_the_table_says_what_the_arrays_say(data: st.DataObject) -> None:
    pack = data.draw(st.one_of(PACKS, st.sampled_from(pack_names()).map(read_pack)))
    world = data.draw(worlds(pack, days=(5, 20)))
    colours = colour(world.counts, pack, history=world.history)
    own = random_own(1, len(world.counts.territory), 8, 0.1)
    found = outlook(
        colours, horizon=4, to_best=8, paths=np.stack([sum_up(world.counts.territory, o) for o in own])
    )
    assert np.allclose(found.p.sum(axis=0)[found.judged], 1)
    frame = found.frame()
    shares = frame.select(
        c for c in frame.columns if c.startswith("p_") and c not in ("p_stays", "p_green_by_end")
    )
    assert np.allclose(shares.sum_horizontal().to_numpy(), 1)
    assert frame.height == found.judged.sum() * 4
    for area in np.flatnonzero(found.judged):
        rows = frame.filter(area=world.counts.territory.codes[area])
        scale = [step.id for step in pack.scale_for(world.counts.territory.levels[area])]
        for rank, step in enumerate(scale):
            assert np.allclose(rows[f"p_{step}"].to_numpy(), found.p[rank + 1, area])
        likely = [scale.index(name) + 1 if name in scale else 0 for name in rows["likely"]]
        assert np.allclose(found.p[likely, area, range(4)], found.p[:, area].max(axis=0))
        assert rows["day"].to_list() == [world.counts.last + timedelta(days=n) for n in range(1, 5)]


def test_how_many_draws_are_judged_at_once_plays_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    from vungxanh.outlook import futures as module

    judged = small_pack(
        {"week": {"kind": "sum", "series": "unlinked", "window": 7}}, [("red", when("week", ">", 3))]
    )
    counts = drawn_counts([[0, 1, 0, 2, 1], [1, 0, 0, 0, 3]], linked=[[0, 1, 0, 1, 0], [0, 0, 0, 0, 1]])
    colours = colour(counts, judged)
    own = np.random.default_rng(3).integers(0, 3, (50, 4, 6)).astype(np.int32)
    own[:, 3] = own[:, :3].sum(axis=1)
    whole = outlook(colours, horizon=6, paths=own).p
    monkeypatch.setattr(module, "CELLS", 100)
    assert np.array_equal(outlook(colours, horizon=6, paths=own).p, whole)


def test_own_counts_and_sums_are_inverse() -> None:
    counts = drawn_counts([[0, 1], [2, 0], [0, 0], [1, 4]])
    own = own_counts(counts.territory, counts.cases)
    assert own.tolist() == [[0, 1], [2, 0], [0, 0], [1, 4]]
    assert np.array_equal(sum_up(counts.territory, own), counts.cases)
