"""The split of coming cases: shares, their shrinkage and their limits."""

import numpy as np
import pytest

from vungxanh.outlook.shares import LEAST, MOST, RECENT, Share, share_of

ONE_GROUP = np.zeros(3, np.intp)


def daily(*totals: int) -> np.ndarray:
    """One day's counts per area."""
    return np.array(totals, np.int32)[:, None]


def test_what_was_always_so_stays_so() -> None:
    cases = daily(5, 0, 3)
    rng = np.random.default_rng(1)
    assert share_of(cases, cases, ONE_GROUP).split(cases, rng) is cases
    none = share_of(daily(0, 0, 0), cases, ONE_GROUP)
    assert none.split(cases, rng).sum() == 0


def test_nothing_seen_is_read_strictly() -> None:
    assert share_of(daily(0, 0, 0), daily(0, 0, 0), ONE_GROUP).always == 1.0


def test_an_area_with_many_cases_keeps_its_share_and_one_without_takes_that_of_all() -> None:
    share = share_of(daily(900, 0, 10), daily(1000, 0, 1000), ONE_GROUP)
    mean = share.a / (share.a + share.b)
    assert mean[0] == pytest.approx(0.9, abs=0.01)
    assert mean[2] == pytest.approx(0.01, abs=0.01)
    assert mean[1] == pytest.approx(910 / 2000, abs=0.01)


def test_the_area_above_is_nearer_than_the_whole() -> None:
    group = np.array([0, 0, 1, 1], np.intp)
    share = share_of(daily(95, 0, 10, 0), daily(100, 0, 100, 0), group)
    mean = share.a / (share.a + share.b)
    assert mean[1] > 0.8
    assert mean[3] < 0.25


def test_alike_areas_borrow_much_and_unlike_ones_little() -> None:
    rng = np.random.default_rng(2)
    n = np.full(60, 200)
    alike = share_of(daily(*rng.binomial(n, 0.5)), daily(*n), np.zeros(60, np.intp))
    unlike = share_of(daily(*rng.binomial(n, rng.beta(1, 1, 60))), daily(*n), np.zeros(60, np.intp))

    def weight(share: Share) -> float:
        return float((share.a + share.b)[0]) - 200

    assert weight(alike) == pytest.approx(MOST, rel=0.5)
    assert LEAST <= weight(unlike) < 4


def test_only_recent_days_count() -> None:
    cases = np.ones((1, RECENT + 10), np.int32)
    community = cases.copy()
    community[0, :10] = 0
    assert share_of(community, cases, np.zeros(1, np.intp)).always == 1.0


def test_the_split_is_a_part_and_has_the_right_mean() -> None:
    share = Share(np.array([30.0]), np.array([70.0]), np.nan)
    rng = np.random.default_rng(3)
    cases = np.full((1, 4), 50, np.int32)
    drawn = np.stack([share.split(cases, rng) for _ in range(2000)])
    assert ((drawn >= 0) & (drawn <= 50)).all()
    assert drawn.mean() == pytest.approx(15, abs=0.3)
    # One share for all days of a future: days of a future go together.
    assert np.corrcoef(drawn[:, 0, 0], drawn[:, 0, 1])[0, 1] > 0.1
