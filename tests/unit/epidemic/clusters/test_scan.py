"""Limit cases of the scan: nothing, everything in one area, alike everywhere, areas without a place."""

from datetime import date

import numpy as np
import pytest

from tests.unit.epidemic.clusters.building import grid, row
from vungxanh.epidemic.clusters import ClusterError, Options, scan
from vungxanh.epidemic.clusters.errors import NoPopulation, NothingExpected, NowhereToLook, TooShort

LAST = date(2021, 7, 8)
MODELS = ["poisson", "history", "permutation"]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("shape", ["circles", "neighbours", "both"])
def test_no_cases_no_cluster(model: str, shape: str) -> None:
    found = scan(
        np.zeros((6, 20), int),
        row(6),
        last=LAST,
        days=5,
        model=model,
        replicas=19,
        options=Options(shape=shape),
    )
    assert found.clusters == ()
    assert found.frame().height == 0


def test_all_cases_in_one_area_on_the_last_day() -> None:
    cases = np.zeros((9, 7), int)
    cases[4, -1] = 20
    [first] = scan(cases, row(9), last=LAST, days=7, model="poisson", replicas=99).clusters
    assert first.areas == ("A04",)
    assert (first.first_day, first.last_day, first.cases) == (LAST, LAST, 20)
    # 20 cases over 9 areas and 7 days: 20/63 expected; no case outside
    assert first.expected == pytest.approx(20 / 63)
    assert first.llr == pytest.approx(20 * np.log(63))
    assert np.isnan(first.relative_risk)
    assert first.p == 0.01
    assert first.recurrence_days > 1e6


@pytest.mark.parametrize("model", ["poisson", "permutation"])
def test_alike_everywhere_is_no_cluster(model: str) -> None:
    found = scan(np.full((9, 8), 3), row(9), last=LAST, days=8, model=model, replicas=19)
    assert found.clusters == ()


def test_a_wave_everywhere_is_no_cluster_by_history_but_one_against_a_baseline() -> None:
    cases = np.full((9, 42), 4)
    cases[:, -7:] = 12
    assert scan(cases, row(9), last=LAST, days=14, model="auto", replicas=99).clusters[:1] == ()
    rising = scan(
        cases, row(9), last=LAST, days=14, expected=np.full((9, 14), 4.0), replicas=99,
        options=Options(most_share=1.0),
    )  # fmt: skip
    assert rising.clusters[0].first_day == date(2021, 7, 2)
    assert len(rising.clusters[0].areas) == 9
    assert rising.clusters[0].p == 0.01


def test_an_l_of_areas_is_found_whole_by_neighbours() -> None:
    # A circle cannot hold a corner of a street without the houses beside it.
    rng = np.random.default_rng(2)
    cases = rng.poisson(0.5, (100, 7))
    bent = [0, 10, 20, 30, 40, 50, 51, 52, 53, 54]
    cases[bent] += rng.poisson(3.0, (10, 7))
    group = scan(
        cases, grid(10), last=LAST, days=7, model="poisson", replicas=99, options=Options(shape="neighbours")
    ).clusters[0]
    circle = scan(
        cases, grid(10), last=LAST, days=7, model="poisson", replicas=99, options=Options(shape="circles")
    ).clusters[0]
    assert {f"A{i:04d}" for i in bent} <= set(group.areas)
    assert group.llr > circle.llr


def test_which_model_auto_takes() -> None:
    cases = np.ones((4, 60), int)
    assert scan(cases, row(4), last=LAST, days=28, replicas=9).model == "history"
    assert scan(cases[:, -28:], row(4), last=LAST, days=28, replicas=9).model == "poisson"
    nobody = row(4, [np.nan] * 4)
    assert scan(cases[:, -28:], nobody, last=LAST, days=28, replicas=9).model == "permutation"
    given = np.ones((4, 28))
    assert scan(cases, row(4), last=LAST, days=28, expected=given, replicas=9).model == "expected"


def test_a_zone_holds_at_most_half_of_the_people() -> None:
    cases = np.zeros((4, 5), int)
    cases[:3] = 5
    found = scan(cases, row(4), last=LAST, days=5, model="poisson", replicas=19)
    assert max(len(cluster.areas) for cluster in found.clusters) == 2


def test_further_clusters_with_new_replicas() -> None:
    cases = np.random.default_rng(1).poisson(0.3, (30, 10))
    cases[3, -3:] += 8
    cases[20, -3:] += 6
    found = scan(
        cases,
        row(30),
        last=LAST,
        days=10,
        model="poisson",
        replicas=99,
        options=Options(one_by_one=True, limit=2),
    )
    assert [cluster.areas[0] for cluster in found.clusters] == ["A03", "A20"]
    assert [cluster.p for cluster in found.clusters] == [0.01, 0.01]


def test_stopping_early_settles_a_large_p_with_few_replicas() -> None:
    cases = np.random.default_rng(5).poisson(1.0, (30, 10))
    found = scan(
        cases, row(30), last=LAST, days=10, model="poisson", replicas=999, options=Options(stop_after=10)
    )
    assert found.replicas < 400
    full = scan(cases, row(30), last=LAST, days=10, model="poisson", replicas=999)
    assert found.clusters[0].p == pytest.approx(full.clusters[0].p, abs=0.15)


def test_what_lies_nowhere() -> None:
    cases = np.ones((4, 5), int)
    options = Options(shape="circles")
    with pytest.raises(NowhereToLook):
        scan(cases, row(4, located=False), last=LAST, days=5, model="poisson", options=options)
    with pytest.raises(NowhereToLook):
        scan(cases, row(4, located=False, known=False), last=LAST, days=5, model="poisson")
    found = scan(cases, row(4, located=False), last=LAST, days=5, model="poisson", replicas=9)
    assert "no coordinates" in found.notes[0].render("en")
    drawn = scan(cases, row(4, known=False), last=LAST, days=5, model="poisson", replicas=9)
    assert "how near" in drawn.notes[0].render("en")


def test_people_and_expectation_where_there_are_cases() -> None:
    cases = np.ones((3, 5), int)
    with pytest.raises(NoPopulation, match="A01"):
        scan(cases, row(3, [10.0, 0.0, 5.0]), last=LAST, days=5, model="poisson")
    cases[1] = 0
    scan(cases, row(3, [10.0, 0.0, 5.0]), last=LAST, days=5, model="poisson", replicas=9)
    with pytest.raises(NothingExpected, match="A02"):
        scan(cases, row(3), last=LAST, days=5, expected=np.array([[1.0], [1], [0]]) * np.ones((3, 5)))
    with pytest.raises(TooShort):
        scan(cases, row(3), last=LAST, days=6)
    assert issubclass(TooShort, ClusterError)
