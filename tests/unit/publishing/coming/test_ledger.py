"""The ledger: every published forecast is scored once, against what was counted, and never rewritten."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from vungxanh.publishing.coming.baseline import with_baseline
from vungxanh.publishing.coming.ledger import Ledger, keep_ledger

DAY = date(2021, 7, 1)
LEVELS = (0.025, 0.25, 0.5, 0.75, 0.975)
AREAS = pl.DataFrame(
    {
        "area": ["A", "B", "T"],
        "level": ["ward", "ward", "district"],
        "parent": ["T", "T", None],
        "protected": [False, False, False],
    }
)


def counts(
    last: date, value: int = 4, hidden: tuple[str, date] | None = None, incomplete: int = 0
) -> pl.DataFrame:
    """The same count in every area on each of 30 days; T has the sum."""
    rows = []
    for area in ("A", "B", "T"):
        for back in range(30):
            day = last - timedelta(days=back)
            status = "suppressed" if hidden == (area, day) else "shown"
            cases = None if status == "suppressed" else value * (2 if area == "T" else 1)
            rows.append(
                {"area": area, "day": day, "cases": cases, "status": status, "incomplete": back < incomplete}
            )
    return pl.DataFrame(rows, infer_schema_length=None)


def forecast(
    made: date, middle: float = 4.0, areas: tuple[str, ...] = ("A", "B", "T"), horizon: int = 3
) -> pl.DataFrame:
    rows = [
        {
            "reference_date": made,
            "location": area,
            "horizon": h,
            "target_end_date": made + timedelta(days=h),
            "output_type": "quantile",
            "output_type_id": str(level),
            "value": middle + 10 * (level - 0.5),
        }
        for area in areas
        for h in range(1, horizon + 1)
        for level in LEVELS
    ]
    return pl.DataFrame(rows)


def chain(days: list[int], areas: pl.DataFrame = AREAS, **more: int) -> list[Ledger]:
    """Ledgers of snapshots made so many days after DAY."""
    made: list[Ledger] = []
    for number, after in enumerate(days, 1):
        last = DAY + timedelta(days=after)
        before = made[-1] if made else None
        made.append(keep_ledger(number, forecast(last), counts(last, **more), areas, before, number - 1))
    return made


def test_the_first_snapshot_scores_nothing_and_publishes_a_baseline() -> None:
    first = chain([0])[0]
    assert first.scores is first.open is first.record is None
    assert first.forecast is not None
    assert set(first.forecast["model_id"]) == {"vungxanh", "baseline"}


def test_a_forecast_is_scored_when_its_day_has_come_and_once_only() -> None:
    made = chain([0, 1, 2, 3])
    tasks = [0 if ledger.scores is None else ledger.scores.filter(pl.col("model_id") == "vungxanh")["n"].sum()
             for ledger in made]  # fmt: skip
    # Three areas: day 1 scores one forecast each, day 2 two more (of two snapshots), day 3 three more.
    assert tasks == [0, 3, 9, 18]


def test_the_scores_are_the_formula() -> None:
    last = chain([0, 1])[1]
    assert last.scores is not None
    row = last.scores.filter(pl.col("model_id") == "vungxanh", pl.col("level") == "ward").row(0, named=True)
    quantiles = [4 + 10 * (level - 0.5) for level in LEVELS]
    pinball = [
        max(level * (4 - q), (level - 1) * (4 - q)) for level, q in zip(LEVELS, quantiles, strict=True)
    ]
    assert row["wis"] == pytest.approx(2 * np.mean(pinball))
    assert (row["coverage_50"], row["coverage_95"], row["n"]) == (1.0, 1.0, 2)


def test_earlier_scores_are_handed_on_unchanged() -> None:
    made = chain([0, 1, 2])
    old, new = made[1].scores, made[2].scores
    assert old is not None
    assert new is not None
    assert new.head(old.height).equals(old)


def test_a_forecast_waits_until_reports_are_complete() -> None:
    assert chain([0, 1], incomplete=1)[1].scores is None
    assert chain([0, 1, 2], incomplete=1)[2].scores is not None


def test_a_suppressed_day_is_not_scored() -> None:
    first = chain([0])[0]
    day = DAY + timedelta(days=1)
    second = keep_ledger(2, None, counts(day, hidden=("A", day)), AREAS, first, 1)
    assert second.scores is not None
    wards = second.scores.filter(pl.col("level") == "ward")
    assert set(wards["n"]) == {1}


def test_an_area_that_is_protected_now_is_scored_no_more() -> None:
    first = chain([0])[0]
    hidden = AREAS.with_columns(protected=pl.col("area") != "T")
    second = keep_ledger(2, None, counts(DAY + timedelta(days=1)), hidden, first, 1)
    assert second.scores is not None
    assert set(second.scores["level"]) == {"district"}
    assert second.open is not None
    assert set(second.open["location"]) == {"T"}


def test_a_day_that_never_becomes_complete_is_given_up() -> None:
    first = chain([0])[0]
    late = counts(DAY + timedelta(days=70))
    assert keep_ledger(2, None, late, AREAS, first, 1).open is None


def test_the_record_holds_the_top_beside_what_came() -> None:
    record = chain([0, 1, 2])[2].record
    assert record is not None
    assert set(record["area"]) == {"T"}
    assert set(record["counted"]) == {8}
    assert record.filter(pl.col("horizon") == 2).height == 1


def test_weeks_are_published_but_not_scored() -> None:
    weekly = forecast(DAY).with_columns(
        target_end_date=pl.col("reference_date") + pl.duration(days=7 * pl.col("horizon"))
    )
    first = keep_ledger(1, weekly, counts(DAY), AREAS, None, 0)
    second = keep_ledger(2, None, counts(DAY + timedelta(days=7)), AREAS, first, 1)
    assert second.scores is None


class TestBaseline:
    def test_it_answers_the_same_questions(self) -> None:
        both = with_baseline(forecast(DAY), counts(DAY))
        asked = ["location", "horizon", "target_end_date", "output_type_id"]
        ours, base = (
            both.filter(pl.col("model_id") == name).select(asked).sort(asked)
            for name in ("vungxanh", "baseline")
        )
        assert ours.equals(base)

    def test_it_says_that_nothing_changes(self) -> None:
        both = with_baseline(forecast(DAY), counts(DAY))
        base = both.filter(pl.col("model_id") == "baseline", pl.col("location") == "A")
        assert set(base["value"]) == {4.0}

    def test_without_a_shown_count_there_is_none(self) -> None:
        hidden = counts(DAY).with_columns(status=pl.lit("suppressed"))
        assert set(with_baseline(forecast(DAY), hidden)["model_id"]) == {"vungxanh"}
