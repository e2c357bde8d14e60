"""Unknown is not green: everything that can be missing, what it does to the colour, and what is said."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.building import FIRST, counts, explained, letters, pack, territory, when
from vungxanh.epidemic import Counts
from vungxanh.territory import Territory
from vungxanh.zoning import Pack, colour, deciding, missing_names

TEN_THOUSAND = 10_000.0
CASES = {"cases": {"kind": "sum", "window": 3}}
RATE = {"rate": {"kind": "rate", "window": 1}}
BEDS = {"beds": {"kind": "input", "name_in_table": "beds", "lowest": 0.0, "highest": 100.0, "valid_days": 2}}
QUIET = {"quiet": {"kind": "days_without"}}
AROUND = {"around": {"kind": "neighbours", "level": "red"}} | CASES
PAST = {
    "limit": {"kind": "history", "period": "month", "sd": 2.0},
    "month": {"kind": "calendar", "period": "month"},
}
POSITIVE = {"share": {"kind": "ratio", "numerator": "positives", "denominator": "tests", "window": 1}}
FALL = {"fall": {"kind": "change", "of": "cases", "days": 1}} | CASES

RED_OR_YELLOW = [("red", when("cases", ">=", 5)), ("yellow", when("cases", ">=", 1, id="some"))]
BY_CASES = pack(CASES, RED_OR_YELLOW)
BY_QUIET = pack(QUIET, [("red", when("quiet", "<", 3))])
BY_SHARE = pack(POSITIVE, [("red", when("share", ">=", 5))])
BY_FALL = pack(FALL, [("red", when("fall", ">", 0))])
BY_BEDS = pack(BEDS, [("red", when("beds", "<", 5))])
BY_PAST = pack(PAST, [("red", when("month", ">", "limit"))])
NEXT_TO_RED = [("red", when("cases", ">=", 5)), ("orange", when("around", ">=", 1))]


def ward(people: float = TEN_THOUSAND) -> Territory:
    return territory(["ward"], [-1], [people], ())


def drawn(cases: str, area: Territory | None = None, **extra: str) -> Counts:
    """One ward; `.` is a day without a report, or a value that is not given."""
    own = [0 if sign == "." else int(sign) for sign in cases]
    series = {
        name: np.array([[np.nan if sign == "." else float(sign) for sign in text]])
        for name, text in extra.items()
    }
    reported = np.array([[sign != "." for sign in cases]])
    area = area or ward()
    return counts([own], area, reported=None if reported.all() else reported, extra=series)


TABLE = [
    # what is missing, pack, counts, colour per day, worst that cannot be excluded, what is said
    ("nothing", BY_CASES, drawn("00000"), "??ggg", "rrggg", ""),
    ("the days before the first one", BY_CASES, drawn("00"), "??", "rr", "not covered by a report"),
    ("a report, and nothing else is known", BY_CASES, drawn("000.0"), "??g??", "rrgrr",
     "not covered by a report"),
    ("a report, and one case is known", BY_CASES, drawn("000.1"), "??g?y", "rrgrr",
     "not covered by a report"),
    ("a report, and the worst is known", BY_CASES, drawn("000.5"), "??g?r", "rrgrr", ""),
    ("the population", pack(RATE, [("red", when("rate", ">=", 50))]), drawn("00", ward(np.nan)), "??", "rr",
     "population of the area is not known"),
    ("an input", BY_BEDS, drawn("00"), "??", "rr", "not given"),
    ("a fresh input", BY_BEDS, drawn("0000", beds="9..."), "gg??", "ggrr",
     "too old"),
    ("which areas touch", pack(AROUND, NEXT_TO_RED), drawn("000", territory(["ward"], [-1], [1.0], None)),
     "???", "rro", "not known which areas are neighbours"),
    ("earlier years", BY_PAST, drawn("00"), "gg", "gg", ""),
    ("earlier years, with cases", BY_PAST, drawn("10"), "??", "rr",
     "too few earlier years"),
    ("a further series", BY_SHARE, drawn("00"), "??", "rr", "no data"),
    ("a day of it", BY_SHARE, drawn("00", tests="99", positives="0."),
     "g?", "gr", "not covered"),
    ("enough days for a quiet spell", BY_QUIET, drawn("0000"), "??gg", "rrgg", ""),
    ("a report in a quiet spell", BY_QUIET, drawn("100.00"), "rrr???", "rrrrrr",
     "not covered"),
    ("what was before, for a change", BY_FALL, drawn("1111"), "???g", "rrrg", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "judge", "given", "shown", "worst", "said"), TABLE, ids=[str(row[0]) for row in TABLE]
)
def test_missing(what: str, judge: Pack, given: Counts, shown: str, worst: str, said: str) -> None:
    colours = colour(given, judge)
    assert letters(colours.rank[0]) == shown
    assert letters(colours.worst[0]) == worst
    told = explained(colours)
    assert bool(told.missing) == bool(said) == (told.worse_possible is not None)
    if said:
        assert any(said in reason.render("en") for reason in told.missing), told.sentences("en")
        assert any(reason.render("en") in " ".join(told.sentences("en")) for reason in told.missing)
    if shown[-1] == "?":
        assert told.colour == "unknown"
        assert told.rank is told.deciding is told.better is told.earliest_better is None
        assert "unknown since" in told.headline("en")


@pytest.mark.parametrize(
    ("what", "judge", "given", "shown", "worst", "said"), TABLE, ids=[str(row[0]) for row in TABLE]
)
def test_the_tables_name_what_is_missing(
    what: str, judge: Pack, given: Counts, shown: str, worst: str, said: str
) -> None:
    colours = colour(given, judge)
    bits = int(deciding(colours)[2][0, -1])
    named = {name for n, name in enumerate(missing_names(colours)) if bits >> n & 1}
    told = explained(colours)
    assert named == {finding.condition for finding in told.open}
    assert bool(named) == bool(said)


def test_a_part_of_the_district_without_a_report_leaves_the_rest_standing() -> None:
    areas = territory(["ward", "ward", "district"], [2, 2, -1], touching=())
    reported = np.array([[True, True], [True, False], [True, False]])
    judge = pack(
        {"cases": {"kind": "sum", "window": 1}},
        [("red", when("cases", ">=", 5)), ("yellow", when("cases", ">=", 1, id="some"))],
        applies_to=["ward", "district"],
    )
    colours = colour(counts([[0, 6], [0, 0]], areas, reported=reported), judge)
    assert [letters(row) for row in colours.rank] == ["gr", "g?", "gr"]
    colours = colour(counts([[0, 2], [0, 0]], areas, reported=reported), judge)
    assert [letters(row) for row in colours.rank] == ["gy", "g?", "gy"]
    assert [letters(row) for row in colours.worst] == ["gy", "gr", "gr"]


@pytest.mark.parametrize(
    ("people", "said"),
    [(np.nan, "population is not known; the criteria ask for 1,000"), (999.0, "There are 999 people")],
)
def test_too_few_people_give_no_colour_and_say_why(people: float, said: str) -> None:
    judge = pack(CASES, RED_OR_YELLOW, minimum_population=1_000)
    colours = colour(drawn("00900", ward(people)), judge)
    told = explained(colours)
    assert told.colour == "unknown"
    assert [said in reason.render("en") for reason in told.missing] == [True]
    bits = int(deciding(colours)[2][0, -1])
    assert [name for n, name in enumerate(missing_names(colours)) if bits >> n & 1] == ["population"]


def test_reasons_are_given_once() -> None:
    rules = [
        ("red", when("beds", "<", 5)),
        ("orange", when("beds", "<", 9, id="few")),
        ("yellow", when("beds", "<", 20, id="some")),
    ]
    assert len(explained(colour(drawn("0"), pack(BEDS, rules))).missing) == 1


def test_an_unknown_condition_that_changes_nothing_is_not_mentioned() -> None:
    both = {"all": [when("cases", ">=", 1), when("beds", "<", 5)]}
    told = explained(colour(drawn("000"), pack(CASES | BEDS, [("red", both)])))
    assert (told.colour, told.open, told.missing) == ("green", (), ())
    either = {"any": [when("cases", ">=", 1), when("beds", "<", 5)]}
    told = explained(colour(drawn("001"), pack(CASES | BEDS, [("red", either)])))
    assert (told.colour, told.open, told.worse_possible) == ("red", (), None)


def test_unknown_children_widen_the_share() -> None:
    areas = territory(["ward"] * 4 + ["district"], [4] * 4 + [-1], touching=())
    judge = pack(
        {
            "cases": {"kind": "sum", "window": 1},
            "share": {"kind": "children", "child": "ward", "level": "red"},
        },
        [("red", when("cases", ">=", 1))],
        coarser={
            "rules": [
                ("red", when("share", ">=", 75, id="most")),
                ("orange", when("share", ">=", 50, id="half")),
                ("yellow", when("share", ">", 0, id="any")),
            ]
        },
    )

    def district(*wards: str) -> tuple[str, str]:
        reported = np.array([[sign != "."] for sign in (*wards, "0")])
        rows = [[0 if sign == "." else int(sign)] for sign in wards]
        colours = colour(counts(rows, areas, reported=reported), judge)
        return letters(colours.rank[4]), letters(colours.worst[4])

    assert district("0", "0", "0", "0") == ("g", "g")
    assert district("1", "0", "0", "0") == ("y", "y")
    assert district("1", "1", "0", "0") == ("o", "o")
    assert district("1", "0", "0", ".") == ("y", "o")
    assert district("1", "1", "0", ".") == ("o", "r")
    assert district("1", "1", "1", ".") == ("r", "r")
    assert district("0", "0", "0", ".") == ("?", "y")
    assert district(".", ".", ".", ".") == ("?", "r")


def test_an_area_without_children_has_no_share() -> None:
    areas = territory(["ward", "district", "district"], [1, -1, -1], touching=())
    judge = pack(
        {
            "cases": {"kind": "sum", "window": 1},
            "share": {"kind": "children", "child": "ward", "level": "red"},
        },
        [("red", when("cases", ">=", 1))],
        coarser={"rules": [("yellow", when("share", ">", 0))]},
    )
    colours = colour(counts([[0]], areas), judge)
    assert [letters(row) for row in colours.rank] == ["g", "g", "?"]
    assert "areas inside are unknown" in explained(colours, "C").missing[0].render("en")


def test_a_level_of_area_without_criteria_is_not_judged_at_all() -> None:
    colours = colour(counts([[0, 0, 0]]), BY_CASES)
    assert letters(colours.rank[3]) == "---"


def test_what_is_known_only_later_is_not_known_before() -> None:
    optional: Any = when("beds", "<", 5, optional=True)
    judge = pack(CASES | BEDS, [*RED_OR_YELLOW, ("orange", optional)])
    colours = colour(drawn("000000", beds="...9.."), judge)
    # Not assessed before the first value, answered while it holds, unknown when it is too old.
    assert letters(colours.rank[0]) == "??ggg?"
    assert [f.condition for f in explained(colours, day=2).not_assessed] == ["beds"]
    assert explained(colours, day=4).not_assessed == ()
    assert date(2021, 6, 1) == FIRST
