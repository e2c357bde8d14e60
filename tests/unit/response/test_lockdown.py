"""Lockdown points: lifting by rule, rounds, shapes, pasted households."""

import json
from datetime import date
from pathlib import Path

import pytest
from shapely.geometry import box

from vungxanh.response.lockdown import (
    STATUS,
    DoneRound,
    LockdownMoveNotAllowed,
    allowed,
    check_lockdown_move,
    facts,
    lift_rule_on,
    next_round,
)
from vungxanh.response.lockdown_rows import HouseholdRow, PersonRow, read_households, read_people
from vungxanh.response.lockdown_shape import ShapeWrong, check_shape, read_shape, surface_km2

RULE = lift_rule_on(date(2021, 8, 15))
FIRST = DoneRound(date(2021, 8, 15), 20, 3)


def test_which_rule_holds_on_which_day() -> None:
    assert lift_rule_on(date(2021, 8, 14)) is None
    assert RULE is not None
    assert (RULE.id, RULE.retest_after, RULE.retest_by, RULE.certainty) == ("hcmc-august-2021", 5, 7, "S")


@pytest.mark.parametrize(
    ("last", "found_since", "lift"),
    [
        (DoneRound(date(2021, 8, 20), 20, 0), 0, True),
        (DoneRound(date(2021, 8, 19), 20, 0), 0, False),  # four days after the first
        (DoneRound(date(2021, 8, 20), 19, 0), 0, False),  # one household was not tested
        (DoneRound(date(2021, 8, 20), None, 0), 0, False),  # nobody counted them: not "all"
        (DoneRound(date(2021, 8, 20), 20, 1), 0, False),
        (DoneRound(date(2021, 8, 20), 20, None), 0, False),  # results still to come
        (DoneRound(date(2021, 8, 20), 20, 0), 1, False),
    ],
)
def test_all_households_negative_at_the_retest(last, found_since, lift) -> None:
    assert allowed(facts(RULE, 20, [last, FIRST], found_since)) is lift


def test_one_round_is_not_enough() -> None:
    assert not allowed(facts(RULE, 20, [DoneRound(date(2021, 8, 15), 20, 0)], 0))


def test_an_unknown_number_of_households_is_not_all_of_them() -> None:
    assert not allowed(facts(RULE, None, [FIRST, DoneRound(date(2021, 8, 20), 20, 0)], 0))


def test_where_no_rule_was_found_people_judge() -> None:
    judged = facts(None, 20, [], 0)
    assert [fact.met for fact in judged] == [None]
    assert allowed(judged)


def test_rounds_are_due_on_the_first_day_then_five_days_after_the_last() -> None:
    assert next_round(RULE, date(2021, 8, 15), []) == date(2021, 8, 15)
    assert next_round(RULE, date(2021, 8, 15), [FIRST]) == date(2021, 8, 20)
    assert next_round(None, date(2021, 8, 1), [FIRST]) is None


@pytest.mark.parametrize("old", STATUS)
@pytest.mark.parametrize("new", STATUS)
def test_only_moves_of_the_dictionary_are_allowed(old, new) -> None:
    if new in STATUS[old]:
        check_lockdown_move(old, new)
    else:
        with pytest.raises(LockdownMoveNotAllowed):
            check_lockdown_move(old, new)


def test_the_diagram_in_the_docs_is_this_dictionary() -> None:
    page = Path(__file__).parents[3] / "docs" / "how-to" / "lock-down-and-lift.md"
    drawn = {line.strip() for line in page.read_text("utf-8").splitlines() if "-->" in line}
    assert drawn == {f"{old} --> {new}" for old, onward in STATUS.items() for new in onward}


def polygon(*points) -> str:
    return json.dumps({"type": "Polygon", "coordinates": [[list(p) for p in (*points, points[0])]]})


SQUARE = polygon((106.63, 10.74), (106.632, 10.74), (106.632, 10.742), (106.63, 10.742))
AREA = box(106.62, 10.73, 106.64, 10.75)


class TestShape:
    def test_a_polygon_inside_its_area(self) -> None:
        check_shape(read_shape(SQUARE), AREA)

    def test_nothing_is_no_shape(self) -> None:
        assert read_shape(" ") is None

    @pytest.mark.parametrize(
        "text", ["{", "[]", "null", '{"type": "Point", "coordinates": [1, 2]}', '{"type": "Polygon"}',
                 '{"type": "FeatureCollection", "features": []}', '{"type": "Polygon", "coordinates": []}'],
    )  # fmt: skip
    def test_what_is_no_polygon(self, text) -> None:
        with pytest.raises(ShapeWrong):
            read_shape(text)

    @pytest.mark.parametrize(
        "text",
        [
            polygon((106.63, 10.74), (106.632, 10.742), (106.632, 10.74), (106.63, 10.742)),  # a bow tie
            polygon((10.74, 106.63), (10.742, 106.63), (10.742, 106.632), (10.74, 106.632)),  # latitude first
            polygon((106.60, 10.70), (106.66, 10.70), (106.66, 10.76), (106.60, 10.76)),  # a whole district
            polygon((106.65, 10.74), (106.652, 10.74), (106.652, 10.742), (106.65, 10.742)),  # elsewhere
        ],
    )
    def test_what_is_no_lockdown_point(self, text) -> None:
        with pytest.raises(ShapeWrong):
            check_shape(read_shape(text), AREA)

    def test_a_border_a_little_beyond_the_area_is_taken(self) -> None:
        check_shape(
            read_shape(polygon((106.639, 10.74), (106.6405, 10.74), (106.6405, 10.741), (106.639, 10.741))),
            AREA,
        )

    def test_the_surface_of_a_known_square(self) -> None:
        # 0.01 degrees at the equator are 1.1132 km.
        assert surface_km2(box(0, -0.005, 0.01, 0.005)) == pytest.approx(1.1132**2, rel=1e-4)


class TestHouseholds:
    def test_rows_as_a_spreadsheet_pastes_them(self) -> None:
        rows, wrong = read_households(
            "12/3\tBình Phú\tTổ 5\tNgười Mô Phỏng\t0900000001\t4\n\n14\tHậu Giang\n"
        )
        assert rows == [
            HouseholdRow("12/3", "Bình Phú", "Tổ 5", "Người Mô Phỏng", "0900000001", 4),
            HouseholdRow("14", "Hậu Giang"),
        ]
        assert wrong == []

    def test_each_wrong_row_is_named_and_the_others_are_read(self) -> None:
        rows, wrong = read_households(
            "\tBình Phú\n12\tBình Phú\t\t\t\tbốn\n12\tBình Phú\n" + "x" * 90 + "\ty"
        )
        assert len(rows) == 1
        assert [number for number, _ in wrong] == [1, 2, 4]


def test_people_are_codes_or_names_with_what_is_known() -> None:
    rows, wrong = read_people("n000012\nNgười Mô Phỏng\t1980\t0900000001\t12\tHậu Giang\n\t1980\nA\t80\n")
    assert rows == [
        PersonRow(code="N000012"),
        PersonRow("", "Người Mô Phỏng", 1980, "0900000001", "12", "Hậu Giang"),
    ]
    assert [number for number, _ in wrong] == [3, 4]
