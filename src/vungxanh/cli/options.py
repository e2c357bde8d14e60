"""Options that several commands share, each said in one place."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _


def file_or_name(argument: str) -> Path | str:
    """A file where there is one or where it looks like one, else the name of something built in."""
    return Path(argument) if Path(argument).exists() or Path(argument).suffix else argument


AsJson = Annotated[bool, Parameter(name="--json", negative="", help=_("Print JSON for programs"))]
Areas = Annotated[
    str,
    Parameter(
        name="--areas",
        help=_(
            "File of areas (GeoJSON, GeoPackage, Shapefile or table), or a built-in territory: district6-2021"
        ),
    ),
]
Mapping = Annotated[
    Path | None, Parameter(name="--mapping", help=_("TOML file that says what the columns mean"))
]
Neighbours = Annotated[
    Path | None,
    Parameter(name="--neighbours", help=_("Table of pairs of areas that touch")),
]
OnDay = Annotated[
    date | None, Parameter(name="--on", help=_("Day whose areas are meant, as codes are reused (YYYY-MM-DD)"))
]
Assessed = Annotated[Path, Parameter(help=_("Folder written by 'vungxanh assess'"))]
ToGreen = Annotated[
    int, Parameter(name="--to-green", help=_("Days within which the date of the best colour is looked for"))
]
Draws = Annotated[int, Parameter(name="--draws", help=_("Futures that are judged"))]
Seed = Annotated[int, Parameter(name="--seed", help=_("Another seed, other random draws"))]
WhatIfs = Annotated[
    list[str] | None,
    Parameter(
        name="--what-if",
        negative="",
        help=_(
            "Look also at: none (no further case), rt=0.9 (Rt a tenth lower), target=0.3[@DAY] (30 % fewer)"
        ),
    ),
]
