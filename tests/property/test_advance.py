"""One more day at a time gives the same as judging everything at once; so do parts and other orders."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.property.random_packs import PACKS
from tests.property.random_worlds import World, worlds
from vungxanh.territory import Neighbours, Territory
from vungxanh.zoning import NOT_JUDGED, Colours, History, Pack, advance, colour, pack_names, read_pack

NO_SHRINKING = (Phase.explicit, Phase.generate)
ARRAYS = ("rank", "counted", "worst", "decided", "since", "waited")
STATE = ("held", "last", "stepped", "shown", "since")


def assert_equal(part: Colours, whole: Colours, start: int) -> None:
    """`part` holds the days from `start` on of `whole`."""
    judged = whole.rank[:, start:] != NOT_JUDGED
    for name in ARRAYS:
        one, other = getattr(part, name), getattr(whole, name)[:, start:]
        assert np.array_equal(one[judged], other[judged]), name
    for name in STATE:
        assert np.array_equal(getattr(part.state, name), getattr(whole.state, name)), name


def day_by_day(world: World, pack: Pack, warmup: int, start: int, step: int) -> None:
    counts = world.counts
    whole = colour(counts, pack, history=world.history, warmup=warmup)
    so_far = colour(counts.between(0, start), pack, history=world.history, warmup=warmup)
    for stop in range(start + step, counts.days + 1, step):
        so_far = advance(so_far, counts.between(0, stop))
        until = colour(counts.between(0, stop), pack, history=world.history, warmup=warmup)
        assert so_far.first == counts.day_at(stop - step)
        assert_equal(so_far, until, stop - step - warmup)
        assert np.array_equal(until.rank, whole.rank[:, : stop - warmup])


def draw_and_go(data: st.DataObject, pack: Pack, days: tuple[int, int]) -> None:
    world = data.draw(worlds(pack, days=days))
    warmup = data.draw(st.sampled_from([0, 0, 1, 5, 20]).filter(lambda n: n < world.counts.days - 1))
    start = data.draw(st.integers(warmup + 1, world.counts.days - 1))
    day_by_day(world, pack, warmup, start, data.draw(st.sampled_from([1, 1, 3])))


@pytest.mark.parametrize("name", pack_names())
@settings(max_examples=6, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_day_by_day_equals_all_at_once_for_every_shipped_pack(name: str, data: st.DataObject) -> None:
    draw_and_go(data, read_pack(name), (20, 50))


@settings(max_examples=30, deadline=None, phases=NO_SHRINKING)
@given(st.data())
def test_day_by_day_equals_all_at_once_for_any_pack(data: st.DataObject) -> None:
    draw_and_go(data, data.draw(PACKS), (6, 20))


def reordered(areas: Territory, order: np.ndarray) -> Territory:
    """The same areas in another order."""
    place = np.argsort(order).astype(np.int32)
    pairs = place[areas.neighbours.pairs()]
    known = areas.neighbours.known
    picked = areas.subset(order)
    neighbours = Neighbours.from_pairs(len(areas), pairs) if known else Neighbours.unknown(len(areas))
    return replace(picked, neighbours=neighbours)


@settings(max_examples=40, deadline=None, phases=NO_SHRINKING)
@given(st.data())
def test_the_order_of_areas_plays_no_part(data: st.DataObject) -> None:
    pack = data.draw(st.one_of(PACKS, st.sampled_from(pack_names()).map(read_pack)))
    world = data.draw(worlds(pack, days=(3, 20)))
    counts, history = world.counts, world.history
    order = np.array(data.draw(st.permutations(range(len(counts.territory)))), np.int32)
    other = replace(
        counts,
        territory=reordered(counts.territory, order),
        cases=counts.cases[order],
        community=counts.community[order],
        unlinked=counts.unlinked[order],
        reported=None if counts.reported is None else counts.reported[order],
        extra={name: values[order] for name, values in counts.extra.items()},
    )
    plain = colour(counts, pack, history=history)
    turned = colour(other, pack, history=None if history is None else history.of(order))
    for name in ("rank", "counted", "worst"):
        assert np.array_equal(getattr(turned, name), getattr(plain, name)[order]), name


def test_history_of_some_areas_keeps_their_rows() -> None:
    history = History({"month": {2020: np.arange(24.0).reshape(2, 12)}})
    assert history.of(np.array([1], np.int32)).totals["month"][2020].tolist() == [list(range(12, 24))]
