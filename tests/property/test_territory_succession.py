"""Carrying a series neither makes nor loses cases."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vungxanh.territory import Crosswalk, Link, Neighbours, Territory, carry


def wards(codes: list[str]) -> Territory:
    n = len(codes)
    return Territory(
        day=date(2021, 7, 1),
        codes=tuple(codes),
        names=tuple(codes),
        levels=("ward",) * n,
        parent=np.full(n, -1, np.int32),
        population=np.ones(n),
        neighbours=Neighbours.unknown(n),
        valid_from=(None,) * n,
        valid_to=(None,) * n,
    )


@st.composite
def crosswalks(draw: st.DrawFn, old: list[str], new: list[str]) -> Crosswalk:
    links = []
    for code in old:
        targets = draw(st.lists(st.sampled_from(new), min_size=1, max_size=3, unique=True))
        weights = [draw(st.integers(1, 9)) for _ in targets]
        links += [Link(code, to, w / sum(weights)) for to, w in zip(targets, weights, strict=True)]
    return Crosswalk(links)


@given(data=st.data(), n=st.integers(1, 6), m=st.integers(1, 5), k=st.integers(1, 4))
def test_mass_is_kept_in_one_step_and_in_two(data: st.DataObject, n: int, m: int, k: int) -> None:
    a, b, c = ([f"{name}{i}" for i in range(size)] for name, size in (("a", n), ("b", m), ("c", k)))
    values = np.array(data.draw(st.lists(st.integers(-5, 10_000), min_size=n, max_size=n)))[:, None]
    first, second = data.draw(crosswalks(a, b)), data.draw(crosswalks(b, c))
    half = carry(values, wards(a), wards(b), first)
    stepped = carry(half.values, wards(b), wards(c), second)
    at_once = carry(values, wards(a), wards(c), first.then(second))
    assert np.isclose(half.values.sum(), values.sum())
    assert np.isclose(stepped.values.sum(), values.sum())
    assert np.allclose(stepped.values, at_once.values)
    assert half.lost == at_once.lost == ()


@given(data=st.data(), n=st.integers(1, 6))
def test_what_does_not_arrive_is_named(data: st.DataObject, n: int) -> None:
    old, new = [f"a{i}" for i in range(n)], ["b0", "b1", "b2"]
    links = data.draw(crosswalks(old, new))
    kept = data.draw(st.lists(st.sampled_from(new), min_size=1, unique=True))
    values = np.arange(1, n + 1)[:, None] * 10
    carried = carry(values, wards(old), wards(kept), links)
    short = values.sum() - carried.values.sum()
    lossy = {link.old for link in links.links if link.new not in kept}
    assert set(carried.lost) == lossy
    assert (short > 1e-9) == bool(lossy)
