"""Shares of draws, and the first day at the best level, as drawn tables."""

import numpy as np

from tests.building import LETTERS
from vungxanh.outlook.tally import Tally, tally


def ranks(*draws: str) -> np.ndarray:
    """Draws of one area, a letter a day."""
    return np.array([[[LETTERS[letter] for letter in draw]] for draw in draws], np.int8)


def tallied(today: str, *draws: str, past: int = 0, horizon: int = 4) -> Tally:
    return tally([ranks(*draws)], np.array([LETTERS[today]], np.int8), levels=4, past=past, horizon=horizon)


def test_probabilities_are_shares_of_draws() -> None:
    found = tallied("o", "ooyg", "oooo", "oyy?", "oygg")
    assert found.p[:, 0, 3].tolist() == [0.25, 0.5, 0, 0.25, 0]
    assert (found.p.sum(axis=0) == 1).all()


def test_first_day_at_the_best_level() -> None:
    found = tallied("o", "ooyg", "oooo", "oyyg", "oygg")
    assert found.first_best[:, 0].tolist() == [4, 5, 4, 3]
    assert found.best_quantiles((0.1, 0.5, 0.9)).tolist() == [[3, 4, 5]]
    assert found.best_by(3).tolist() == [0.25]


def test_an_area_at_its_best_level_today_has_reached_it() -> None:
    found = tallied("g", "gggg", "yyyy", "gg?g")
    assert found.first_best[:, 0].tolist() == [0, 0, 0]
    assert found.stays[:, 0].tolist() == [True, False, False]


def test_staying_means_never_worse_within_the_horizon_better_is_fine() -> None:
    found = tallied("y", "yygr", "yyyg", "oyyy", horizon=3)
    assert found.stays[:, 0].tolist() == [True, True, False]


def test_completed_days_are_tallied_but_are_not_coming() -> None:
    found = tallied("y", "ggyy", "yyyg", past=2)
    assert found.coming == 2
    assert found.first_best[:, 0].tolist() == [3, 2]
    assert found.p[1, 0].tolist() == [0.5, 0.5, 0, 0.5]


def test_parts_add_up() -> None:
    parts = [ranks("oyyg", "oooo"), ranks("gggg")]
    whole = tally([np.concatenate(parts)], np.array([2], np.int8), levels=4, past=0, horizon=4)
    found = tally(parts, np.array([2], np.int8), levels=4, past=0, horizon=4)
    assert np.array_equal(found.ranks, whole.ranks)
    assert np.array_equal(found.first_best, whole.first_best)
    assert found.draws == 3
