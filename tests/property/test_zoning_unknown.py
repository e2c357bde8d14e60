"""Unknown is not green: hiding a report never helps, nor does a case; later days change no earlier one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.property.random_worlds import worlds
from vungxanh.epidemic import Counts, all_up
from vungxanh.zoning import colour, pack_names, read_pack

NO_SHRINKING = (Phase.explicit, Phase.generate)
UP_WITH_CASES = [
    "vn-2686-2021", "example-incidence-bands", "green-14-days", "vn-q5-stepdown-2021",
    "vn-4800-2021", "vn-15-2026-non-endemic", "vn-15-2026-endemic", "vn-15-2026-group-a",
]  # fmt: skip
"""Packs in which a case can only make things worse (3979 and 3989 follow the course of an epidemic)."""


def hidden(counts: Counts, area: int, day: int) -> Counts:
    """The same without the report of one smallest area on one day: its cases are not known then."""
    areas = counts.territory
    known = np.ones(counts.cases.shape, bool) if counts.reported is None else counts.reported.copy()
    own = known.copy()
    own[np.isin(np.arange(len(areas)), areas.parent)] = False
    own[area, day] = False
    less = {}
    for name in ("cases", "community", "unlinked"):
        values = getattr(counts, name).copy()
        values[areas.path(area), day] -= values[area, day]
        less[name] = values
    return replace(counts, reported=all_up(areas, own) & known, **less)


def leaves(counts: Counts) -> list[int]:
    """Areas without areas inside."""
    return [a for a in range(len(counts.territory)) if a not in counts.territory.parent]


@pytest.mark.parametrize("name", UP_WITH_CASES)
@settings(max_examples=15, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_hiding_a_report_never_gives_a_better_colour(name: str, data: st.DataObject) -> None:
    pack = read_pack(name)
    world = data.draw(worlds(pack, days=(3, 40), corrections=False))
    area = data.draw(st.sampled_from(leaves(world.counts)))
    day = data.draw(st.integers(0, world.counts.days - 1))
    told = colour(world.counts, pack, history=world.history)
    silent = colour(hidden(world.counts, area, day), pack, history=world.history)
    assert not ((silent.counted == 0) & (told.counted != 0)).any(), "what was not green became green"
    # A level that was known may become unknown or a range, but the range must hold what was known.
    judged = told.counted >= 0
    assert (silent.worst[judged] >= told.counted[judged]).all()
    # Without a report nothing is learned: what could be worse before still can.
    assert (silent.worst >= told.worst).all()


@pytest.mark.parametrize("name", UP_WITH_CASES)
@settings(max_examples=15, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_one_more_case_never_gives_a_better_colour(name: str, data: st.DataObject) -> None:
    pack = read_pack(name)
    world = data.draw(worlds(pack, days=(3, 40), corrections=False))
    counts = world.counts
    area = data.draw(st.integers(0, len(counts.territory) - 1))
    day = data.draw(st.integers(0, counts.days - 1))
    linked = data.draw(st.booleans())
    more = {}
    for series in ("cases", "community", "unlinked"):
        values = getattr(counts, series).copy()
        values[counts.territory.path(area), day] += 0 if linked and series == "unlinked" else 1
        more[series] = values
    before = colour(counts, pack, history=world.history)
    after = colour(replace(counts, **more), pack, history=world.history)
    assert (after.worst >= before.worst).all()
    known = (before.rank >= 0) & (after.rank >= 0)
    assert (after.rank[known] >= before.rank[known]).all()
    assert not ((before.rank != 0) & (after.rank == 0)).any()


@pytest.mark.parametrize("name", pack_names())
@settings(max_examples=8, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_what_comes_later_changes_no_earlier_day(name: str, data: st.DataObject) -> None:
    pack = read_pack(name)
    world = data.draw(worlds(pack, days=(3, 40)))
    stop = data.draw(st.integers(1, world.counts.days))
    whole = colour(world.counts, pack, history=world.history)
    early = colour(world.counts.between(0, stop), pack, history=world.history)
    for array in ("rank", "counted", "worst", "decided", "since"):
        judged = early.rank != -2
        assert np.array_equal(getattr(early, array)[judged], getattr(whole, array)[:, :stop][judged]), array
