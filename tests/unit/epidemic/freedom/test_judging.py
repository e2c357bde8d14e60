"""From gathered evidence to freedom: introduction and R as asked for."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from tests.unit.epidemic.freedom.worlds import survey_rows, territory
from vungxanh.epidemic.disease import read_disease
from vungxanh.epidemic.freedom import Freedom, gather, judge_evidence, read_freedom

PLACE = territory((16_000.0, 9_000.0))
RULE = read_freedom()
DISEASE = read_disease("covid19")
EVIDENCE = gather(
    survey_rows(*(("1", day, 40, int(day == 8)) for day in range(1, 21))),
    PLACE,
    RULE,
    as_of=date(2021, 9, 20),
)


def judged(**given: object) -> Freedom:
    return judge_evidence(EVIDENCE, PLACE, DISEASE, RULE, **given)  # type: ignore[arg-type]


def test_a_given_chance_of_introduction_replaces_the_computed_one() -> None:
    assert judged(introduction=0.03).introduction == pytest.approx([0.03] * 3)
    assert judged(introduction=0.0).p_free[1] == pytest.approx(RULE["prior"])


def test_the_neighbours_case_is_pressure() -> None:
    quiet = 1 - np.exp(-RULE["introduction_per_100k"] * 0.09)
    assert judged().introduction[1] > quiet


def test_the_newest_r_of_each_area_not_after_the_day_is_taken() -> None:
    def r(*rows: tuple[str, int, float]) -> pl.DataFrame:
        return pl.DataFrame(
            [(area, date(2021, 9, day), mean) for area, day, mean in rows],
            schema=["area", "date", "mean"],
            orient="row",
        )

    low = judged(r=r(("1", 5, 2.0), ("1", 18, 0.3), ("1", 25, 3.0))).p_free[0]
    assert low == judged(r=r(("1", 18, 0.3))).p_free[0]
    assert low > judged().p_free[0] > judged(r=r(("1", 18, 2.0))).p_free[0]
