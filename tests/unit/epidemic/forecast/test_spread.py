"""Past errors of a rule become its spread; only errors already known count."""

import numpy as np

from vungxanh.epidemic.forecast.spread import errors_of

LEVELS = np.array([0.1, 0.5, 0.9])


def _walk(areas: int = 5, steps: int = 60) -> tuple[np.ndarray, np.ndarray]:
    z = np.cumsum(np.random.default_rng(4).normal(size=(areas, steps)), axis=1)
    return z, np.repeat(z[:, :, None], 3, axis=2)


def test_further_ahead_is_wider() -> None:
    offsets = errors_of(*_walk()).quantiles(59, LEVELS)
    width = offsets[..., 2] - offsets[..., 0]
    assert (np.diff(width.mean(axis=0)) > 0).all()


def test_symmetric_errors_leave_the_median() -> None:
    assert np.allclose(errors_of(*_walk()).quantiles(59, LEVELS, symmetric=True)[..., 1], 0, atol=0.05)


def test_a_step_of_a_random_walk_is_as_wide_as_it_is() -> None:
    offsets = errors_of(*_walk(40, 100)).quantiles(99, LEVELS, symmetric=True)
    assert np.isclose(offsets[:, 0, 2].mean(), 1.2816, rtol=0.15)


def test_later_errors_are_not_known_yet() -> None:
    z, centre = _walk()
    changed = z.copy()
    changed[:, 41:] += 100
    first, second = (errors_of(values, centre).quantiles(40, LEVELS) for values in (z, changed))
    assert np.array_equal(first, second)


def test_nothing_known_no_spread() -> None:
    z, centre = _walk()
    assert (errors_of(z, centre).quantiles(1, LEVELS) == 0).all()
