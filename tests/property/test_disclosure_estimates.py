"""What public estimates are made from is a function of what is published: no attacker learns more from them.

Of every outbreak, all others that would have been published in exactly the same way are tried: the counts
that the estimators see must be the same, whatever the estimators then do with them.
"""

import numpy as np
from hypothesis import assume, given, settings
from numpy.typing import NDArray

from tests.property.test_disclosure_attacker import SMALL_COUNT, Tree, fitting, outbreaks
from vungxanh.publishing.coming.sharing import dealt_out
from vungxanh.publishing.disclosure import hidden_cells


def seen_by_estimators(tree: Tree, counts: NDArray[np.int32]) -> NDArray[np.int32]:
    """The twin's counts, shape (series, areas, guesses); what is not reported counts as nothing."""
    reported = np.broadcast_to(tree.reported, counts.shape[1:])
    hidden = hidden_cells(list(counts), tree.parent, tree.protected, SMALL_COUNT) & reported
    people = np.arange(1.0, len(tree.parent) + 1)
    # Each guess is a day of its own to the function; the day's number only says where dealing begins.
    dealt = [
        dealt_out(
            [one[:, [g]] for one in counts],
            tree.parent,
            tree.protected,
            hidden[:, [g]],
            reported[:, [g]],
            people,
        )
        for g in range(counts.shape[2])
    ]
    return np.where(reported, np.concatenate([np.stack(one) for one in dealt], axis=2), 0)


@settings(max_examples=80, deadline=None)
@given(outbreaks())
def test_estimators_see_the_same_whatever_is_hidden(outbreak: tuple[Tree, NDArray[np.int32], int]) -> None:
    tree, at_leaves, total = outbreak
    counts = tree.counts(at_leaves)
    seen = tree.published(counts)
    assume(sum(seen[0, leaf, 0] == -1 for leaf in tree.leaves) in (1, 2, 3))
    candidates = fitting(tree, seen, total + 1)[:, :, :120]
    told = seen_by_estimators(tree, candidates)
    assert (told == told[:, :, :1]).all()


@settings(max_examples=80, deadline=None)
@given(outbreaks())
def test_open_areas_are_seen_as_they_are(outbreak: tuple[Tree, NDArray[np.int32], int]) -> None:
    tree, at_leaves, _ = outbreak
    counts = tree.counts(at_leaves)
    told = seen_by_estimators(tree, counts)
    shown = ~tree.protected & tree.reported[:, 0]
    assert (told[:, shown] == counts[:, shown]).all()
