"""The outlook in sentences, both languages, from rows drawn by hand."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from tests.building import pack, when
from vungxanh.outlook.telling import chance, outlook_sentences

PACK = pack({"week": {"kind": "sum", "window": 7}}, [("red", when("week", ">", 0))])
TODAY = date(2021, 7, 8)
END = date(2021, 9, 6)
LIKELY = "Level green is as likely as not by 2021-07-21; with 80 % probability"
DATES = ("green_q10", "green_q25", "green_q50", "green_q75", "green_q90")


def after(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


def rows(*days_to_best: int | None, kind: str = "outlook", **more: Any) -> pl.DataFrame:
    """Two coming days; the five quantiles in days from today."""
    said = {
        "area": "A", "level": "ward", "kind": kind, "likely": "red", "p_green": 0.2, "p_yellow": 0.0,
        "p_orange": 0.003, "p_red": 0.797, "p_unknown": 0.0, "p_stays": 0.4, "p_green_by_end": 0.7,
        "green_end": END,
        **dict(zip(DATES, map(after, days_to_best), strict=True)),
    } | more  # fmt: skip
    return pl.DataFrame([{"day": TODAY + timedelta(days=n)} | said for n in (1, 2)])


@pytest.mark.parametrize(
    ("p", "said"), [(0.0, "under 1 %"), (0.7, "70 %"), (0.995, "over 99 %"), (1.0, "over 99 %")]
)
def test_draws_prove_neither_impossible_nor_certain(p: float, said: str) -> None:
    assert chance(p, "en") == said


def test_a_date_with_its_interval() -> None:
    told = outlook_sentences(rows(11, 12, 13, 15, 20), PACK, "en")
    assert told == [
        "Outlook: Level green by 2021-09-06: probability 70 %.",
        f"{LIKELY} between 2021-07-19 and 2021-07-28.",
        "Probabilities on 2021-07-10: Level green 20 %, Level red 80 %.",
    ]


def test_an_interval_that_ends_beyond_the_days_looked_at() -> None:
    told = outlook_sentences(rows(11, 12, 13, 15, None), PACK, "en")
    assert told[1].endswith("between 2021-07-19 and a day after 2021-09-06.")


def test_an_early_date_only_if_things_go_very_well() -> None:
    told = outlook_sentences(rows(11, None, None, None, None), PACK, "en")
    assert told[1] == "Level green on 2021-07-19 at the earliest, if things go very well."


def test_no_date_no_sentence_about_it() -> None:
    told = outlook_sentences(rows(None, None, None, None, None, p_green_by_end=0.0), PACK, "en")
    assert told[0] == "Outlook: Level green by 2021-09-06: probability under 1 %."
    assert len(told) == 2


def test_a_green_area_is_told_whether_it_stays_so() -> None:
    told = outlook_sentences(rows(0, 0, 0, 0, 0), PACK, "en")
    assert told[0] == "Outlook: Level green without a break to 2021-07-10: probability 40 %."
    assert len(told) == 2


def test_late_reports_are_marked_as_such() -> None:
    late = rows(11, 12, 13, 15, 20, kind="would_be").with_columns(day=pl.lit(TODAY)).head(1)
    told = outlook_sentences(pl.concat([late, rows(11, 12, 13, 15, 20)]), PACK, "en")
    assert told[0] == (
        "When late reports are in, 2021-07-08 would be Level red (probability 80 %);"
        " the official colour stays the counted one."
    )


def test_every_sentence_has_its_vietnamese() -> None:
    late = rows(11, 12, 13, 15, 20, kind="would_be")
    for quantiles in ((11, 12, 13, 15, 20), (11, 12, 13, 15, None), (11, None, None, None, None), (0,) * 5):
        both = pl.concat([late, rows(*quantiles)])
        english, vietnamese = (outlook_sentences(both, PACK, language) for language in ("en", "vi"))
        assert len(english) == len(vietnamese)
        for one, other in zip(english, vietnamese, strict=True):
            assert one.split()[0] != other.split()[0]


def test_no_rows_no_sentence() -> None:
    assert outlook_sentences(rows(1, 1, 1, 1, 1).head(0), PACK, "en") == []
