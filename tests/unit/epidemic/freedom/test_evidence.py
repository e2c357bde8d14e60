"""From rows to evidence: weights, trees, windows, and the rows that are refused."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from tests.unit.epidemic.freedom.worlds import survey_rows, territory
from vungxanh.epidemic.freedom import Evidence, gather, read_freedom
from vungxanh.epidemic.freedom.errors import RowRefused

RULE = read_freedom()
AS_OF = date(2021, 9, 10)
PLACE = territory()


def gathered(tests: pl.DataFrame, counts: pl.DataFrame | None = None, **given: object) -> Evidence:
    return gather(tests, PLACE, RULE, as_of=AS_OF, counts=counts, names=("T.csv", "C.csv"), **given)  # type: ignore[arg-type]


def counts(*rows: tuple[str, int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [(area, date(2021, 9, day), n) for area, day, n in rows],
        schema=["area", "date", "cases"],
        orient="row",
    )


def effective(*row: object, columns: tuple[str, ...] = ()) -> float:
    return float(gathered(survey_rows(("1", 5, *row), columns=columns)).effective[0].sum())


def test_parents_hold_the_sum_of_their_children() -> None:
    found = gathered(survey_rows(("1", 5, 100, 0), ("2", 5, 40, 0), ("2", 6, 10, 1)))
    assert found.first == date(2021, 9, 5)
    assert found.tested[3].tolist() == [140, 10, 0, 0, 0, 0]
    assert found.cases[3].tolist() == [0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("row", "columns", "expected"),
    [
        ((100, 0), (), 100 * RULE.methods["unknown"].sensitivity),
        ((100, 0, "rt-pcr"), ("method",), 100 * 0.75),
        ((100, 0, "rt-pcr", 10), ("method", "pool"), 100 * 0.75 * 10**-0.05),
        ((100, 0, "rt-pcr", 100), ("method", "households"), 100 * 0.75),
        ((100, 0, "rt-pcr", 25), ("method", "households"), 100 / (1 + 3 * 0.3) * 0.75),
        ((100, 0, "rt-pcr", "household"), ("method", "group"), 100 * 0.75 * RULE.groups["household"].weight),
        ((100, 0, "rt-pcr", "symptomatic"), ("method", "group"), 0.0),
        ((100, 0, "rt-pcr", "contact"), ("method", "group"), 0.0),
        ((100, 0, "antigen-unconfirmed"), ("method",), 100 * (1 - 0.59 / 0.995)),
        ((1000, 5, "antigen-unconfirmed"), ("method",), 0.0),
        ((16000, 0, "rt-pcr", "risk"), ("method", "group"), 0.05 * 16000 * 0.75 * RULE.groups["risk"].weight),
    ],
)
def test_what_a_row_of_tests_weighs(
    row: tuple[object, ...], columns: tuple[str, ...], expected: float
) -> None:
    assert effective(*row, columns=columns) == pytest.approx(expected, abs=1e-9)


def test_unconfirmed_positives_are_cases_only_where_they_are_too_many() -> None:
    few = gathered(survey_rows(("1", 5, 1000, 9, "antigen-unconfirmed"), columns=("method",)))
    many = gathered(survey_rows(("1", 5, 1000, 10, "antigen-unconfirmed"), columns=("method",)))
    assert (few.cases.sum(), many.cases[0].sum()) == (0.0, 10.0)


def test_a_day_has_the_larger_of_cases_and_positives() -> None:
    found = gathered(survey_rows(("1", 5, 100, 2), ("1", 6, 9, 0)), counts(("1", 5, 1), ("1", 6, 3)))
    assert found.cases[0, :2].tolist() == [2, 3]


def test_a_parent_is_reported_when_all_its_children_are() -> None:
    rows = [(area, day, 0) for area in "123" for day in (5, 6) if (area, day) != ("2", 6)]
    found = gathered(survey_rows(("1", 5, 1, 0)), counts(*rows))
    assert found.reported[:, 0].tolist() == [True] * 4
    assert found.reported[:, 1].tolist() == [True, False, True, False]


def test_absent_rows_are_zero_only_when_said() -> None:
    some = counts(("1", 5, 1))
    tests = survey_rows(("1", 5, 1, 0))
    assert not gathered(tests, some).reported[1].any()
    assert gathered(tests, some, absent="zero").reported.all()


def test_later_rows_and_those_before_the_window_are_left_out() -> None:
    tests = survey_rows(("1", 5, 10, 0), ("1", 11, 99, 9))
    assert gathered(tests).tested[0].sum() == 10
    short = gather(tests, PLACE, RULE.changed(window_days=3), as_of=AS_OF)
    assert short.first == date(2021, 9, 8)
    assert short.tested.sum() == 0


@pytest.mark.parametrize(
    ("row", "columns", "expected"),
    [
        (("9", 5, 1, 0), (), "T.csv, row 3, column area: “9” is no area of this territory"),
        (("1", 5, 1, 2), (), "T.csv, row 3, column positive: “2” is more than were tested"),
        (
            ("1", 5, 1, 0, "pcr"),
            ("method",),
            "T.csv, row 3, column method: “pcr” is none of: rt-pcr, antigen",
        ),
        (("1", 5, 1, 0, "all"), ("group",), "T.csv, row 3, column group: “all” is none of: general"),
        (("1", 5, 1, 0, 0), ("pool",), "T.csv, row 3, column pool: “0” is not a whole number from 1 on"),
        (("1", 5, 1, 0, 2), ("households",), "row 3, column households: “2” is more households than people"),
    ],
)
def test_rows_that_cannot_be_right_are_named(
    row: tuple[object, ...], columns: tuple[str, ...], expected: str
) -> None:
    good = {"method": "rt-pcr", "group": "general", "pool": 1, "households": 1}
    tests = survey_rows(("1", 4, 1, 0, *(good[c] for c in columns)), row, columns=columns)
    with pytest.raises(RowRefused) as refused:
        gathered(tests)
    assert expected in str(refused.value)


def test_an_unknown_area_among_the_cases_is_named_too() -> None:
    with pytest.raises(RowRefused, match=r"C\.csv, row 2, column area: “9”"):
        gathered(survey_rows(("1", 4, 1, 0)), counts(("9", 5, 1)))


def test_missing_cells_take_the_defaults() -> None:
    tests = survey_rows(("1", 5, 100, 0, None, None), columns=("method", "pool")).with_columns(
        pl.col("method").cast(pl.String), pl.col("pool").cast(pl.Int64)
    )
    assert np.isclose(gathered(tests).effective[0].sum(), 41.0)
