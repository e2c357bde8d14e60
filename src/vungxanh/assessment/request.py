"""What an assessment is asked to do."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class OutlookRequest:
    """Which futures an outlook looks at.

    days     days that get a probability of each colour
    to_best  days within which the date of the best colour is looked for
    draws    futures
    what_if  what goes differently in further outlooks: none, rt=0.9, target=0.3[@DAY]
    """

    days: int = 14
    to_best: int = 60
    draws: int = 200
    seed: int = 0
    what_if: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """Inputs and choices of one assessment; paths are read, never changed.

    areas         a file, or the name of a built-in territory
    criteria      a shipped pack's name, or a TOML file
    first         first day to give colours for (default: the first day of the cases)
    absent        what a missing area-day in the cases means (auto: see linelist)
    data_through  the cases are complete up to this day, even if the newest row is older
    cases_areas   the cases name areas of an earlier day: that list of areas
    successors    which of those became which of `areas`, with shares
    outlook       futures to look at (default: none)
    outlook_days  how many of the last days get days-to-better (default: all)
    """

    cases: Path
    areas: Path | str
    criteria: Path | str
    as_of: date
    mapping: Path | None = None
    first: date | None = None
    neighbours: Path | None = None
    inputs: Path | None = None
    history: Path | None = None
    absent: Literal["auto", "zero", "unknown"] = "auto"
    data_through: date | None = None
    territory_on: date | None = None
    outlook_days: int | None = None
    cases_areas: Path | str | None = None
    successors: Path | None = None
    outlook: OutlookRequest | None = None
