"""An attacker who knows everything that is published, and how it was made, cannot work out a hidden count.

The attacker tries every assignment of cases to the areas at the bottom of the tree and keeps those that would
have been published in exactly the same way. A count is safe when at least two values of it are left.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from vungxanh.publishing.disclosure import hidden_cells, protected_areas

SMALL_COUNT = 5
Vector = tuple[int, int, int]
"""Cases, of these community cases, of these unlinked ones."""


class Tree:
    """A tree of areas, children after their parents, and what was counted at its leaves on one day."""

    def __init__(self, parent: list[int], small: list[bool], reported: list[bool]) -> None:
        self.parent = np.array(parent, dtype=np.int32)
        self.reported = np.array(reported)[:, None]
        self.order = np.arange(len(parent), dtype=np.int32)
        self.protected = protected_areas(self.parent, np.array(small), self.order, self.reported)
        self.small = np.array(small)
        # Nothing counted where nothing is reported: the attacker may know that.
        self.leaves = [a for a in range(len(parent)) if a not in parent and reported[a]]

    def __repr__(self) -> str:
        small, reported = self.small.tolist(), self.reported[:, 0].tolist()
        return f"Tree({self.parent.tolist()}, {small}, {reported}) protects {self.protected.tolist()}"

    def heard_of(self) -> NDArray[np.bool_]:
        """Areas from which, or from below which, anything was reported."""
        heard = self.reported[:, 0].copy()
        for area in range(len(self.parent) - 1, 0, -1):
            if heard[area] and self.parent[area] >= 0:
                heard[self.parent[area]] = True
        return heard

    def counts(self, at_leaves: NDArray[np.int32]) -> NDArray[np.int32]:
        """Every series of every area, shape (series, areas, guesses), from (series, leaves, guesses)."""
        total = np.zeros((3, len(self.parent), at_leaves.shape[2]), dtype=np.int32)
        total[:, self.leaves] = at_leaves
        for area in range(len(self.parent) - 1, 0, -1):
            if self.parent[area] >= 0:
                total[:, self.parent[area]] += total[:, area]
        return total

    def published(self, counts: NDArray[np.int32]) -> NDArray[np.int32]:
        """What is shown of each guess: the counts, -1 for suppressed, -2 for unknown."""
        hidden = hidden_cells(list(counts), self.parent, self.protected, SMALL_COUNT)
        return np.where(self.reported, np.where(hidden, -1, counts), -2)


def nested(largest: int) -> Iterator[Vector]:
    """Every possible count of an area: unlinked <= community <= all."""
    for cases in range(largest + 1):
        for community in range(cases + 1):
            for unlinked in range(community + 1):
                yield cases, community, unlinked


def column(vectors: list[Vector]) -> NDArray[np.int32]:
    """One guess: a vector per leaf, shape (series, leaves, 1)."""
    return np.array(vectors, dtype=np.int32).reshape(-1, 3).T[:, :, None]


def fitting(tree: Tree, seen: NDArray[np.int32], largest: int) -> NDArray[np.int32]:
    """All counts that would be published as `seen`. What a leaf shows need not be guessed."""
    choices = [
        [tuple(seen[:, leaf, 0])] if seen[0, leaf, 0] >= 0 else list(nested(largest)) for leaf in tree.leaves
    ]
    guesses = np.array(list(product(*choices)), dtype=np.int32).transpose(2, 1, 0)
    counts = tree.counts(guesses)
    return counts[:, :, (tree.published(counts) == seen).all(axis=(0, 1))]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    areas = draw(st.integers(2, 7))
    parent = [-1, *(draw(st.integers(-1 if i == 1 else 0, i - 1)) for i in range(1, areas))]
    small = [draw(st.booleans()) for _ in range(areas)]
    reported = [True] * areas if draw(st.booleans()) else [draw(st.booleans()) for _ in range(areas)]
    tree = Tree(parent, small, reported)
    assume(tree.protected.any())
    return tree


@st.composite
def outbreaks(draw: st.DrawFn) -> tuple[Tree, NDArray[np.int32], int]:
    """A tree and few cases: the fewer, the easier for the attacker."""
    tree = draw(trees())
    total = draw(st.integers(1, 2))
    assume(tree.leaves)
    vectors: list[Vector] = [(0, 0, 0)] * len(tree.leaves)
    for _ in range(total):
        leaf = draw(st.integers(0, len(tree.leaves) - 1))
        kind = draw(st.sampled_from([(1, 0, 0), (1, 1, 0), (1, 1, 1)]))
        vectors[leaf] = tuple(a + b for a, b in zip(vectors[leaf], kind, strict=True))  # type: ignore[assignment]
    return tree, column(vectors), total


@settings(max_examples=1000, deadline=None)
@given(outbreaks())
def test_no_small_count_of_a_small_area_can_be_worked_out(
    outbreak: tuple[Tree, NDArray[np.int32], int],
) -> None:
    tree, at_leaves, total = outbreak
    counts = tree.counts(at_leaves)
    seen = tree.published(counts)
    assume(sum(seen[0, leaf, 0] == -1 for leaf in tree.leaves) <= 3)
    # One more than there are: where no shown total bounds a count, the attacker cannot either.
    candidates = fitting(tree, seen, total + 1)
    assert candidates.shape[2], "the truth itself always fits"
    for area in np.flatnonzero(tree.small & tree.reported[:, 0]):
        for series in range(3):
            if 0 < counts[series, area, 0] < SMALL_COUNT:
                assert seen[series, area, 0] == -1
                assert len(np.unique(candidates[series, area])) >= 2


@settings(max_examples=200, deadline=None)
@given(outbreaks())
def test_open_areas_keep_their_counts_and_zero_blocks_are_shown(
    outbreak: tuple[Tree, NDArray[np.int32], int],
) -> None:
    tree, at_leaves, _ = outbreak
    counts = tree.counts(at_leaves)
    seen = tree.published(counts)
    open_areas = ~tree.protected & tree.reported[:, 0]
    assert (seen[:, open_areas] == counts[:, open_areas]).all()
    nothing = tree.published(np.zeros_like(counts))
    assert (nothing[:, tree.reported[:, 0]] == 0).all()


@settings(max_examples=100, deadline=None)
@given(trees())
def test_the_protected_set_is_closed_under_subtraction(tree: Tree) -> None:
    for area in range(len(tree.parent)):
        children = np.flatnonzero((tree.parent == area) & tree.heard_of())
        assert tree.protected[area] or tree.parent[area] < 0 or not tree.small[tree.parent[area]]
        protected = tree.protected[children].sum()
        if tree.protected[area]:
            assert protected >= 1 or not len(children)
        else:
            assert protected != 1


def test_the_attacker_is_able_to_attack() -> None:
    """Without complementary suppression the same attacker wins: one hidden child of a shown total."""
    tree = Tree([-1, 0, 0], [False, True, False], [True, True, True])
    tree.protected = np.array([False, True, False])
    counts = tree.counts(column([(2, 1, 0), (3, 3, 3)]))
    seen = np.where(np.array([[False], [True], [False]]), -1, counts)
    guesses = np.array([column([guess, (3, 3, 3)])[:, :, 0] for guess in nested(5)]).transpose(1, 2, 0)
    tried = tree.counts(guesses)
    left = tried[:, :, (tried[:, 0] == seen[:, 0]).all(axis=0)]
    assert left[:, 1].T.tolist() == [[2, 1, 0]]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_many_areas_agree_with_the_slow_obvious_rule(data: st.DataObject) -> None:
    """Hidden means: some protected area under the same shown total has a case (computed a second way)."""
    areas, days = data.draw(st.integers(2, 12)), 4
    parent = [-1, *(data.draw(st.integers(0, i - 1)) for i in range(1, areas))]
    small = np.array([data.draw(st.booleans()) for _ in range(areas)])
    tree = Tree(parent, small.tolist(), [True] * areas)
    values = np.array(data.draw(st.lists(st.lists(st.integers(-2, 7), min_size=days, max_size=days),
                                         min_size=areas, max_size=areas)), dtype=np.int32)  # fmt: skip
    hidden = hidden_cells([values], tree.parent, tree.protected, SMALL_COUNT)

    def cover(area: int) -> tuple[str, int]:
        while parent[area] >= 0:
            if not tree.protected[parent[area]]:
                return "shown total", parent[area]
            area = parent[area]
        return "top", area

    for area in range(areas):
        block = [b for b in range(areas) if tree.protected[b] and cover(b) == cover(area)]
        for day in range(days):
            if len(block) > 1:
                telling = any(values[b, day] for b in block)
            else:
                telling = values[area, day] != 0 and values[area, day] < SMALL_COUNT
            assert hidden[area, day] == bool(tree.protected[area] and telling)
