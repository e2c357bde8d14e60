"""Judging fast and judging slowly agree, for shipped packs and for any pack that can be written."""

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.property.random_packs import PACKS
from tests.property.random_worlds import World, worlds
from tests.property.slow_judging import SlowJudging, as_arrays
from vungxanh.epidemic import Counts
from vungxanh.zoning import Pack, colour, pack_names, read_pack

# Shrinking a random world takes minutes and makes it hardly plainer.
NO_SHRINKING = (Phase.explicit, Phase.generate)


def assert_agree(world: World, pack: Pack) -> None:
    fast = colour(world.counts, pack, history=world.history)
    slow = as_arrays(SlowJudging(world.counts, pack, world.past))
    for name in ("rank", "counted", "worst"):
        assert_same(getattr(fast, name), slow[name], world.counts, name)
    judged = slow["rank"] != -2
    names = np.array([*fast.conditions, None], object)[np.where(judged, fast.decided, -1)]
    assert_same(names, slow["decided"], world.counts, "decided")
    assert_same(np.where(judged, fast.since, 0), slow["since"], world.counts, "since")


def assert_same(fast: np.ndarray, slow: np.ndarray, counts: Counts, name: str) -> None:
    different = np.argwhere(fast != slow)
    if len(different):
        area, day = different[0]
        raise AssertionError(
            f"{name} of {counts.territory.codes[area]} on {counts.day_at(int(day))}:"
            f" fast {fast[area, day]}, slow {slow[area, day]} ({len(different)} cells differ)"
        )


@pytest.mark.parametrize("name", pack_names())
@settings(max_examples=12, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_fast_and_slow_agree_on_every_shipped_pack(name: str, data: st.DataObject) -> None:
    pack = read_pack(name)
    assert_agree(data.draw(worlds(pack)), pack)


@settings(max_examples=70, deadline=None, phases=NO_SHRINKING)
@given(st.data())
def test_fast_and_slow_agree_on_any_pack(data: st.DataObject) -> None:
    pack = data.draw(PACKS)
    assert_agree(data.draw(worlds(pack, days=(3, 20))), pack)
