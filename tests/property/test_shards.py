"""A country judged province by province has the same colours, also along the borders."""

from random import Random

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.property.random_packs import PACKS
from tests.property.random_worlds import random_counts, random_territory, worlds
from vungxanh.zoning import NOT_JUDGED, Pack, colour, pack_names, read_pack
from vungxanh.zoning.shards import colour_in_shards, neighbour_steps, shards_of

NO_SHRINKING = (Phase.explicit, Phase.generate)


def assert_same_in_shards(data: st.DataObject, pack: Pack) -> None:
    world = data.draw(worlds(pack, days=(3, 20), roots=data.draw(st.integers(2, 4))))
    warmup = data.draw(st.sampled_from([0, 0, 1, 7]).filter(lambda n: n < world.counts.days))
    whole = colour(world.counts, pack, history=world.history, warmup=warmup)
    sharded = colour_in_shards(world.counts, pack, history=world.history, warmup=warmup)
    judged = whole.rank != NOT_JUDGED
    for name in ("rank", "counted", "worst", "decided", "since", "waited"):
        assert np.array_equal(getattr(sharded, name)[judged], getattr(whole, name)[judged]), name
    for name in ("held", "last", "stepped", "shown", "since"):
        assert np.array_equal(getattr(sharded.state, name), getattr(whole.state, name)), name
    for name, other in whole.judged.items():
        assert np.array_equal(sharded.judged[name].bounds.high, other.bounds.high)


@pytest.mark.parametrize("name", pack_names())
@settings(max_examples=6, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_shards_equal_the_whole_for_every_shipped_pack(name: str, data: st.DataObject) -> None:
    assert_same_in_shards(data, read_pack(name))


@settings(max_examples=40, deadline=None, phases=NO_SHRINKING)
@given(st.data())
def test_shards_equal_the_whole_for_any_pack(data: st.DataObject) -> None:
    assert_same_in_shards(data, data.draw(PACKS))


def test_the_work_can_run_elsewhere() -> None:
    random = Random(7)
    counts = random_counts(random, random_territory(random, roots=3), 20)
    pack = read_pack("vn-2686-2021")
    seen = []

    def backwards(work, pieces):  # type: ignore[no-untyped-def]
        seen.extend(pieces)
        return reversed([work(piece) for piece in reversed(seen)])

    assert np.array_equal(colour_in_shards(counts, pack, run=backwards).rank, colour(counts, pack).rank)
    assert len(seen) == 3


def test_a_pack_without_neighbours_needs_no_halo() -> None:
    assert neighbour_steps(read_pack("vn-4800-2021")) == 0
    areas = random_territory(Random(3), roots=4)
    assert sum(len(shard.needed) for shard in shards_of(areas, 0)) == len(areas)


def test_a_pack_that_looks_at_another_pack_needs_the_halo_of_that_one() -> None:
    steps = neighbour_steps(read_pack("vn-2686-2021"))
    assert steps == 2
    assert neighbour_steps(read_pack("vn-3979-2021")) == steps
