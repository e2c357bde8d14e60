"""Rows of tests and cases that cannot be right, each refused by its number."""

import polars as pl

from vungxanh.epidemic.freedom.errors import RowRefused
from vungxanh.epidemic.freedom.rule import Rule
from vungxanh.messages import Message, message
from vungxanh.territory import Territory

FIRST_ROW = 2
"""Row number of the first row of data: row 1 holds the headings."""


def check_areas(table: str, frame: pl.DataFrame, territory: Territory) -> None:
    """Raises RowRefused for the first row whose area does not exist."""
    _refuse(
        table, frame, "area", ~pl.col("area").is_in(list(territory.codes)),
        message("is no area of this territory"),
    )  # fmt: skip


def check_tests(table: str, frame: pl.DataFrame, rule: Rule) -> None:
    """Raises RowRefused for the first row with impossible numbers or an unknown method or group."""
    _refuse(
        table, frame, "positive", pl.col("positive") > pl.col("tested"),
        message("is more than were tested"),
    )  # fmt: skip
    _known(table, frame, "method", list(rule.methods))
    _known(table, frame, "group", list(rule.groups))
    _refuse(table, frame, "pool", pl.col("pool") < 1, message("is not a whole number from 1 on"))
    _refuse(
        table, frame, "households", pl.col("households") > pl.col("tested"),
        message("is more households than people tested"),
    )  # fmt: skip


def _known(table: str, frame: pl.DataFrame, column: str, names: list[str]) -> None:
    why = message("is none of: {names}", names=", ".join(names))
    _refuse(table, frame, column, ~pl.col(column).is_in(names), why)


def _refuse(table: str, frame: pl.DataFrame, column: str, wrong: pl.Expr, why: Message) -> None:
    if column not in frame.columns:
        return
    bad = frame.select(wrong.fill_null(value=False).arg_true()).to_series()
    if bad.len():
        row = int(bad[0])
        raise RowRefused(table, row + FIRST_ROW, column, frame[column][row], why)
