"""The further tables of an assessment: inputs (area, day, name, value) and earlier years."""

from pathlib import Path

import polars as pl

from vungxanh.assessment.errors import AssessmentError
from vungxanh.messages import message
from vungxanh.tables import read_table
from vungxanh.territory import Territory

INPUT_SCHEMA = {"area": pl.Int32, "day": pl.Date, "name": pl.String, "value": pl.Float64}


class InputsError(AssessmentError):
    """A row of the inputs table cannot be used."""


def read_inputs(path: Path, territory: Territory) -> pl.DataFrame:
    """Rows (area: index, day, name, value). Raises InputsError naming row, field and value."""
    raw = read_table(path)
    lacking = [name for name in INPUT_SCHEMA if name not in raw.frame.columns]
    if lacking:
        raise InputsError(
            message(
                "{file} needs the columns area, day, name, value; missing: {columns}.",
                file=path.name,
                columns=tuple(lacking),
            )
        )
    table = raw.frame.select(pl.col(name).cast(pl.String).str.strip_chars() for name in INPUT_SCHEMA)
    read = table.select(
        area=pl.col("area").replace_strict(territory.index, default=None, return_dtype=pl.Int32),
        day=pl.col("day").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        name=pl.col("name").replace("", None),
        value=_finite(pl.col("value").cast(pl.Float64, strict=False)),
    )
    for field, expected in (
        ("area", message("a known area")),
        ("day", message("a date like 2021-07-09")),
        ("name", message("a name")),
        ("value", message("a number")),
    ):
        bad = read[field].is_null().arg_true()
        if len(bad):
            row = int(bad[0])
            raise InputsError(
                message(
                    "{file}, row {row}: {field} {value} is not {expected}.",
                    file=path.name,
                    row=str(raw.first_data_row + row),
                    field=field,
                    value=table[field][row] or "",
                    expected=expected,
                )
            )
    return read


def _finite(number: pl.Expr) -> pl.Expr:
    """The text "nan" or "inf" is no value that an officer means."""
    return pl.when(number.is_finite()).then(number)


def coded(inputs: pl.DataFrame, territory: Territory) -> pl.DataFrame:
    """The same rows with area codes, as stored in the assessment folder."""
    codes = pl.Series(territory.codes, dtype=pl.String)
    return inputs.with_columns(area=codes.gather(inputs["area"]))


def indexed(inputs: pl.DataFrame, territory: Territory) -> pl.DataFrame:
    """The reverse of `coded`."""
    return inputs.with_columns(area=pl.col("area").replace_strict(territory.index, return_dtype=pl.Int32))
