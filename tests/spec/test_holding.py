"""How long a better level waits, as drawn tables: one digit per day, ? unknown, 0 the best level.

The second line of a drawing is the worst level that cannot be excluded, where that is not the counted one.
"""

import numpy as np
import pytest

from tests.building import FIRST, counts, digits, letters, pack, territory, when
from tests.property.slow_judging import held
from vungxanh.zoning import advance, colour
from vungxanh.zoning.holding import HoldingState, days_waited, hold, since_when

ONE = territory(["ward"], [-1], touching=())
START = FIRST.toordinal()
WORST = 3

TABLE = [
    # days one step   counted        official
    (0, False, "2001000", "2001000", "0 days: at once, in both directions"),
    (1, False, "2001000", "2001000", "1 day: today's better level is that day"),
    (2, False, "2001000", "2201100", "2 days below a level"),
    (3, False, "2001000", "2221110", "level 2 is left after 3 days below it, level 1 after 3 more"),
    (3, False, "2000000", "2220000", "several levels are left together"),
    (3, False, "3200100", "3332111", "a level between is left by its own days"),
    (3, False, "2002000", "2222220", "a day at the level starts the waiting again"),
    (3, False, "2003000", "2223330", "a worse level counts at once"),
    (3, False, "0000000", "0000000", "the best level needs no waiting from the start"),
    (5, False, "1000010", "1111111", "a day short of the waiting"),
    (3, True, "3000000000", "3332221110", "one step: each level waits anew"),
    (3, True, "2000200000", "2221222111", "one step: a step back waits from there"),
    (1, True, "3000", "3210", "one step a day"),
    (0, True, "3000", "3210", "0 days and one step: one step a day"),
    (3, False, "200?00", "222?22", "an unknown day is shown and starts the waiting again"),
    (3, False, "200?000", "222?220", "and 3 known days after it are enough"),
    (2, False, "?0200", "?0220", "before the first known day there is nothing to wait for"),
    (3, False, "2???000", "2???220", "the level is held through unknown days"),
    (3, True, "30?00000", "33?33222", "one step with an unknown day"),
]


def drawn(text: str) -> np.ndarray:
    return np.array([[-1 if sign == "?" else int(sign) for sign in text]], np.int8)


def official(
    counted: str, days: int | list[int], one_step: bool, worst: str = "", blocked: str = ""
) -> tuple[str, HoldingState]:
    ranks = drawn(counted)
    highest = drawn(worst) if worst else np.where(ranks < 0, np.int8(WORST), ranks)
    out = np.empty_like(ranks)
    waits = np.array(days if isinstance(days, list) else [days] * (WORST + 1), np.int32)
    barred = np.array([[sign == "x" for sign in blocked]]) if blocked else None
    state = hold(ranks, highest, START, waits, one_step, HoldingState.empty(1, WORST + 1), out, barred)
    return "".join("?" if rank < 0 else str(rank) for rank in out[0]), state


@pytest.mark.parametrize(("days", "one_step", "counted", "expected", "why"), TABLE)
def test_official_level(days: int, one_step: bool, counted: str, expected: str, why: str) -> None:
    assert official(counted, days, one_step)[0] == expected, why


@pytest.mark.parametrize(("days", "one_step", "counted", "expected", "why"), TABLE)
def test_the_slow_way_says_the_same(days: int, one_step: bool, counted: str, expected: str, why: str) -> None:
    ranks = drawn(counted)[0].tolist()
    worst = [WORST if rank < 0 else rank for rank in ranks]
    slow = held(ranks, worst, days=[days] * (WORST + 1), one_step=one_step)
    assert "".join("?" if rank < 0 else str(rank) for rank in slow) == expected, why


DOUBTS = [
    ("2111110", "2233331", "2222222", "a day on which level 2 cannot be excluded does not count"),
    ("211110", "211110", "222111", "the same with everything known"),
    ("211110", "211310", "222222", "one day in doubt starts the waiting again"),
    ("2????0", "211111", "2????1", "unknown days that exclude level 2 speak against it, not for 0"),
    ("2????0", "222221", "2????2", "unknown days that do not exclude it say nothing"),
]


def test_without_waiting_the_level_known_to_be_true_counts_at_once() -> None:
    assert official("2110", 0, one_step=False, worst="2321")[0] == "2110"
    assert official("3110", [0, 0, 0, 2], one_step=False, worst="3321")[0] == "3330"


@pytest.mark.parametrize(
    ("counted", "worst", "expected", "why"),
    DOUBTS,
)
def test_a_day_in_doubt_is_no_evidence(counted: str, worst: str, expected: str, why: str) -> None:
    assert official(counted, 3, one_step=False, worst=worst)[0] == expected, why


@pytest.mark.parametrize(
    ("counted", "blocked", "expected", "why"),
    [
        ("2000000", "  xx   ", "2222220", "days on which improving is barred do not count"),
        ("2001000", "xxxxxxx", "2222222", "the level never becomes better"),
        ("0200000", "xx     ", "0222000", "and worse at once"),
    ],
)
def test_barred_days(counted: str, blocked: str, expected: str, why: str) -> None:
    assert official(counted, 3, one_step=False, blocked=blocked)[0] == expected, why


def test_only_named_levels_wait() -> None:
    assert official("3210000", [0, 0, 0, 3], one_step=False)[0] == "3330000"
    assert official("2100000", [0, 0, 0, 3], one_step=False)[0] == "2100000"
    assert official("3110000", [0, 2, 0, 0], one_step=False)[0] == "3111000"


@pytest.mark.parametrize("cut", range(1, 10))
def test_a_state_continues_where_it_stopped(cut: int) -> None:
    counted, expected = "30?0100020", official("30?0100020", 2, one_step=True)[0]
    state = official(counted[:cut], 2, one_step=True)[1]
    rest = drawn(counted[cut:])
    out = np.empty_like(rest)
    worst = np.where(rest < 0, np.int8(WORST), rest)
    hold(rest, worst, START + cut, np.array([2] * 4, np.int32), True, state, out)
    assert "".join("?" if rank < 0 else str(rank) for rank in out[0]) == expected[cut:]


def test_a_state_that_was_continued_is_not_changed() -> None:
    state = official("3000", 2, one_step=False)[1]
    before = state.copy()
    rest = drawn("333")
    hold(rest, rest, START + 4, np.array([2] * 4, np.int32), False, state, np.empty_like(rest))
    assert all(
        np.array_equal(getattr(state, name), getattr(before, name)) for name in ("held", "last", "since")
    )


def test_since_is_the_first_day_of_the_run() -> None:
    ranks = drawn("221?1100")
    since = since_when(ranks, START, HoldingState.empty(1, 4))
    assert (since - START).tolist() == [[0, 0, 2, 3, 4, 4, 6, 6]]


def test_since_reaches_back_before_the_first_judged_day() -> None:
    two_days = pack({"cases": {"kind": "sum", "window": 1}}, [("red", when("cases", ">=", 1))])
    given = counts([digits("011100")], ONE)
    whole = colour(given, two_days)
    later = advance(colour(given.between(0, 3), two_days), given)
    assert later.since.tolist() == whole.since[:, 3:].tolist() == [[START + 1, START + 4, START + 4]]


@pytest.mark.parametrize(
    ("days", "one_step", "counted", "waited", "why"),
    [
        (3, False, "2001000", "0120120", "days below the official level"),
        (3, False, "32111111", "01220000", "days count for several levels at a time"),
        (3, True, "3000000000", "0120120120", "each step waits anew"),
        (3, False, "20?000", "010120", "an unknown day starts the waiting again"),
    ],
)
def test_days_waited(days: int, one_step: bool, counted: str, waited: str, why: str) -> None:
    ranks = drawn(counted)
    worst = np.where(ranks < 0, np.int8(WORST), ranks)
    shown = drawn(official(counted, days, one_step)[0])
    state = HoldingState.empty(1, WORST + 1)
    found = days_waited(shown, ranks, worst, None, np.array([one_step]), state, START)
    assert "".join(map(str, found[0])) == waited, why


def test_on_a_barred_day_nothing_is_waited_for() -> None:
    counted, barred = drawn("2000"), np.array([[False, False, True, False]])
    shown = drawn(official("2000", 3, one_step=False, blocked="  x ")[0])
    state = HoldingState.empty(1, WORST + 1)
    found = days_waited(shown, counted, counted, barred, np.array([False]), state, START)
    assert found.tolist() == [[0, 1, 0, 1]]


def test_a_pack_waits_as_it_says() -> None:
    rules = [("red", when("cases", ">=", 3)), ("yellow", when("cases", ">=", 1, id="some"))]
    waiting = pack({"cases": {"kind": "sum", "window": 1}}, rules, holding={"days": 2})
    assert letters(colour(counts([digits("030010200")], ONE), waiting).rank[0]) == "grrgyyyyg"
