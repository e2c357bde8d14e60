"""Why an area has its colour: what decided, what else, what must end, what is open, when it can change."""

import json
import re
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tests.building import FIRST, counts, digits, explained, pack, territory, when
from tests.spec.pack_drawing import extras
from vungxanh.zoning import Colours, Explanation, colour, explain_day, look_ahead, pack_names, read_pack

ONE = territory(["ward"], [-1], [10_000.0], ())
DAILY = {"cases": {"kind": "sum", "window": 1}}
BEDS = {"beds": {"kind": "input", "name_in_table": "beds", "lowest": 0.0, "valid_days": 1}}
LEVELS: list[tuple[str, Any]] = [
    ("yellow", when("cases", ">=", 1, id="one")),
    ("red", when("cases", ">=", 5, id="five")),
    ("orange", when("cases", ">=", 3, id="three")),
]


def ward(cases: str, judge: Any, **extra: list[float]) -> Colours:
    series = {name: np.array([values]) for name, values in extra.items()}
    return colour(counts([digits(cases)], ONE, extra=series), judge)


def ids(findings: Any) -> list[str]:
    return [finding.condition for finding in findings]


class TestWhatDecided:
    def test_the_worst_true_condition(self) -> None:
        told = explained(ward("4", pack(DAILY, LEVELS)))
        assert told.deciding is not None
        assert (told.colour, told.rank, told.deciding.condition) == ("orange", 2, "three")
        assert (told.deciding.value, told.deciding.threshold, told.deciding.level) == (4, 3, "orange")
        assert told.barrier is None

    def test_nothing_decides_the_best_level_and_the_nearest_barrier_is_shown(self) -> None:
        told = explained(ward("0", pack(DAILY, LEVELS)))
        assert told.barrier is not None
        assert (told.colour, told.deciding, told.barrier.condition) == ("green", None, "one")
        assert told.better is told.earliest_better is told.days_to_better is None
        assert "nearest is: 0 against 1" in " ".join(told.sentences("en"))

    def test_since_when(self) -> None:
        colours = ward("01155", pack(DAILY, LEVELS))
        assert [explained(colours, day=d).since for d in range(5)] == [
            FIRST + timedelta(days=d) for d in (0, 1, 1, 3, 3)
        ]

    def test_a_value_known_only_from_below_is_shown_as_such(self) -> None:
        week = pack({"cases": {"kind": "sum", "window": 7}}, LEVELS)
        told = explained(ward("4", week))
        assert told.deciding is not None
        assert (told.deciding.value, told.deciding.value_upper) == (4, None)
        assert told.deciding.sentence("en") == "≥ 4 against 3"

    def test_numbers_are_written_as_the_language_writes_them(self) -> None:
        rate = pack({"cases": {"kind": "rate", "window": 1}}, [("red", when("cases", ">=", 12.5))])
        area = territory(["ward"], [-1], [9_000.0], ())
        told = explained(colour(counts([[900]], area), rate))
        assert told.deciding is not None
        assert told.deciding.sentence("vi") == "10.000 so với 12,5"
        assert told.deciding.sentence("en") == "10,000 against 12.5"


class TestAlsoAndBlocking:
    BOTH = {"any": [when("cases", ">=", 1), when("beds", "<", 5)]}  # noqa: RUF012

    def test_another_condition_of_the_same_level(self) -> None:
        told = explained(ward("1", pack(DAILY | BEDS, [("red", self.BOTH)]), beds=[3]))
        assert told.deciding is not None
        assert (told.deciding.condition, ids(told.also)) == ("cases", ["beds"])
        assert ids(told.blocking) == ["cases", "beds"]
        assert "It would also be decided by: 3 against 5" in " ".join(told.sentences("en"))

    def test_better_levels_neither_also_decide_nor_block(self) -> None:
        told = explained(ward("9", pack(DAILY, LEVELS)))
        assert (told.also, ids(told.blocking)) == ((), ["five"])
        assert told.better is not None
        assert told.better.id == "orange"

    def test_a_true_part_of_an_all_that_does_not_hold_plays_no_part(self) -> None:
        half = {
            "any": [
                when("cases", ">=", 1),
                {"all": [when("beds", "<", 5), when("cases", ">=", 9, id="nine")]},
            ]
        }
        told = explained(ward("1", pack(DAILY | BEDS, [("red", half)]), beds=[3]))
        assert (told.also, ids(told.blocking)) == ((), ["cases"])

    def test_an_all_is_carried_by_all_its_parts(self) -> None:
        whole = {"all": [when("cases", ">=", 1), when("beds", "<", 5)]}
        told = explained(ward("1", pack(DAILY | BEDS, [("red", whole)]), beds=[3]))
        assert ids(told.blocking) == ["cases", "beds"]

    def test_what_raised_the_level_must_end_too(self) -> None:
        judge = pack(DAILY | BEDS, LEVELS, **{"raise": [{"when": when("beds", "<", 5)}]})
        told = explained(ward("3", judge, beds=[3]))
        assert told.deciding is not None
        assert (told.colour, told.deciding.condition, ids(told.blocking)) == ("red", "beds", ["beds"])


class TestWaiting:
    JUDGE = pack(DAILY, LEVELS, holding={"days": 3})

    def test_how_long_it_has_waited(self) -> None:
        colours = ward("5000", self.JUDGE)
        waiting = [explained(colours, day=day).waiting for day in range(4)]
        assert [None if w is None else (w.done, w.needed) for w in waiting] == [None, (1, 3), (2, 3), None]

    def test_nothing_blocks_and_nothing_decides_while_waiting(self) -> None:
        told = explained(ward("500", self.JUDGE))
        assert (told.colour, told.deciding, told.blocking, told.also) == ("red", None, (), ())
        assert told.counted is not None
        assert told.counted.id == "green"
        assert "must last 3 days; 2 have passed" in told.sentences("en")[0]
        assert (told.days_to_better, told.days_to_best) == (1, 1)

    def test_an_improvement_that_is_barred(self) -> None:
        judge = pack(DAILY | BEDS, LEVELS, no_improvement_when=when("beds", "<", 5))
        told = explained(ward("500", judge, beds=[3, 3, 3]))
        assert (told.colour, told.waiting, ids(told.barring)) == ("red", None, ["beds"])
        assert "must not become better: 3 against 5" in told.sentences("en")[0]
        assert explained(ward("500", judge, beds=[3, 3, 9])).colour == "green"


class TestDates:
    def test_when_the_next_better_and_the_best_level_are_possible(self) -> None:
        steps = pack(DAILY, LEVELS, holding={"days": 2, "one_step": True})
        told = explained(ward("5", steps))
        assert (told.days_to_better, told.days_to_best) == (2, 6)
        assert told.earliest_better == FIRST + timedelta(days=2)
        assert told.earliest_best == FIRST + timedelta(days=6)
        assert "03/06/2021" in " ".join(told.sentences("vi"))
        assert "2021-06-03" in " ".join(told.sentences("en"))

    def test_no_date_where_quiet_days_do_not_help(self) -> None:
        told = explained(ward("0", pack(BEDS, [("red", when("beds", "<", 5))]), beds=[3]))
        assert (told.colour, told.earliest_better) == ("red", None)
        assert "do not lead to" in " ".join(told.sentences("en"))


class TestOpenAndNotAssessed:
    RULES = (*LEVELS, ("red", when("beds", "<", 5, optional=True)))

    def test_an_optional_input_that_was_never_given(self) -> None:
        told = explained(ward("1", pack(DAILY | BEDS, self.RULES)))
        assert (told.colour, ids(told.not_assessed), told.open) == ("yellow", ["beds"], ())
        assert "Not assessed, since no data were given: Indicator beds." in told.sentences("en")

    def test_an_open_question_about_a_worse_level(self) -> None:
        told = explained(ward("11", pack(DAILY | BEDS, self.RULES), beds=[9, np.nan]))
        assert told.worse_possible is not None
        assert (told.colour, told.worse_possible.id, ids(told.open)) == ("yellow", "red", ["beds"])
        assert "Level red cannot be excluded:" in told.sentences("en")

    def test_a_question_about_a_better_level_is_settled(self) -> None:
        rules = [("red", when("cases", ">=", 5)), ("yellow", when("beds", "<", 5))]
        told = explained(ward("5", pack(DAILY | BEDS, rules)))
        assert (told.colour, told.open, told.worse_possible, told.missing) == ("red", (), None, ())


class TestTables:
    def told(self, cases: int, **values: list[float]) -> Explanation:
        areas = territory(["ward"], [-1], [100_000.0], ())
        given = counts([[0] * 6 + [cases]], areas)
        extra = extras(given, **{name: {0: row} for name, row in values.items()})
        return explained(colour(counts([[0] * 6 + [cases]], areas, extra=extra), read_pack("vn-4800-2021")))

    def test_a_cell_that_is_known_decides(self) -> None:
        told = self.told(50, one_dose_18_plus=[70.0] * 7)
        assert told.deciding is not None
        assert (told.colour, told.deciding.condition, told.deciding.state) == (
            "level_2", "cases_by_vaccination", True,
        )  # fmt: skip
        assert (told.deciding.row, told.deciding.column) == (50, 70)
        assert told.open == ()
        assert "50 community cases" in told.sentences("en")[0]
        assert "50 ca cộng đồng" in told.sentences("vi")[0]

    def test_a_cell_of_several_levels_leaves_the_worse_ones_open(self) -> None:
        told = self.told(150, one_dose_18_plus=[70.0] * 7)
        assert told.deciding is not None
        assert told.worse_possible is not None
        assert (told.colour, told.worse_possible.id) == ("level_2", "level_4")
        assert ids(told.open) == ["cases_by_vaccination"]
        assert "could not be read" in told.missing[0].render("en")

    def test_a_missing_side_is_named(self) -> None:
        told = self.told(50)
        assert "18 years" in told.missing[0].render("en")


@pytest.mark.parametrize("name", pack_names())
def test_every_shipped_pack_explains_itself_in_both_languages(name: str) -> None:
    judge = read_pack(name)
    levels = ["group", "quarter", "ward", "ward", "ward", "district", "province"]
    areas = territory(
        levels, [1, 2, 5, 5, 5, 6, -1], [3e3, 9e3, 2e4, 2e4, np.nan, 6e4, 6e4], [(2, 3), (3, 4)]
    )
    own = counts(
        [digits("0100000000"), [0] * 10, digits("5551000000"), [0] * 10, digits("1000000000")], areas
    )
    extra = extras(own, one_dose_18_plus={2: [80.0] * 10}, tests={2: [9.0] * 10}, positives={2: [1.0] * 10})
    reported = np.ones(own.cases.shape, bool)
    reported[4, 6:] = False
    colours = colour(counts(own.cases[:5].tolist(), areas, extra=extra, reported=reported), judge)
    ahead = look_ahead(colours)
    for day in range(colours.days):
        for told in explain_day(colours, day, ahead):
            assert told.day == FIRST + timedelta(days=day)
            for language in ("vi", "en"):
                text = " ".join([told.headline(language), *told.sentences(language)])
                assert not re.search(r"[{}]|\bNone\b|\bnan\b", text), text
                assert bool(re.search(r"\d\d/\d\d/\d{4}", text)) == (language == "vi"), text
                assert judge.title.render(language) in text
            plain = json.loads(json.dumps(told.to_json(), allow_nan=False, ensure_ascii=False))
            assert plain["rank"] == told.rank
            assert plain["pack"] == {"id": judge.id, "version": judge.version}
            known = int(colours.rank[areas.index[told.area], day])
            assert (told.rank if told.rank is not None else -1) == known
            if told.rank is None:
                assert told.missing
            elif told.rank > 0 and told.counted == told.level:
                assert told.deciding is not None
                assert told.blocking or told.open


def test_dates_in_json_are_iso() -> None:
    plain = explained(ward("5", pack(DAILY, LEVELS))).to_json()
    assert (plain["day"], plain["since"]) == ("2021-06-01", "2021-06-01")
    assert date.fromisoformat(plain["earliest_best"]) == date(2021, 6, 2)


def test_a_long_quiet_spell_is_counted_in_full() -> None:
    quiet = pack({"quiet": {"kind": "days_without"}}, [("red", when("quiet", "<", 500))])
    told = explained(ward("1" + "0" * 450, quiet))
    assert told.deciding is not None
    assert told.deciding.value == 450
