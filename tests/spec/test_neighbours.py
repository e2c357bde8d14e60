"""Rules about neighbours: a chain of wards, one letter per ward; and when neighbours are not known."""

from typing import Any

import numpy as np
import pytest

from tests.building import counts, explained, letters, pack, territory, when
from vungxanh.territory import Territory
from vungxanh.zoning import colour

INDICATORS = {
    "cases": {"kind": "sum", "window": 1},
    "red_around": {"kind": "neighbours", "level": "red"},
    "orange_around": {"kind": "neighbours", "level": "orange"},
}
RULES: list[tuple[str, Any]] = [
    ("yellow", when("orange_around", ">=", 1)),
    ("red", when("cases", ">=", 5)),
    ("orange", {"any": [when("cases", ">=", 3, id="some"), when("red_around", ">=", 1)]}),
]
CHAIN = pack(INDICATORS, RULES)


def street(wards: int, touching: list[tuple[int, int]] | None = None) -> Territory:
    """Wards in a row, each touching the next."""
    pairs = [(n, n + 1) for n in range(wards - 1)] if touching is None else touching
    return territory(["ward"] * wards, [-1] * wards, touching=pairs)


def shown(cases: str, areas: Territory | None = None, judge: Any = CHAIN, missing: str = "") -> str:
    """The colours of a row of wards on one day; `missing`: positions without a report."""
    areas = areas or street(len(cases))
    reported = np.array([[str(n) not in missing] for n in range(len(cases))])
    given = counts([[int(sign)] for sign in cases], areas, reported=reported if missing else None)
    return letters(colour(given, judge).rank[:, 0])


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ("00000", "ggggg"),
        ("50000", "roygg"),
        ("00500", "yoroy"),
        ("30000", "oyggg"),
        ("03000", "yoygg"),
        ("00050", "gyoro"),
        ("50005", "royor"),
        ("5", "r"),
    ],
)
def test_red_orange_yellow_along_a_chain(cases: str, expected: str) -> None:
    assert shown(cases) == expected


@pytest.mark.parametrize(
    ("cases", "missing", "expected", "why"),
    [
        ("00000", "0", "???gg", "the ward may be red, its neighbours orange, theirs yellow"),
        ("00000", "2", "?????", "in the middle of the row"),
        ("30000", "0", "oy?gg", "orange at least; the neighbour yellow at least; the next open"),
        ("50000", "0", "roygg", "red whatever is missing"),
    ],
)
def test_a_neighbour_without_a_report(cases: str, missing: str, expected: str, why: str) -> None:
    assert shown(cases, missing=missing) == expected, why


def test_without_a_table_of_neighbours_only_the_worst_level_is_settled() -> None:
    unknown = territory(["ward"] * 3, [-1] * 3, touching=None)
    assert shown("530", unknown) == "ro?"


def test_an_area_that_touches_nothing_has_no_neighbours_to_fear() -> None:
    assert shown("050", street(3, [(0, 1)])) == "org"


def test_the_number_of_neighbours_counts() -> None:
    two = pack(INDICATORS, [RULES[1], ("orange", when("red_around", ">=", 2))])
    assert shown("50500", judge=two) == "rorgg"
    assert shown("50500", judge=two, missing="3") == "ror?g"


def test_neighbours_count_before_their_holding_time() -> None:
    waiting = pack(INDICATORS, RULES, holding={"days": 5})
    colours = colour(counts([[5, 0], [0, 0]], street(2)), waiting)
    assert [letters(row) for row in colours.rank] == ["rr", "oo"]
    assert [letters(row) for row in colours.counted] == ["rg", "og"]


def test_a_neighbour_with_too_few_people_has_no_level() -> None:
    areas = territory(["ward"] * 2, [-1] * 2, [500.0, 5_000.0], [(0, 1)])
    judge = pack(INDICATORS, RULES, minimum_population=1_000)
    assert shown("00", areas, judge) == "??"
    assert shown("50", areas, judge) == "??"


def test_a_single_rule_about_neighbours_looks_at_them() -> None:
    alone = pack({"red_around": INDICATORS["red_around"]}, [("yellow", when("red_around", ">=", 1))])
    assert shown("000", judge=alone) == "ggg"


def test_neighbours_of_another_level_play_no_part() -> None:
    areas = territory(["ward", "district", "ward"], [1, -1, -1], touching=[(0, 2)])
    given = counts([[5], [0], [0]], areas)
    assert letters(colour(given, CHAIN).rank[:, 0]) == "r-o"


def test_the_explanation_names_the_neighbour() -> None:
    told = explained(colour(counts([[5], [0], [0]], street(3)), CHAIN), "B")
    assert told.deciding is not None
    assert (told.colour, told.deciding.condition, told.deciding.value) == ("orange", "red_around", 1)
    given = counts([[0], [0]], street(2), reported=np.array([[False], [True]]))
    assert "colour of a neighbour is unknown" in explained(colour(given, CHAIN), "B").missing[0].render("en")
