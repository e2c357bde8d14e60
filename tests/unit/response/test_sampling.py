"""The sampling rules: which plan holds on which day, methods, pools, Ct."""

from datetime import date

import pytest

from vungxanh.response.sampling import (
    BadCt,
    check_ct,
    methods,
    most_in_a_pool,
    plans,
    plans_on,
    pool_sizes,
    purposes,
    turnaround,
)

CERTAINTIES = {"verified", "secondary", "reading"}


@pytest.mark.parametrize(
    ("day", "zone", "held"),
    [
        (date(2021, 6, 25), "low", []),
        (date(2021, 6, 26), "low", ["hcmc-2021-06-26"]),
        (date(2021, 8, 14), "locked", ["hcmc-2021-06-26-locked"]),
        (date(2021, 8, 15), "low", ["hcmc-2021-08-15-low"]),
        (date(2021, 8, 15), "high", ["hcmc-2021-08-15-high"]),
        (date(2021, 9, 13), "locked", ["hcmc-2021-08-15-locked"]),
        (date(2021, 9, 14), "high", ["moh-2021-09-14-high"]),
        (date(2021, 9, 20), "high", ["moh-2021-09-14-high"]),
        (date(2021, 9, 21), "high", ["hcmc-2021-09-21-high"]),
        (date(2021, 9, 21), "low", ["moh-2021-09-14-low"]),
    ],
)
def test_which_plan_holds_on_which_day(day, zone, held) -> None:
    assert [plan.id for plan in plans_on(day) if zone in plan.zones] == held


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_every_plan_names_source_certainty_and_known_methods(plan) -> None:
    assert plan.source
    assert {plan.certainty, plan.pool_certainty} <= CERTAINTIES
    assert set(plan.methods) <= set(methods())
    assert set(plan.who) == {"vi", "en"}
    assert plan.pool in {0, 1, *pool_sizes()}
    assert plan.valid_to is None or plan.valid_from <= plan.valid_to


def test_pools_of_the_august_plan() -> None:
    sizes = {plan.id: (plan.pool, plan.repeat_days) for plan in plans_on(date(2021, 8, 20))}
    assert sizes == {
        "hcmc-2021-08-15-low": (10, (7, 7)),
        "hcmc-2021-08-15-high": (5, (2, 3)),
        "hcmc-2021-08-15-locked": (5, (5, 7)),
    }
    assert max(pool_sizes()) <= most_in_a_pool()


def test_what_has_no_source_says_so() -> None:
    assert turnaround().certainty == "reading"
    assert "no target" in turnaround().source


@pytest.mark.parametrize(
    ("purpose", "place"),
    [
        ("screening", "community"),
        ("lockdown", "lockdown"),
        ("quarantine", "quarantine"),
        ("other", "unknown"),
    ],
)
def test_where_a_purpose_puts_people(purpose, place) -> None:
    assert purposes()[purpose].found_in == place


class TestCt:
    @pytest.mark.parametrize("ct", [None, 5.0, 24.5, 45.0])
    def test_usual_values_pass(self, ct) -> None:
        check_ct(ct, "rt-pcr")

    @pytest.mark.parametrize(("ct", "method"), [(4.99, "rt-pcr"), (45.01, "rt-pcr"), (20.0, "antigen")])
    def test_impossible_ones_do_not(self, ct, method) -> None:
        with pytest.raises(BadCt):
            check_ct(ct, method)
