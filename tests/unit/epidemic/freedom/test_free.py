"""`free`: from arrays to what is known of each area."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom import Freedom, free, read_freedom

W = np.array([0, 0.2, 0.3, 0.3, 0.2])
DAYS = 30


def judged(tests: float = 50, cases: float | np.ndarray = 0.0, **given: object) -> Freedom:
    """One area of 10,000 with the same tests every day."""
    shape = (1, DAYS)
    arguments: dict[str, object] = {
        "cases": np.broadcast_to(cases, shape).astype(float),
        "tested": np.full(shape, float(tests)),
        "population": np.array([10_000.0]),
        "generation": W,
    }
    return free(**(arguments | given))  # type: ignore[arg-type]


def test_a_tested_quiet_area_is_verified() -> None:
    found = judged(tests=300)
    assert found.p_free[0] > 0.95
    assert found.verified[0]
    assert found.chance_needed[0] == 0.0
    assert found.tests[0] == 300 * DAYS
    assert found.quiet[0] == -1


def test_a_prior_above_the_confidence_verifies_nothing_without_tests() -> None:
    found = judged(tests=0, cases=np.nan, rule=read_freedom().changed(prior=0.99, introduction_per_100k=0))
    assert found.p_free[0] == pytest.approx(0.99)
    assert not found.verified[0]


def test_tests_of_long_ago_verify_nothing() -> None:
    tested = np.full((1, DAYS), 500.0)
    tested[:, -14:] = 0
    found = judged(tested=tested, rule=read_freedom().changed(prior=0.9999))
    assert found.fresh_tests[0] == 0
    assert not found.verified[0]


def test_an_area_without_population_is_unknown() -> None:
    for people in (np.nan, 0.0):
        found = judged(population=np.array([people]))
        assert np.isnan(found.p_free[0])
        assert np.isnan(found.sse[0])
        assert not found.verified[0]
        assert np.isnan(found.chance_needed[0])


def test_a_recent_case_takes_the_certainty_away_and_time_brings_it_back() -> None:
    found = []
    for day in (5, 15, 22, 29):
        cases = np.zeros((1, DAYS))
        cases[0, day] = 3
        found.append(float(judged(cases=cases).p_free[0]))
    assert found == sorted(found, reverse=True)
    assert found[-1] < 0.5
    assert found[0] > 0.9


def test_days_since_the_last_case() -> None:
    cases = np.zeros((1, DAYS))
    cases[0, [3, 20]] = 1
    assert judged(cases=cases).quiet[0] == DAYS - 21


def test_accumulated_sensitivity_by_hand() -> None:
    effective = np.zeros((1, DAYS))
    effective[0, 3], effective[0, 9] = 1000.0, 500.0
    found = judged(effective=effective)
    assert found.sse[0] == pytest.approx(1 - 0.9 * 0.95)
    assert judged(effective=effective, rule=read_freedom().changed(design_prevalence=0.0002)).sse[
        0
    ] == pytest.approx(1 - (0.9 * 0.95) ** 2)


def test_an_area_does_not_depend_on_the_others() -> None:
    rng = np.random.default_rng(3)
    cases, tested = rng.poisson(0.05, (5, DAYS)).astype(float), rng.integers(0, 90, (5, DAYS)).astype(float)
    people, r = rng.uniform(4e3, 9e4, 5), rng.uniform(0, 1.4, 5)
    together = free(cases, tested, people, W, r=r)
    for area in range(5):
        alone = free(
            cases[area : area + 1], tested[area : area + 1], people[area : area + 1], W, r=r[area : area + 1]
        )
        assert alone.p_free[0] == together.p_free[area]
        assert alone.chance_needed[0] == pytest.approx(together.chance_needed[area], nan_ok=True)


def test_r_by_day_or_for_all_days() -> None:
    cases = np.zeros((1, DAYS))
    cases[0, -2] = 1
    by_day = judged(cases=cases, r=np.full((1, DAYS), 0.7)).p_free[0]
    assert judged(cases=cases, r=np.array([0.7])).p_free[0] == by_day
    assert judged(cases=cases, r=np.array([1.3])).p_free[0] < by_day


def test_silence_is_not_the_same_as_zero_cases() -> None:
    assert judged(cases=np.nan, effective=np.zeros((1, DAYS))).p_free[0] < judged(cases=0.0).p_free[0]


def test_a_larger_area_may_hide_more_people_but_not_any_number() -> None:
    strict = judged(population=np.array([1e6]), rule=read_freedom().changed(most_tolerated=1)).p_free[0]
    loose = judged(population=np.array([1e6])).p_free[0]
    assert strict < loose


def test_the_seam_has_a_default_for_everything() -> None:
    found = free(np.zeros((2, 3)), np.zeros((2, 3)), np.array([1e4, 2e4]), W, needed=False)
    assert found.p_free.shape == (2,)
    assert np.isnan(found.chance_needed).all()
