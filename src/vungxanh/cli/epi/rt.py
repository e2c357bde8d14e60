"""`vungxanh epi rt`."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _, spoken
from vungxanh.cli.options import OnDay, file_or_name
from vungxanh.cli.output import tell, tell_table, working
from vungxanh.messages import VungXanhError, message, show_number

MOST_SHOWN = 20


class BadRtOption(VungXanhError):
    """An option or a table from which no R can be estimated."""


def estimate_rt(
    *,
    counts: Annotated[Path, Parameter(help=_("Table: area, date, cases; one row per area and day"))],
    disease: Annotated[
        str, Parameter(help=_("covid19, dengue, influenza, measles, or a disease pack of one's own (.toml)"))
    ],
    out: Annotated[Path, Parameter(help=_("Table to write (.csv or .parquet)"))],
    areas: Annotated[
        str | None, Parameter(help=_("Areas with their parents: small areas lean on the area above them"))
    ] = None,
    variant: Annotated[
        str | None, Parameter(help=_("Variant of the disease pack; default: the pack's"))
    ] = None,
    window: Annotated[int, Parameter(help=_("Days of Cori's window"))] = 7,
    absent: Annotated[
        Literal["unknown", "zero", "with-next"],
        Parameter(
            help=_(
                "A day without a row: not reported (unknown), no case (zero), or counted in the next row "
                "(with-next: weekly totals, weekends)"
            )
        ),
    ] = "unknown",
    on: OnDay = None,
) -> None:
    """Estimate the reproduction number of every area and day."""
    from vungxanh.epidemic.disease import read_disease
    from vungxanh.epidemic.rt import cori, estimate, groups_of, rt_table
    from vungxanh.tables import write_long

    if window < 1:
        raise BadRtOption(
            message("--window {value} is not possible: a window has a day at least.", value=window)
        )
    pack = read_disease(disease, variant)
    with working(3) as progress:
        progress(message("Reading the counts"))
        panel = _panel(counts, absent)
        group = None if areas is None else groups_of(panel.areas, _territory(areas, on))
        progress(message("Estimating R"))
        found = estimate(panel.values, pack.generation, group=group, batch=absent == "with-next")
        reference = cori(panel.values, pack.generation, window=window)
        progress(message("Writing the table"))
        made = rt_table(panel, found, reference, pack.generation)
    write_long(made, out)
    _show(made)
    tell(
        message(
            "{disease}, {variant}: {days} days from one case to the next. Dispersion k = {k}.",
            disease=pack.title.render(spoken()), variant=pack.variant,
            days=pack.mean, k=found.settings.areas.k,
        ),
        message(
            "{areas} areas, {first} to {last}: {file}",
            areas=len(panel.areas), first=panel.first_end, last=panel.last_end, file=out,
        ),
    )  # fmt: skip


def _panel(counts: Path, absent: str):  # type: ignore[no-untyped-def]
    """The table as areas x days."""
    from vungxanh.epidemic.panel import panel_of
    from vungxanh.tables import Column, read_long

    columns = [
        Column("area", "text", also=("location", "code")),
        Column("date", "date"),
        Column("cases", "count", empty=True, also=("value", "count")),
    ]
    table = read_long(counts, columns).drop_nulls("cases")
    if table.is_empty():
        raise BadRtOption(message("{file} has no row with cases.", file=counts.name))
    return panel_of(table, step=1, value="cases", absent=0.0 if absent == "zero" else float("nan"))


def _territory(areas: str, on: date | None):  # type: ignore[no-untyped-def]
    from vungxanh.territory import read_any_territory

    return read_any_territory(file_or_name(areas), on=on)


def _show(table) -> None:  # type: ignore[no-untyped-def]
    """The newest day by the filter, the likeliest growth first."""
    from vungxanh.epidemic.rt import latest

    newest = latest(table)
    columns = [
        _("Area"),
        _("Day"),
        "R",
        _("95 % interval"),
        _("P(R > 1)"),
        _("Doubles in (days; −: halves in)"),
    ]
    rows = [(row["area"], row["date"], *_said(row)) for row in newest.head(MOST_SHOWN).iter_rows(named=True)]
    tell_table(columns, rows)
    if newest.height > MOST_SHOWN:
        tell(message("... and {n} more areas.", n=newest.height - MOST_SHOWN))


def _said(row: dict[str, float]) -> tuple[object, ...]:
    if not row["enough"]:
        return message("not enough cases"), None, None, None
    middle, low, high, p = (
        show_number(row[name], spoken(), 2) for name in ("q50", "q025", "q975", "p_above_1")
    )
    return middle, f"{low}–{high}", p, round(row["doubling_days"], 1)
