"""Decisions 4800 and 218, drawn: what the bands allow, and that nothing more is pretended."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.building import counts, territory
from tests.spec.pack_drawing import extras, judged
from vungxanh.epidemic import Counts

AREA = territory(levels=["ward"], parent=[-1], population=[100_000.0], touching=None)


def week_of(cases: int, days: int = 7) -> Counts:
    """100,000 people, all cases of the week on its first day."""
    return counts([[cases] + [0] * (days - 1)], AREA)


def supplied(given: Counts, **values: float | Sequence[float]) -> Counts:
    """The same with one value, or one per day, for each name."""
    rows = {
        name: {0: value if isinstance(value, Sequence) else [value] * given.days}
        for name, value in values.items()
    }
    return replace(given, extra=extras(given, **rows))


def level_and_worst(given: Counts) -> str:
    """Level on the last day, and the worst that cannot be excluded."""
    return "".join(judged("vn-4800-2021", given, worst=worst)["A"][-1] for worst in (False, True))


class TestBandsAndVaccination:
    @pytest.mark.parametrize(("cases", "one_dose", "drawn"), [
        # a week's cases per 100,000; level, worst possible
        (0,    70,    "?2"),
        (19,   70,    "?2"),
        (20,   70,    "?2"),
        (49,   70,    "?2"),
        (50,   70,    "22"),    # the one derived cell: Ho Chi Minh City, 24 October 2021
        (149,  100,   "22"),
        (150,  70,    "24"),
        (0,    69.9,  "?4"),
        (49,   69.9,  "?4"),
        (50,   69.9,  "24"),
        (150,  0,     "24"),
    ])  # fmt: skip
    def test_cells_give_a_level_a_range_or_nothing(self, cases: int, one_dose: float, drawn: str) -> None:
        assert level_and_worst(supplied(week_of(cases), one_dose_18_plus=one_dose)) == drawn

    @pytest.mark.parametrize(("cases", "drawn"), [(19, "?4"), (50, "24"), (150, "24")])  # fmt: skip
    def test_without_vaccination_data_both_columns_are_possible(self, cases: int, drawn: str) -> None:
        assert level_and_worst(week_of(cases)) == drawn

    def test_impossible_vaccination_is_unknown_not_clipped(self) -> None:
        assert level_and_worst(supplied(week_of(50), one_dose_18_plus=170)) == "24"

    def test_without_population_nothing_is_known(self) -> None:
        areas = territory(levels=["ward"], parent=[-1], population=[float("nan")], touching=None)
        given = supplied(counts([[500] * 7], areas), one_dose_18_plus=80)
        assert level_and_worst(given) == "?4"


class TestTheElderly:
    @pytest.mark.parametrize(("cases", "elderly", "drawn"), [
        (50,   79.9,  "33"),    # one level up
        (50,   80,    "22"),
        (150,  79.9,  "34"),
        (0,    79.9,  "?2"),    # not without cases
    ])  # fmt: skip
    def test_too_few_vaccinated_raise_the_level(self, cases: int, elderly: float, drawn: str) -> None:
        given = supplied(week_of(cases), one_dose_18_plus=80, elderly_fully_vaccinated=elderly)
        assert level_and_worst(given) == drawn


class TestCapacity:
    @pytest.mark.parametrize(("capacity", "drawn"), [(0, "33" + "333"), (1, "33" + "222")])  # fmt: skip
    def test_without_it_the_level_must_not_be_lowered(self, capacity: int, drawn: str) -> None:
        given = supplied(
            counts([[10] * 12], AREA),  # 70 per 100,000 and week
            one_dose_18_plus=80,
            elderly_fully_vaccinated=[79] * 9 + [80] * 3,
            capacity_ready=capacity,
        )
        assert judged("vn-4800-2021", given)["A"][-5:] == drawn


class TestDecision218:
    @pytest.mark.parametrize("cases", [0, 100, 600, 601])
    @pytest.mark.parametrize("vaccinated", [0, 74.9, 75, 100])
    def test_every_area_is_unknown(self, cases: int, vaccinated: float) -> None:
        given = supplied(week_of(cases), fully_vaccinated=vaccinated, risk_group_fully_vaccinated=90)
        assert judged("vn-218-2022", given)["A"][-1] == "?"
