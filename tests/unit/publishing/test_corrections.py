"""Corrections, as drawn tables: every difference on the days that both snapshots cover."""

from datetime import date

import polars as pl

from vungxanh.publishing.corrections import SCHEMA, corrections, no_corrections


def counts(*rows: tuple[str, int, int | None, str]) -> pl.DataFrame:
    """area, day of June, cases, status; the other series say the same."""
    return pl.DataFrame(
        [(a, "ward", date(2021, 6, d), n, n, n, s) for a, d, n, s in rows],
        schema={"area": pl.String, "level": pl.String, "day": pl.Date, "cases": pl.Int32,
                "community_cases": pl.Int32, "unlinked_cases": pl.Int32, "status": pl.String},
        orient="row",
    )  # fmt: skip


def colours(*rows: tuple[str, int, str]) -> pl.DataFrame:
    schema = {"area": pl.String, "level": pl.String, "day": pl.Date, "colour": pl.String}
    return pl.DataFrame([(a, "ward", date(2021, 6, d), c) for a, d, c in rows], schema=schema, orient="row")


def differences(old: pl.DataFrame, new: pl.DataFrame) -> list[tuple[str, int, str, str]]:
    found = corrections(old, colours(), new, colours()).filter(pl.col("field") == "cases")
    return [(a, d.day, o, n) for a, _, d, _, o, n in found.rows()]


def test_a_changed_count_is_listed_with_old_and_new() -> None:
    old = counts(("A", 1, 5, "shown"), ("A", 2, 7, "shown"))
    new = counts(("A", 1, 6, "shown"), ("A", 2, 7, "shown"))
    assert differences(old, new) == [("A", 1, "5", "6")]


def test_hidden_counts_stay_hidden() -> None:
    old = counts(("A", 1, None, "suppressed"), ("A", 2, 0, "shown"), ("A", 3, None, "unknown"))
    new = counts(("A", 1, None, "suppressed"), ("A", 2, None, "suppressed"), ("A", 3, 9, "shown"))
    assert differences(old, new) == [("A", 2, "0", "*"), ("A", 3, "?", "9")]


def test_only_days_that_both_cover_are_compared() -> None:
    old = counts(("A", 1, 1, "shown"), ("A", 2, 2, "shown"))
    new = counts(("A", 2, 2, "shown"), ("A", 3, 3, "shown"))
    assert differences(old, new) == []


def test_areas_that_vanish_or_are_new_are_told() -> None:
    old = counts(("A", 1, 8, "shown"), ("B", 1, 9, "shown"))
    new = counts(("B", 1, 9, "shown"), ("C", 1, 7, "shown"))
    assert differences(old, new) == [("A", 1, "8", "-"), ("C", 1, "-", "7")]


def test_colours_and_every_series_are_compared() -> None:
    old, new = counts(("A", 1, 5, "shown")), counts(("A", 1, 6, "shown"))
    found = corrections(old, colours(("A", 1, "green")), new, colours(("A", 1, "red")))
    assert found["field"].to_list() == ["cases", "colour", "community_cases", "unlinked_cases"]
    assert dict(found.schema) == SCHEMA


def test_the_first_snapshot_revises_nothing() -> None:
    assert no_corrections().is_empty()
    assert dict(no_corrections().schema) == SCHEMA
