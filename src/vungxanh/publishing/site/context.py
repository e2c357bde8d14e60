"""What the site must know besides the disclosed data: which snapshot this is and what came before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl


@dataclass(frozen=True, slots=True)
class EarlierSnapshot:
    """A link of the chain; `href` is relative to the snapshot's root, None if it is not at hand."""

    number: int
    as_of: date
    id: str
    sha256: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the snapshot that people may download; `path` is relative to the snapshot's root."""

    path: str
    bytes: int


@dataclass(frozen=True, slots=True)
class SiteContext:
    """The snapshot's identity.

    previous     the chain, newest first; empty for the first snapshot
    corrections  what this snapshot revises: area, level, day, field, old, new (field, old, new are text)
    league       per area level, the frame of `campaign.league`; empty when no period was asked for
    scores       how published forecasts did (the published table); None when none has been scored
    record       those of the places at the top, beside what came
    files        the data files already written, in the order in which they are to be shown
    """

    number: int
    id: str
    created: datetime
    software: str
    key_fingerprint: str | None = None
    previous: tuple[EarlierSnapshot, ...] = ()
    corrections: pl.DataFrame | None = None
    league: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    league_period: tuple[date, date] | None = None
    scores: pl.DataFrame | None = None
    record: pl.DataFrame | None = None
    files: tuple[DataFile, ...] = ()
