"""`vungxanh epi chart --data TABLE --area AREA --out X.svg`."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _, spoken
from vungxanh.cli.options import file_or_name
from vungxanh.cli.output import tell
from vungxanh.messages import VungXanhError, message


class NotAnSvg(VungXanhError):
    """Charts are written in one form."""


def chart_table(
    *,
    data: Annotated[Path, Parameter(help=_("Table of Rt, nowcast, forecast or outlook"))],
    area: Annotated[str, Parameter(help=_("Code of the area"))],
    out: Annotated[Path, Parameter(help=_("File to write: .svg"))],
    kind: Annotated[
        Literal["auto", "rt", "nowcast", "forecast", "outlook"],
        Parameter(help=_("What the table holds; auto: by its columns")),
    ] = "auto",
    counts: Annotated[
        Path | None, Parameter(help=_("Table area, date, cases: drawn before a forecast"))
    ] = None,
    criteria: Annotated[
        str, Parameter(help=_("Criteria whose colours an outlook has: a built-in name or FILE.toml"))
    ] = "vn-2686-2021",
) -> None:
    """Draw one area of a table as an SVG file."""
    from vungxanh.publishing.charting import chart
    from vungxanh.tables import write_whole

    if out.suffix != ".svg":
        raise NotAnSvg(message("{file}: charts are written as .svg", file=out))
    text = chart(data, area, language=spoken(), kind=kind, counts=counts, criteria=file_or_name(criteria))
    write_whole(out, lambda file: file.write(text.encode()))
    tell(message("The chart is in {file}.", file=out))
