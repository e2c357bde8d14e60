"""The whole outlook on small drawn territories: limits, what-ifs, late reports."""

from datetime import timedelta

import numpy as np
import pytest

from tests.building import counts, pack, when
from tests.unit.outlook.late_reports import LateReports
from vungxanh.outlook import forecast_paths, looking, outlook, parse_what_if
from vungxanh.zoning import Colours, colour, look_ahead, read_pack

WEEK = pack(
    {"week": {"kind": "sum", "series": "community", "window": 7}},
    [("red", when("week", ">=", 10)), ("yellow", when("week", ">=", 1))],
)
DAYS = 40


def judged(rng_seed: int = 5, mean: float = 1.0) -> Colours:
    """Three wards with steady cases for 40 days."""
    rows = np.random.default_rng(rng_seed).poisson(mean, (3, DAYS))
    return colour(counts(rows.tolist()), WEEK)


def paths(*wards: list[int]) -> np.ndarray:
    """One draw of three wards and their district."""
    table = np.array([*wards, np.sum(wards, axis=0).tolist()], np.int32)
    return table[None]


def test_certain_futures_give_certain_colours() -> None:
    found = outlook(judged(), horizon=8, paths=paths([50] * 8, [0] * 8, [1] + [0] * 7))
    assert found.p[4, 0].tolist() == [1.0] * 8
    assert found.p[1, 1, 6:].tolist() == [1.0] * 2
    assert found.p[1, 2, 6:].tolist() == [0.0, 1.0]
    assert found.tally.first_best[0].tolist()[1:3] == [7, 8]


def test_a_huge_outbreak_makes_red_certain() -> None:
    rows = [[3 * 2 ** (day // 4) for day in range(DAYS)]] * 3
    found = outlook(colour(counts(rows), WEEK), horizon=14, draws=60, seed=2)
    assert (found.p[4, :3] == 1).all()
    assert (found.tally.best_by(14)[:3] == 0).all()


def test_no_case_from_tomorrow_gives_the_dates_of_looking_ahead() -> None:
    colours = judged()
    change = parse_what_if("none").change(colours.counts.last, colours.counts.last)
    found = outlook(colours, horizon=14, draws=20, change=change)
    earliest = look_ahead(colours, range(colours.days - 1, colours.days)).to_best[:3, 0]
    assert found.tally.first_best[:, :3].tolist() == [earliest.tolist()] * 20


def test_less_spread_is_better_and_more_is_worse() -> None:
    colours = judged(mean=0.4)
    last = colours.counts.last
    plain, less, more = (
        outlook(colours, draws=100, seed=3, change=parse_what_if(f"rt={factor}").change(last, last)).p
        for factor in (1, 0.3, 3)
    )
    green, red = 1, 4
    assert (less[green, :3, -1] > plain[green, :3, -1] + 0.2).all()
    assert (more[red, :3, -1] > plain[red, :3, -1] + 0.2).all()


def test_the_same_seed_gives_the_same_outlook_and_another_one_another() -> None:
    colours = judged()
    one, same, other = (outlook(colours, horizon=7, draws=40, seed=seed).p for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_late_reports_change_what_the_last_days_would_be_not_what_they_are() -> None:
    colours = colour(counts([[0] * 12, [0] * 12, [1] * 12]), WEEK)
    first = colours.counts.last - timedelta(days=1)
    late = LateReports(("A", "B"), first, np.zeros((2, 2)), np.array([[[0, 3], [0, 0]], [[0, 0], [0, 0]]]))
    found = outlook(colours, horizon=3, paths=np.zeros((4, 4, 3), np.int32), nowcast=late)  # type: ignore[arg-type]
    assert found.past == 1  # nothing is late on the day before
    assert found.p_completed[1, 0].tolist() == [0.5]
    assert found.p_completed[2, 0].tolist() == [0.5]
    assert found.p[1, 0].tolist() == [0.5] * 3
    assert colours.rank[0, -1] == 0
    rows = found.frame().filter(area="A")
    assert rows["kind"].to_list() == ["would_be"] + ["outlook"] * 3
    assert rows["day"].to_list() == [first + timedelta(days=n) for n in range(1, 5)]


def test_cases_that_name_a_district_only_go_on_too() -> None:
    rows = np.zeros((4, DAYS), int)
    rows[3] = 5
    known = counts(rows.tolist())
    futures = forecast_paths(known, horizon=14, draws=50, seed=1)
    assert futures.shape == (50, 4, 14)
    assert futures[:, 3].mean() == pytest.approx(5, rel=0.4)
    assert futures[:, 3].mean() > futures[:, :3].sum(axis=1).mean()


def test_days_without_a_report_are_not_zeros_for_the_forecast() -> None:
    reported = np.ones((4, DAYS), bool)
    reported[:, ::3] = False
    rows = np.where(np.arange(DAYS) % 3 == 0, 0, 4)
    known = counts([rows.tolist()] * 3, reported=reported)
    assert forecast_paths(known, horizon=7, draws=50, seed=1)[:, :3].mean() == pytest.approx(4, rel=0.25)


def test_every_shipped_pack_has_an_outlook_on_plain_counts() -> None:
    rows = np.random.default_rng(1).poisson(1.0, (3, DAYS)).tolist()
    for name in ("vn-2686-2021", "green-14-days", "example-incidence-bands", "vn-4800-2021", "vn-218-2022"):
        found = outlook(colour(counts(rows), read_pack(name)), horizon=3, draws=5)
        assert np.allclose(found.p.sum(axis=0)[found.judged], 1), name


def learnt_from(*cases: int) -> int:
    """First day that a forecast of one ward's counts looks at."""
    return looking.learnt_from(counts([list(cases)]))


def test_the_forecast_learns_from_four_weeks() -> None:
    assert learnt_from(*[5] * 60) == 60 - 28
    assert learnt_from(*[5] * 20) == 0


def test_it_looks_further_back_where_four_weeks_hold_too_few_cases() -> None:
    assert learnt_from(*[100] * 10, *[0] * 50) == 9
    assert learnt_from(*[99], *[0] * 50) == 0
    assert learnt_from(*[1] * 20, *[50] * 2, *[0] * 40) == 20


@pytest.mark.parametrize("days", [1, 3, 8, 15])
def test_a_short_history_has_an_outlook(days: int) -> None:
    found = outlook(colour(counts([[1] * days] * 3), WEEK), horizon=14, draws=10)
    assert np.allclose(found.p[:, :3].sum(axis=0), 1)


def test_an_area_that_never_reported_is_unknown_in_every_future() -> None:
    never = counts([[0] * DAYS] * 3, reported=np.zeros((4, DAYS), bool))
    assert (outlook(colour(never, WEEK), horizon=14, draws=10).p[0, :3] == 1).all()
