"""The rules one by one: what each says of a series it was made for."""

from datetime import date

import numpy as np
import pytest

from vungxanh.epidemic.forecast.boosted import boosted_at
from vungxanh.epidemic.forecast.flat import flat_at
from vungxanh.epidemic.forecast.levels import INNER
from vungxanh.epidemic.forecast.linear import linear_at
from vungxanh.epidemic.forecast.members import MEMBERS, Member, ask
from vungxanh.epidemic.forecast.trend import trend_at
from vungxanh.epidemic.panel import Panel

MEDIAN = 11


def _panel(values: np.ndarray) -> Panel:
    names = tuple(f"{a:02d}" for a in range(len(values)))
    return Panel(names, date(2021, 1, 2), 7, values, np.full(len(values), np.nan))


def _waves(areas: int = 12, steps: int = 90) -> Panel:
    """Waves of 24 weeks that start at other times; the same law everywhere."""
    phase = np.arange(areas)[:, None] * 2
    return _panel(np.round(np.exp(6 + 1.5 * np.sin(2 * np.pi * (np.arange(steps) + phase) / 24))))


def test_flat_keeps_the_last_value() -> None:
    panel = _waves()
    assert np.allclose(
        flat_at(panel, [89], 2, INNER, power=0.25)[0, :, 0, MEDIAN], panel.values[:, -1], rtol=0.02
    )


def test_trend_follows_steady_growth() -> None:
    panel = _panel(np.exp(0.1 * np.arange(50.0))[None] * 50 * np.ones((3, 1)))
    ahead = trend_at(panel, [49], 4, INNER, power=0.0)[0, 0, :, MEDIAN] / panel.values[0, -1]
    assert (np.diff(ahead) > 0).all()
    assert 1.05 < ahead[0] < 1.12


@pytest.mark.parametrize("rule", [linear_at, boosted_at])
def test_learners_beat_the_last_value_on_waves(rule: object) -> None:
    whole = _waves()
    quantiles = rule(whole.until(85), [84], 3, INNER, 0, power=0.0)[0]
    missed = np.abs(quantiles[:, 2, MEDIAN] - whole.values[:, 87]).sum()
    assert missed < 0.5 * np.abs(whole.values[:, 84] - whole.values[:, 87]).sum()


@pytest.mark.parametrize("member", MEMBERS, ids=lambda m: m.name)
def test_too_short_a_past_is_answered_with_nothing(member: Member) -> None:
    answer = ask(member, _waves(4, 3), [0, 2], 1, INNER, 0)
    assert np.isnan(answer[0]).all() == (member.history > 1)
