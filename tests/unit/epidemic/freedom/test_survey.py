"""The sample-size calculator."""

import pytest

from vungxanh.epidemic.freedom import plan_survey
from vungxanh.epidemic.freedom.errors import ImpossibleSurvey
from vungxanh.epidemic.freedom.sensitivity import finite


@pytest.mark.parametrize(("population", "prevalence"), [(16_000, 0.001), (500, 0.02), (5000, 5)])
def test_the_plan_reaches_the_confidence_and_one_less_does_not(population: int, prevalence: float) -> None:
    plan = plan_survey(population, prevalence, 0.75)
    assert plan.people is not None
    assert finite(population, plan.people, plan.infected, 0.75) >= 0.95
    assert finite(population, plan.people - 1, plan.infected, 0.75) < 0.95
    assert plan.design_effect == pytest.approx(1.0, abs=0.01)


def test_a_single_infected_person_cannot_be_found_with_a_weak_test() -> None:
    plan = plan_survey(16_000, 1, 0.75)
    assert (plan.people, plan.pools, plan.households) == (None, None, None)
    assert plan.reached == pytest.approx(0.75)
    assert "Not possible" in str(plan.sentences()[1])


def test_pools_save_tests_and_dilution_costs_people() -> None:
    alone, pooled = plan_survey(16_000, 0.001, 0.75), plan_survey(16_000, 0.001, 0.75, pool=5)
    assert alone.people == pooled.people
    assert pooled.pools == -(-pooled.people // 5)
    diluted = plan_survey(16_000, 0.001, 0.75, pool=5, dilution=0.1)
    assert diluted.people > pooled.people


def test_one_representative_per_household_costs_no_more_than_people_at_random() -> None:
    plan = plan_survey(16_000, 0.001, 0.75, household=4, icc=0.3)
    assert plan.households == plan.people
    assert plan.design_effect <= 1.0


def test_whole_households_cost_the_design_effect() -> None:
    # Many infected, households of 4, all tested: the textbook effect is 1 + (4 - 1) icc, less what repeated
    # chances to find one and the same household still bring.
    plan = plan_survey(1_000_000, 0.001, 0.2, household=4, per_household=4, icc=0.3)
    assert 1.0 < plan.design_effect < 1 + 3 * 0.3
    perfect = plan_survey(1_000_000, 0.001, 1.0, household=4, per_household=4, icc=1.0)
    assert perfect.design_effect == pytest.approx(4.0, rel=0.01)


def test_without_correlation_households_do_not_matter() -> None:
    plan = plan_survey(1_000_000, 0.001, 0.75, household=4, icc=0.0)
    assert plan.design_effect == pytest.approx(1.0, rel=0.01)


def test_the_plan_in_words() -> None:
    words = " ".join(
        str(s) for s in plan_survey(16_000, 0.001, 0.75, pool=5, household=4, icc=0.3).sentences()
    )
    assert "To be 95 % sure to find an infection if 16 of 16,000 people have it:" in words
    assert "households at random and test 1 of each" in words
    assert "pools of 5" in words


@pytest.mark.parametrize(
    "wrong",
    [
        {"population": 0}, {"prevalence": 0}, {"prevalence": 2.5}, {"prevalence": 20_000}, {"sensitivity": 0},
        {"sensitivity": 1.1}, {"confidence": 1}, {"pool": 0}, {"household": 0.5}, {"per_household": 2},
        {"household": 3, "per_household": 4}, {"icc": 1.5},
    ],
)  # fmt: skip
def test_impossible_numbers_are_named(wrong: dict[str, float]) -> None:
    given = {"population": 16_000, "prevalence": 0.001, "sensitivity": 0.75} | wrong
    name = list(wrong)[-1].replace("_", "-")
    with pytest.raises(ImpossibleSurvey, match=f"--{name} cannot be"):
        plan_survey(**given)
