"""Looking ahead equals waiting: the counts really go on without a case, and everything is judged again."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.building import counts
from tests.property.random_packs import PACKS
from tests.property.random_worlds import World, worlds
from vungxanh.epidemic import Counts
from vungxanh.zoning import HORIZON, Pack, advance, colour, look_ahead, pack_names, read_pack

NO_SHRINKING = (Phase.explicit, Phase.generate)


def days_in_force(pack: Pack, series: str) -> int:
    """The longest time for which any indicator looks back at a further series."""
    spans = [1]
    for indicator in pack.indicators:
        names = [getattr(indicator, k, None) for k in ("series", "numerator", "denominator", "name_in_table")]
        span = getattr(indicator, "window", getattr(indicator, "valid_days", None))
        if series in names and span is not None:
            spans.append(int(pack.number(span)))
        if getattr(indicator, "pack", None) is not None:
            spans.append(days_in_force(read_pack(indicator.pack), series))
    return max(spans)


def gone_on(known: Counts, days: int, pack: Pack) -> Counts:
    """The counts with quiet, reported days after them; further series repeat the value in force."""

    def zeros(values: np.ndarray) -> np.ndarray:
        return np.hstack([values, np.zeros((len(values), days), values.dtype)])

    def repeated(values: np.ndarray, span: int) -> np.ndarray:
        last = [next((v for v in row[::-1][:span] if not np.isnan(v)), np.nan) for row in values]
        return np.hstack([values, np.repeat(np.array(last)[:, None], days, axis=1)])

    reported = known.reported
    return replace(
        known,
        cases=zeros(known.cases),
        community=zeros(known.community),
        unlinked=zeros(known.unlinked),
        reported=None if reported is None else np.hstack([reported, np.ones((len(reported), days), bool)]),
        extra={name: repeated(values, days_in_force(pack, name)) for name, values in known.extra.items()},
    )


def waited_for(world: World, pack: Pack, warmup: int, day: int) -> list[tuple[int, int]]:
    """Per area the days until a better and until the best level, by judging the days that follow."""
    longer = gone_on(world.counts.between(0, warmup + day + 1), HORIZON, pack)
    rank = colour(longer, pack, history=world.history, warmup=warmup).rank[:, day:]
    answers = []
    for now, *future in rank.tolist():
        known = [(n, level) for n, level in enumerate(future, start=1) if level >= 0 and now > 0]
        better = next((n for n, level in known if level < now), -1)
        answers.append((better, next((n for n, level in known if level == 0), -1)))
    return answers


def assert_equals_waiting(data: st.DataObject, pack: Pack, days: tuple[int, int]) -> None:
    world = data.draw(worlds(pack, days=days))
    warmup = data.draw(st.sampled_from([0, 0, 5, 14]).filter(lambda n: n < world.counts.days - 1))
    colours = colour(world.counts, pack, history=world.history, warmup=warmup)
    step = data.draw(st.sampled_from([1, 2]))
    looked = range(data.draw(st.integers(0, min(3, colours.days - 1))), colours.days, step)
    ahead = look_ahead(colours, looked)
    assert ahead.days == tuple(looked)
    for column, day in enumerate(looked):
        found = zip(ahead.to_better[:, column].tolist(), ahead.to_best[:, column].tolist(), strict=True)
        assert list(found) == waited_for(world, pack, warmup, day), f"day {day}"


@pytest.mark.parametrize("name", pack_names())
@settings(max_examples=6, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_looking_ahead_equals_waiting_for_every_shipped_pack(name: str, data: st.DataObject) -> None:
    assert_equals_waiting(data, read_pack(name), (4, 35))


@settings(max_examples=30, deadline=None, phases=NO_SHRINKING)
@given(st.data())
def test_looking_ahead_equals_waiting_for_any_pack(data: st.DataObject) -> None:
    assert_equals_waiting(data, data.draw(PACKS), (3, 14))


@pytest.mark.parametrize("name", pack_names())
@settings(max_examples=4, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_looking_ahead_from_colours_that_were_advanced(name: str, data: st.DataObject) -> None:
    pack = read_pack(name)
    world = data.draw(worlds(pack, days=(20, 40)))
    whole = colour(world.counts, pack, history=world.history)
    start = data.draw(st.integers(10, world.counts.days - 1))
    so_far = colour(world.counts.between(0, start), pack, history=world.history)
    new = advance(so_far, world.counts)
    expected = look_ahead(whole, range(start, whole.days))
    assert np.array_equal(look_ahead(new).to_better, expected.to_better)
    assert np.array_equal(look_ahead(new).to_best, expected.to_best)


def test_without_days_nothing_is_looked_at() -> None:
    ahead = look_ahead(colour(counts([[1, 0]]), read_pack("vn-2686-2021")), range(0))
    assert ahead.to_better.shape == (4, 0)
