"""What tubes say of people: every result of a pool and its retests, and what each counts for."""

import itertools

import pytest

from vungxanh.response.pool import (
    FINAL,
    POOL_STATES,
    RESULT_MOVES,
    RESULTS,
    ReasonNeeded,
    Tally,
    WrongMove,
    check_result_move,
    is_correction,
    member_result,
    pool_state,
    pool_tally,
    single_tally,
)


class TestMoves:
    @pytest.mark.parametrize(("before", "after"), list(itertools.product(RESULTS, RESULTS)))
    def test_what_is_no_move_is_a_correction_and_wants_a_reason(self, before, after) -> None:
        free = before == after or after in RESULT_MOVES[before]
        assert is_correction(before, after) is not free
        if free:
            check_result_move(before, after, "")
        else:
            with pytest.raises(ReasonNeeded):
                check_result_move(before, after, "  ")
            check_result_move(before, after, "nhầm ống")

    def test_final_results_lead_nowhere_by_themselves(self) -> None:
        assert all(not RESULT_MOVES[result] for result in FINAL)

    def test_an_unknown_result_is_refused(self) -> None:
        with pytest.raises(WrongMove):
            check_result_move("pending", "maybe", "because")


@pytest.mark.parametrize(
    ("pool", "retest", "expected"),
    [
        ("pending", None, "pending"),
        ("negative", None, "negative"),
        ("invalid", None, "invalid"),
        ("positive", None, "pending"),
        ("positive", "pending", "pending"),
        ("positive", "negative", "negative"),
        ("positive", "positive", "positive"),
        ("positive", "invalid", "invalid"),
        # The pool was corrected after the person's own tube had a result: their own stands.
        ("negative", "positive", "positive"),
        ("negative", "pending", "negative"),
    ],
)
def test_result_of_one_person_in_a_pool(pool, retest, expected) -> None:
    assert member_result(pool, retest) == expected


@pytest.mark.parametrize(
    ("pool", "members", "expected"),
    [
        ("pending", ["pending", "pending"], "waiting"),
        ("indeterminate", ["indeterminate"], "waiting"),
        ("negative", ["negative", "negative"], "negative"),
        ("negative", ["positive", "negative"], "discordant"),
        ("invalid", ["invalid"], "void"),
        ("positive", [], "opened"),
        ("positive", ["pending", "negative"], "opened"),
        ("positive", ["invalid", "positive"], "opened"),
        ("positive", ["positive", "negative"], "resolved"),
        ("positive", ["negative", "negative"], "discordant"),
    ],
)
def test_where_a_pool_stands(pool, members, expected) -> None:
    assert pool_state(pool, members) == expected
    assert expected in POOL_STATES


class TestTally:
    @pytest.mark.parametrize(
        ("result", "retest", "expected"),
        [
            ("positive", False, Tally(1, 1, 0)),
            ("negative", False, Tally(1, 0, 1)),
            ("pending", False, Tally(1, 0, 0)),
            ("invalid", False, Tally(1, 0, 0)),
            ("positive", True, Tally(0, 0, 0)),
        ],
    )
    def test_a_tube_of_one_person_counts_once_and_its_retest_never(self, result, retest, expected) -> None:
        assert single_tally(result, retest=retest) == expected

    @pytest.mark.parametrize(
        ("result", "size", "members", "expected"),
        [
            ("negative", 5, ["negative"] * 4, Tally(4, 0, 4)),
            ("positive", 5, ["positive", "negative", "pending"], Tally(3, 1, 1)),
            ("negative", 10, [], Tally(10, 0, 10)),
            ("positive", 10, [], Tally(10, 0, 0)),
            ("pending", 10, [], Tally(10, 0, 0)),
        ],
    )
    def test_a_pool_counts_people(self, result, size, members, expected) -> None:
        assert pool_tally(result, size, members) == expected

    @pytest.mark.parametrize("results", list(itertools.product(RESULTS, repeat=3)))
    def test_nobody_is_counted_twice(self, results) -> None:
        tally = pool_tally("positive", 5, list(results))
        assert tally.found + tally.cleared + tally.waiting == tally.people == 3
        assert tally.waiting >= 0
