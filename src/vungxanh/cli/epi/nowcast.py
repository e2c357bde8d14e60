"""`vungxanh epi nowcast`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import OnDay, file_or_name
from vungxanh.cli.output import tell, tell_table, working
from vungxanh.messages import VungXanhError, message

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from vungxanh.epidemic.delays import Triangle
    from vungxanh.epidemic.nowcast import Nowcast

MOST_SHOWN = 20
SILENT_DAYS = 7


class BadNowcastOption(VungXanhError):
    """An option that no nowcast can be made with."""


def nowcast_days(
    *,
    triangle: Annotated[
        Path, Parameter(help=_("Table: area, reference_date, delay in days (or report_date), count"))
    ],
    as_of: Annotated[date, Parameter(help=_("Day of the nowcast; only what was reported by then is used"))],
    out: Annotated[Path, Parameter(help=_("Table to write (.csv or .parquet)"))],
    sum_days: Annotated[
        int, Parameter(name="--sum", help=_("Sum over so many days ending on each reference day"))
    ] = 1,
    quantiles: Annotated[
        str | None, Parameter(help=_("Levels, e.g. 0.025,0.5,0.975; default: the 23 of the hubs"))
    ] = None,
    areas: Annotated[
        str | None, Parameter(help=_("Areas with their parents: small areas lean on the area above them"))
    ] = None,
    max_delay: Annotated[
        int | None, Parameter(help=_("Days after which a reference day counts as complete"))
    ] = None,
    seed: Annotated[int, Parameter(help=_("Accepted, but nothing in the quantiles is random"))] = 0,
    on: OnDay = None,
) -> None:
    """Say how many cases the last days will have had when all their reports are in."""
    from vungxanh.epidemic.delays import triangle_of
    from vungxanh.epidemic.nowcast import nowcast
    from vungxanh.tables import write_long

    del seed  # the quantiles are exact; `Nowcast.samples` takes a generator of its own
    levels = _levels(quantiles)
    if max_delay is not None and max_delay < 0:
        raise BadNowcastOption(
            message("--max-delay {value} is not possible: days are counted from 0 on.", value=max_delay)
        )
    with working(3) as progress:
        progress(message("Reading the reports"))
        rows = _rows(triangle)
        table = triangle_of(rows, as_of=as_of)
        if max_delay is not None:
            table = triangle_of(
                rows, as_of=as_of, max_delay=max_delay // table.step, step=7 if table.step == 7 else 1
            )
        parents = None if areas is None else _groups(table.areas, areas, on)
        progress(message("Estimating what is missing"))
        made = nowcast(table, sum=sum_days, levels=levels, parents=parents)
        progress(message("Writing the table"))
        write_long(made.frame(), out)
    _show(made)
    _tell_left_out(rows, table, as_of)
    _tell_silence(rows, as_of)
    tell(
        message(
            "{areas} areas, {first} to {last}, as reported by {day}: {file}",
            areas=len(made.areas),
            first=made.first,
            last=made.as_of,
            day=as_of,
            file=out,
        )
    )


def _rows(path: Path) -> "pl.DataFrame":
    from vungxanh.tables import Column, read_long

    found = read_long(
        path,
        [
            Column("area", "text", also=("location", "code")),
            Column("reference_date", "date", also=("date",)),
            Column("delay", "count", required=False),
            Column("report_date", "date", required=False),
            Column("count", "whole", also=("n", "cases", "value")),
        ],
    )
    if "delay" not in found.columns and "report_date" not in found.columns:
        raise BadNowcastOption(message("{file} needs a column delay (days) or report_date.", file=path.name))
    return found


def _levels(given: str | None) -> "NDArray[np.float64]":
    import numpy as np

    from vungxanh.epidemic.nowcast import LEVELS

    if given is None:
        return LEVELS
    try:
        levels = np.array(sorted({float(part) for part in given.split(",")}))
    except ValueError:
        levels = np.array([])
    if not levels.size or not ((levels > 0) & (levels < 1)).all():
        raise BadNowcastOption(
            message("--quantiles {value} is not possible: levels lie between 0 and 1.", value=given)
        )
    return levels


def _groups(areas: tuple[str, ...], argument: str, on: date | None) -> "NDArray[np.intp]":
    from vungxanh.epidemic.rt import groups_of
    from vungxanh.territory import read_any_territory

    return groups_of(areas, read_any_territory(file_or_name(argument), on=on))


def _tell_left_out(rows: "pl.DataFrame", table: "Triangle", as_of: date) -> None:
    """Reports that came later than the longest delay looked at."""
    import polars as pl

    delay = _delay(rows)
    days = table.max_delay * table.step
    by_then = pl.col("reference_date") + pl.duration(days=delay) <= as_of
    late = int(rows.filter(by_then & (delay > days))["count"].sum())
    if late:
        tell(message("{n} reports came later than {days} days and are left out.", n=late, days=days))


def _delay(rows: "pl.DataFrame") -> "pl.Expr":
    import polars as pl

    if "delay" in rows.columns:
        return pl.col("delay")
    return (pl.col("report_date") - pl.col("reference_date")).dt.total_days()


def _tell_silence(rows: "pl.DataFrame", as_of: date) -> None:
    """A week without any report may be quiet, or a table that ends too early."""
    import polars as pl

    seen = rows.select(seen=pl.col("reference_date") + pl.duration(days=_delay(rows)))["seen"]
    newest = seen.filter(seen <= as_of).max()
    if isinstance(newest, date) and (as_of - newest).days >= SILENT_DAYS:
        tell(
            message("The newest report is of {day}; the days after it count as days without one.", day=newest)
        )


def _show(made: "Nowcast") -> None:
    """The areas with most still to come on the last day."""
    import numpy as np

    missing = made.mean[:, -1] - made.known[:, -1]
    order = np.argsort(-missing, kind="stable")[:MOST_SHOWN]
    low, high = made.quantiles[:, -1, 0], made.quantiles[:, -1, -1]
    width = f"{100 * (made.levels[-1] - made.levels[0]):.0f} %"
    columns = [_("Area"), _("Day"), _("Reported so far"), _("Expected"), width]
    tell_table(
        columns,
        [
            (
                made.areas[i],
                made.as_of,
                int(made.known[i, -1]),
                round(float(made.mean[i, -1]), 1),
                f"{low[i]:.0f}–{high[i]:.0f}",
            )
            for i in order
        ],
    )
    if len(made.areas) > MOST_SHOWN:
        tell(message("... and {n} more areas.", n=len(made.areas) - MOST_SHOWN))
