"""The daily weights the engine works with."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom.kernels import kernels

W, F = np.array([0, 0.5, 0.5]), np.array([0.2, 0.3, 0.5])


def test_children_are_spread_around_the_report() -> None:
    kern = kernels(W, F, detectable=(1, 2), isolated=0.0)
    # b[j] = f0 w[j] + f1 w[j + 1] + f2 w[j + 2], from j = -2 on
    assert kern.before == 2
    assert kern.children == pytest.approx([0, 0.25, 0.15 + 0.25, 0.1 + 0.15, 0.1])
    assert kern.children.sum() == pytest.approx(1.0)


def test_isolation_takes_what_comes_after_the_report() -> None:
    free, held = (kernels(W, F, detectable=(1, 2), isolated=share) for share in (0.0, 0.9))
    assert held.children[:3] == pytest.approx(free.children[:3])
    assert held.children[3:] == pytest.approx(0.1 * free.children[3:])


def test_what_is_still_to_come() -> None:
    kern = kernels(W, F, detectable=(1, 2), isolated=0.0)
    assert kern.future[0] == pytest.approx(kern.children[3:].sum())
    assert kern.future[-1] == 0.0


def test_an_infection_counts_as_hidden_while_it_infects_or_can_be_found() -> None:
    assert len(kernels(W, F, detectable=(1, 1), isolated=0).shows) == 3
    assert kernels(W, F, detectable=(1, 5), isolated=0).shows.tolist() == [0, 1, 1, 1, 1, 1]


def test_the_source_of_a_case_was_infected_a_generation_before_it() -> None:
    kern = kernels(W, F, detectable=(1, 2), isolated=0.5)
    assert kern.source == pytest.approx(np.convolve(F, W))
    assert kern.source[0] == 0.0
