"""Limit cases of the filter and the smoother."""

import numpy as np
import pytest

from vungxanh.epidemic.disease import discretise
from vungxanh.epidemic.rt import Settings, Tuned, estimate

W = discretise("gamma", 4.0, 1.8)
CALM = Tuned(k=10, eta=0.03, anew=0.03, spread=0.3)


def apart(tuned: Tuned = CALM, imports: float = 0.0) -> Settings:
    return Settings(tuned, tuned, pooled=False, imports=imports)


def growing(r: float, days: int, first: float = 200.0) -> np.ndarray:
    """Counts of the renewal equation without any noise, begun in its own rhythm."""
    shown = [first] * len(W)
    for _ in range(days + 40):
        shown.append(r * sum(W[s] * shown[-s] for s in range(1, len(W))))
    return np.array(shown[-days:])[None]


class TestLimits:
    @pytest.mark.parametrize("r", [0.85, 1.0, 1.15])
    def test_many_cases_without_noise_give_r_itself(self, r: float) -> None:
        counts = growing(r, 60) * 1000 / growing(r, 60).max()
        # So sure an answer needs cells that are narrower than it.
        found = estimate(np.round(counts * 50), W, k=1e4, grid=480)
        # In real time the first days still suppose that the days before the data were like them.
        assert found.filter.mean[0, 30:] == pytest.approx(r, abs=0.012)
        assert found.smoother.mean[0, 15:] == pytest.approx(r, abs=0.01)
        assert (found.filter.q975 - found.filter.q025)[0, 30:].max() < 0.12

    def test_without_any_step_r_is_one_number(self) -> None:
        rng = np.random.default_rng(2)
        found = estimate(rng.poisson(30, (1, 90)).astype(float), W, settings=apart(Tuned(10, 1e-6, 0, 0.3)))
        smooth = found.smoother.mean[0]
        assert np.ptp(smooth) < 1e-4
        assert smooth[-1] == pytest.approx(found.filter.mean[0, -1], abs=1e-5)

    def test_without_cases_the_prior_stays(self) -> None:
        found = estimate(np.zeros((1, 60)), W, settings=apart())
        assert found.filter.q50[0] == pytest.approx(1, abs=0.01)
        assert found.filter.p_above_1[0] == pytest.approx(0.5, abs=0.01)
        assert not found.enough.any()

    def test_a_huge_k_is_poisson(self) -> None:
        from scipy.stats import poisson

        counts = np.random.default_rng(4).poisson(20, (1, 40)).astype(float)
        a, b = (estimate(counts, W, settings=apart(Tuned(k, 0.03, 0.03, 0.3))) for k in (1e6, 1e8))
        assert a.filter.values == pytest.approx(b.filter.values, rel=2e-3)
        last = estimate(counts[:, :39], W, settings=apart(Tuned(1e6, 0.03, 0.03, 0.3)))
        known = a.last_posterior[0] / np.maximum(
            poisson.pmf(counts[0, 39], a.grid * a.infectiousness[0, 39]), 1e-300
        )
        # What is left after dividing by the Poisson likelihood is yesterday's posterior, one step on.
        known /= known[np.abs(np.log(a.grid)) < 0.5].sum()
        one = np.abs(np.log(a.grid)) < 0.3
        assert known[one] == pytest.approx(last.last_posterior[0][one], abs=0.06)

    def test_nothing_to_tune_on_leaves_what_is_believed(self) -> None:
        assert estimate(np.zeros((3, 50)), W).k.tolist() == [10.0]


class TestNotReported:
    def test_days_without_a_report_are_not_zero(self) -> None:
        counts = np.full((1, 80), 40.0)
        gap = counts.copy()
        gap[0, 50:57] = np.nan
        zero = counts.copy()
        zero[0, 50:57] = 0
        missing, none = (estimate(each, W, settings=apart()).filter.mean[0, 58] for each in (gap, zero))
        assert missing == pytest.approx(1, abs=0.05)
        assert abs(none - 1) > 0.3

    def test_the_interval_widens_in_a_gap(self) -> None:
        counts = np.full((1, 80), 40.0)
        counts[0, 60:] = np.nan
        found = estimate(counts, W, settings=apart())
        width = (found.filter.q975 - found.filter.q025)[0, 59:]
        assert (np.diff(width) > 0).all()

    def test_a_batch_is_shared_out_over_its_days(self) -> None:
        daily = np.full((1, 84), 40.0)
        weekly = np.full((1, 84), np.nan)
        weekly[0, 6::7] = 280
        found = estimate(weekly, W, settings=apart(), batch=True)
        assert found.filter.mean[0, -1] == pytest.approx(1, abs=0.05)
        assert found.infectiousness[0, 60:] == pytest.approx(40, rel=0.1)
        assert estimate(daily, W, settings=apart()).filter.mean[0, -1] == pytest.approx(1, abs=0.05)

    def test_a_series_that_begins_later_is_as_if_it_were_alone(self) -> None:
        counts = np.random.default_rng(5).poisson(30, (1, 60)).astype(float)
        late = np.hstack([np.full((1, 14), np.nan), counts])
        alone, with_gap = (estimate(each, W, settings=apart()) for each in (counts, late))
        assert with_gap.filter.mean[0, 40:] == pytest.approx(alone.filter.mean[0, 26:], abs=0.01)


class TestExtraVariance:
    def test_an_uncertain_count_weighs_less(self) -> None:
        counts = np.full((1, 60), 50.0)
        counts[0, -1] = 150
        doubt = np.zeros((1, 60))
        doubt[0, -1] = 80.0**2
        sure = estimate(counts, W, settings=apart()).filter
        unsure = estimate(counts, W, settings=apart(), extra_variance=doubt).filter
        assert 1 < unsure.mean[0, -1] < sure.mean[0, -1]
        assert np.array_equal(sure.mean[0, :-1], unsure.mean[0, :-1])


class TestImports:
    def test_a_case_out_of_nowhere_says_nothing_about_r(self) -> None:
        counts = np.zeros((1, 80))
        counts[0, 10], counts[0, 60] = 3, 1
        without, among = (estimate(counts, W, settings=apart(imports=rate)).filter for rate in (0.0, 0.05))
        assert abs(np.log(among.q50[0, 60])) < 0.1
        assert among.q50[0, 60] <= without.q50[0, 60] + 0.05


class TestPooling:
    def test_a_small_area_leans_on_its_group_and_a_large_one_does_not(self) -> None:
        large = growing(1.2, 60)
        small = np.zeros((1, 60))
        small[0, ::6] = 1
        counts = np.round(np.vstack([large * 300 / large.max() + 5, small, small]))
        tuned = Tuned(10, 0.03, 0.05, 0.15)
        apart_, pooled = (
            estimate(counts, W, settings=Settings(tuned, tuned, pooled=each, imports=0.0)).filter
            for each in (False, True)
        )
        group = pooled.mean[0, -1]
        assert abs(pooled.mean[1, -1] - group) < abs(apart_.mean[1, -1] - group) - 0.02
        assert pooled.mean[0, -1] == pytest.approx(apart_.mean[0, -1], abs=0.03)

    def test_a_group_of_one_is_left_alone(self) -> None:
        counts = np.random.default_rng(6).poisson(5, (3, 50)).astype(float)
        assert not estimate(counts, W, group=np.arange(3)).settings.pooled


class TestWeekdays:
    def test_a_weekly_rhythm_does_not_move_r(self) -> None:
        rhythm = np.array([1.3, 1.2, 1.1, 1.0, 1.0, 0.8, 0.6])
        counts = np.round(200 * np.tile(rhythm, 20)[None])
        found = estimate(counts, W, settings=apart())
        assert np.ptp(found.filter.mean[0, 40:]) < 0.12
        assert found.filter.mean[0, 40:] == pytest.approx(1, abs=0.08)
