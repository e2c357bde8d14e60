"""Generations and layout: trees, several sources, cycles, size."""

import itertools
import random
import time
from datetime import date, timedelta

import pytest

from vungxanh.response.generations import Edge, generations
from vungxanh.response.generations_layout import PACK, lay_out

DAY = date(2021, 8, 1)


def days(n: int) -> list[date | None]:
    return [DAY + timedelta(days=i) for i in range(n)]


@pytest.mark.parametrize(
    ("n", "edges", "expected"),
    [
        (0, [], ()),
        (1, [], (0,)),
        (3, [(0, 1), (1, 2)], (0, 1, 2)),
        (4, [(0, 1), (1, 2), (3, 2)], (0, 1, 2, 0)),
        (3, [(0, 2), (0, 1), (1, 2)], (0, 1, 2)),
        (2, [(0, 0), (0, 1)], (0, 1)),
        (2, [(0, 1), (1, 0)], (0, 1)),
        (4, [(0, 1), (1, 2), (2, 0), (2, 3)], (0, 1, 2, 3)),
    ],
)
def test_generation_is_one_more_than_the_last_source(
    n: int, edges: list[Edge], expected: tuple[int, ...]
) -> None:
    assert generations(n, edges, days(n)).of == expected


def test_a_cycle_is_cut_before_its_earliest_case_and_nowhere_else() -> None:
    found = generations(4, [(1, 0), (0, 1), (2, 1), (3, 2)], [DAY, DAY - timedelta(1), DAY, DAY])
    assert found.aside == {(0, 1)}
    assert found.of == (3, 2, 1, 0)


def test_the_parent_is_the_latest_of_the_sources_right_before() -> None:
    assert generations(3, [(0, 2), (1, 2)], days(3)).parent == (None, None, 1)


def obvious(n: int, edges: set[Edge]) -> list[int]:
    """Longest way to each node by going over every link until nothing changes."""
    layer = [0] * n
    for _ in range(n + 1):
        for source, target in edges:
            layer[target] = max(layer[target], layer[source] + 1)
    return layer


@pytest.mark.parametrize("seed", range(40))
def test_random_graphs_come_apart_and_agree_with_the_obvious_way(seed: int) -> None:
    rng = random.Random(seed)
    n = rng.randint(2, 25)
    edges = [(rng.randrange(n), rng.randrange(n)) for _ in range(rng.randint(1, 40))]
    found = generations(n, edges, [rng.choice(days(n)) for _ in range(n)])
    kept = set(edges) - found.aside
    assert list(found.of) == obvious(n, kept)
    assert all(found.of[a] < found.of[b] for a, b in kept)
    forward = {(a, b) for a, b in edges if a < b}
    assert not generations(n, list(forward), days(n)).aside


def forest(n: int, seed: int) -> list[int | None]:
    rng = random.Random(seed)
    return [None if node < 3 else rng.randrange(max(0, node - 60), node) for node in range(n)]


@pytest.mark.parametrize("seed", range(10))
def test_no_two_nodes_share_a_place(seed: int) -> None:
    parent = forest(200, seed)
    edges = [(p, c) for c, p in enumerate(parent) if p is not None]
    found = generations(200, edges, days(200))
    packed = [node % 3 == 0 for node in range(200)]
    layout = lay_out(found.of, found.parent, packed)
    taken = [(p.column, round(p.row, 6), p.slot) for p in layout.places]
    assert len(set(taken)) == 200
    plain = sorted((p.column, p.row) for p in layout.places if p.slot is None)
    assert all(a[0] != b[0] or b[1] - a[1] >= 0.5 for a, b in itertools.pairwise(plain))
    assert max(p.row for p in layout.places) < layout.rows


def test_a_block_of_contacts_is_packed() -> None:
    n = 1 + 3 * PACK
    layout = lay_out([0] + [1] * (n - 1), [None] + [0] * (n - 1), [False] + [True] * (n - 1))
    assert layout.rows == 3
    assert layout.places[0].row == 1


def test_a_chain_of_five_thousand_and_a_forest_are_laid_out_in_time() -> None:
    n = 5_000
    begun = time.perf_counter()
    chain = generations(n, [(i, i + 1) for i in range(n - 1)], days(n))
    assert lay_out(chain.of, chain.parent, [False] * n).columns == n
    parent = forest(n, 1)
    tree = generations(n, [(p, c) for c, p in enumerate(parent) if p is not None], days(n))
    lay_out(tree.of, tree.parent, [False] * n)
    assert time.perf_counter() - begun < 2
