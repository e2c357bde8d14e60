"""What holds for every league, whatever the numbers: against the obvious one, and against cheating."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.campaign.drawing import START, draw, draw_levels, write
from tests.unit.campaign.obvious import obvious_league
from vungxanh.assessment import Assessment, open_assessment
from vungxanh.campaign import league, read_plan

DAYS = 9
STOP = START + timedelta(days=DAYS - 1)


def text_of(signs: str, length: int) -> st.SearchStrategy[str]:
    return st.text(signs, min_size=length, max_size=length)


KNOWN = st.tuples(text_of("0012", 7), text_of("0012", DAYS), text_of("GYOR", DAYS)).map(" ".join)
ANY = st.tuples(text_of("0013?", 7), text_of("0013?", DAYS), text_of("GGYOR?", DAYS)).map(" ".join)
AREAS = st.lists(st.integers(1, 99).map(str), min_size=1, max_size=6, unique=True)


def units(unit: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return AREAS.flatmap(lambda areas: st.fixed_dictionaries(dict.fromkeys(areas, unit)))


@contextmanager
def drawn(units: dict[str, str]) -> Iterator[Assessment]:
    with TemporaryDirectory() as folder:
        yield draw(Path(folder), units)


def places(table: pl.DataFrame) -> dict[str, int | None]:
    return dict(table.select("area", "place").iter_rows())


@settings(max_examples=60, deadline=None)
@given(units(st.one_of(KNOWN, ANY)))
def test_fast_and_obvious_leagues_agree(units: dict[str, str]) -> None:
    with drawn(units) as assessment:
        fast = league(assessment, stop=STOP).to_dicts()
        slow = obvious_league(assessment, START, STOP, "ward", read_plan())
    for one, other in zip(fast, slow, strict=True):
        for name, value in other.items():
            if name != "rank_now":
                assert one[name] == (pytest.approx(value) if isinstance(value, float) else value), name


@settings(max_examples=40, deadline=None)
@given(units(KNOWN), st.data())
def test_missing_days_never_win_a_place(units: dict[str, str], data: st.DataObject) -> None:
    area = data.draw(st.sampled_from(sorted(units)))
    part, at = data.draw(
        st.sampled_from([(0, n) for n in range(7)] + [(p, n) for p in (1, 2) for n in range(DAYS)])
    )
    signs = units[area].split()
    signs[part] = signs[part][:at] + "?" + signs[part][at + 1 :]
    with drawn(units) as whole, drawn(units | {area: " ".join(signs)}) as hidden:
        before, after = places(league(whole, stop=STOP)), places(league(hidden, stop=STOP))
    assert after[area] is None
    for other in set(units) - {area}:
        assert after[other] <= before[other]  # type: ignore[operator]


@settings(max_examples=30, deadline=None)
@given(units(ANY), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_plays_no_part(units: dict[str, str], chance: object) -> None:
    with drawn(units) as assessment, TemporaryDirectory() as folder:
        seed = chance.randrange(1000)  # type: ignore[attr-defined]
        shuffled = [
            getattr(assessment, name).sample(fraction=1, shuffle=True, seed=seed)
            for name in ("areas", "counts", "colours")
        ]
        write(Path(folder), *shuffled)
        assert league(open_assessment(Path(folder)), stop=STOP).equals(league(assessment, stop=STOP))


@settings(max_examples=20, deadline=None)
@given(units(ANY), units(ANY))
def test_units_compete_within_their_level_only(wards: dict[str, str], quarters: dict[str, str]) -> None:
    quarters = {f"q{area}": text for area, text in quarters.items()}
    with TemporaryDirectory() as folder, drawn(wards) as alone:
        both = draw_levels(Path(folder), {"ward": wards, "district": quarters})
        assert league(both, stop=STOP).equals(league(alone, stop=STOP))


@settings(max_examples=20, deadline=None)
@given(units(KNOWN))
def test_places_are_competition_places(units: dict[str, str]) -> None:
    with drawn(units) as assessment:
        table = league(assessment, stop=STOP)
    given_places = table["place"].to_list()
    assert given_places == sorted(given_places)
    assert all(place == 1 + sum(p < place for p in given_places) for place in given_places)


def test_a_day_is_not_counted_twice_at_the_borders_of_the_period(tmp_path: Path) -> None:
    table = league(draw(tmp_path, {"1": "0000007 700000007 RRRRRRRRR"}), stop=STOP)
    assert table.select("new_f0", "own_start_per_day").row(0) == (14, 1.0)
    assert date(2021, 7, 17) == STOP
