"""The tables: the list is a part of the truth, and says no more than an office could know."""

from functools import cache

import polars as pl
import pytest

from tests.unit.demo.places import assumed, small_district
from vungxanh.demo.outbreak import Outbreak, run
from vungxanh.demo.records import case_table, inputs_table, reproduction, truth_table


@cache
def outbreak() -> Outbreak:
    return run(small_district(), assumed(), 3)


def test_the_list_is_exactly_the_truth_that_was_reported_by_the_last_day() -> None:
    cases, truth = case_table(outbreak()), truth_table(outbreak())
    listed = truth.filter(pl.col("report") <= outbreak().assumed.period.last).sort("case_id")
    dates = {f"{name}_date": name for name in ("sample", "result", "report")}
    assert cases.select("case_id", *dates).equals(listed.select("case_id", **dates))
    assert cases["quarter_code"].to_list() == listed["quarter"].to_list()


def test_numbers_are_given_in_the_order_of_report() -> None:
    assert case_table(outbreak())["report_date"].is_sorted()


def test_what_was_not_found_has_no_dates_but_the_infection() -> None:
    missed = truth_table(outbreak()).filter(~pl.col("found"))
    assert len(missed) > 0
    assert missed.select(pl.col("where", "sample", "result", "report", "case_id").is_null().all()).row(0) == (
        (True,) * 5
    )
    assert missed["infected"].null_count() == 0


def test_an_onset_after_the_report_is_not_in_the_list() -> None:
    cases = case_table(outbreak())
    assert cases.filter(pl.col("onset_date") > pl.col("report_date")).is_empty()


def test_a_named_source_is_a_case_of_the_list_reported_or_found_before() -> None:
    cases = case_table(outbreak())
    named = cases.drop_nulls("source_case")
    assert len(named) > 0
    assert named["source_case"].is_in(cases["case_id"].to_list()).all()
    assert (named["source_known"] == "yes").all()


def test_clusters_have_at_least_two_cases() -> None:
    sizes = case_table(outbreak()).drop_nulls("cluster")["cluster"].value_counts()
    assert len(sizes) > 0
    assert sizes["count"].min() >= 2


def test_inputs_are_long_and_positives_do_not_exceed_tests() -> None:
    inputs = inputs_table(outbreak())
    assert inputs.columns == ["area", "day", "name", "value"]
    wide = inputs.pivot(on="name", index=["area", "day"], values="value")
    assert len(wide) == 12 * outbreak().assumed.period.days
    assert wide.filter(pl.col("positives") > pl.col("tests")).is_empty()


def test_positives_add_up_to_the_results_known_on_the_last_day() -> None:
    inputs, truth = inputs_table(outbreak()), truth_table(outbreak())
    known = truth.filter(pl.col("result") <= outbreak().assumed.period.last)
    assert inputs.filter(name="positives")["value"].sum() == len(known)


def test_r_of_cohorts_that_may_still_infect_is_not_given() -> None:
    r = reproduction(outbreak())
    longest = outbreak().assumed.spread.longest
    assert r["r_cohort"].tail(longest).null_count() == longest
    assert r["infections"].sum() == len(truth_table(outbreak()))


def test_cohort_r_counts_each_secondary_infection_once() -> None:
    r = reproduction(outbreak()).drop_nulls("r_cohort")
    truth = truth_table(outbreak())
    first_of = dict(truth.select("person", "infected").iter_rows())
    last = r["day"].max()
    expected = sum(first_of[i] <= last for i in truth["infector"].drop_nulls())
    assert (r["r_cohort"] * r["infections"]).sum() == pytest.approx(expected)
