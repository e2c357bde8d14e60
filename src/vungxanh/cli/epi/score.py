"""`vungxanh epi score`."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.output import tell, tell_table, working
from vungxanh.messages import message

SHOWN = ("relative_wis", "relative_wis_log", "coverage_50", "coverage_95", "wis", "wis_log", "sharpness_95")


def score_forecasts(
    *,
    forecast: Annotated[
        list[Path],
        Parameter(
            consume_multiple=True,
            negative="",
            help=_("Forecasts in hubverse columns; the model is model_id, or the name of the file"),
        ),
    ],
    truth: Annotated[Path, Parameter(help=_("Table of what came: area, date, value [, as_of]"))],
    baseline: Annotated[str, Parameter(help=_("Model to compare with, or flat: the hubs' flat baseline"))],
    out: Annotated[Path, Parameter(help=_("Table to write: .parquet or .csv"))],
    target: Annotated[str | None, Parameter(help=_("Which target, where files hold several"))] = None,
    sum_days: Annotated[
        Literal[7] | None, Parameter(name="--sum", help=_("Targets are 7-day sums of the daily truth"))
    ] = None,
    absent: Annotated[
        Literal["auto", "zero", "unknown"], Parameter(help=_("What an area and date without a row means"))
    ] = "auto",
) -> None:
    """WIS on the natural scale and on log(1 + x), relative to a baseline; coverage and sharpness."""
    import polars as pl

    from vungxanh.epidemic.forecast.scoring import Scoring, score_files
    from vungxanh.tables import Column, read_long, write_long

    with working(2) as progress:
        progress(message("Reading the truth"))
        known = read_long(
            truth,
            [
                Column("area", "text", also=("location", "code")),
                Column("date", "date", also=("target_end_date", "week_end")),
                Column("value", "number", empty=True, also=("observation", "cases")),
                Column("as_of", "date", required=False),
            ],
            once=("area", "date", "as_of"),
        ).filter(pl.col("value").is_not_null())
        progress(message("Scoring"))
        how = Scoring(baseline, target, sum_days is not None, absent)
        board, notes = score_files(forecast, known, how)
    write_long(board, out)
    tell_table(
        ("model", "horizon", "n", *SHOWN),
        (
            [row["model"], row["horizon"], row["n"], *(_rounded(row[name]) for name in SHOWN)]
            for row in board.iter_rows(named=True)
        ),
    )
    tell(*notes, message("The scores are in {file}.", file=out))


def _rounded(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"
