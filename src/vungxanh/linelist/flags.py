"""Found in the community or not, source known or not: True, False, or null where not recorded."""

import polars as pl

from vungxanh.linelist.source import Source
from vungxanh.linelist.values import NOT_UNDERSTOOD, dictionary, understand
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.tables import fold

COMMUNITY_PLACES = ("community", "hospital")
"""A case found by screening at a health facility lived in the community until then."""


def _flag(source: Source, field: str, verdicts: Verdicts, extra: str | None = None) -> pl.Series | None:
    """A yes/no column as Boolean, null where blank or not understood."""
    column = source.column(field)
    if column is None or column.dtype == pl.Boolean:
        return column
    spellings = source.mapping.spellings(field, "yes_no")
    if extra is not None:
        spellings = {**spellings, **source.mapping.spellings(field, extra)}
    ours = understand(column.cast(pl.String), spellings)
    verdicts.mark("unknown_value", (ours == NOT_UNDERSTOOD).fill_null(value=False), field, column)
    return ours.replace_strict({"yes": True, "no": False}, default=None, return_dtype=pl.Boolean)


def community(source: Source, verdicts: Verdicts) -> pl.Series:
    """Found in the community: by its own flag, else by where it was found, else by not being imported."""
    flag = _flag(source, "community", verdicts)
    place = source.column("where_found")
    if place is not None:
        known = source.mapping.spellings("where_found", "where_found")
        ours = understand(place.cast(pl.String), known)
        verdicts.mark("unknown_value", (ours == NOT_UNDERSTOOD).fill_null(value=False), "where_found", place)
        named = ours.is_not_null() & ~ours.is_in([NOT_UNDERSTOOD, "unknown"])
        by_place = pl.select(pl.when(named).then(ours.is_in(COMMUNITY_PLACES))).to_series()
        flag = by_place if flag is None else flag.zip_with(flag.is_not_null(), by_place)
    imported = _flag(source, "imported", verdicts)
    if imported is not None:
        flag = (
            ~imported
            if flag is None
            else flag.zip_with(flag.is_not_null() & ~imported.fill_null(value=False), ~imported)
        )
    if flag is None:
        found = source.mapping.constants.get("where_found")
        everywhere = None if found is None else dictionary("where_found").get(fold(found)) in COMMUNITY_PLACES
        return pl.repeat(everywhere, source.frame.height, dtype=pl.Boolean, eager=True)
    return flag


def linked(source: Source, verdicts: Verdicts) -> pl.Series:
    """Whether the source of infection is known; null where nothing is recorded."""
    flag = _flag(source, "source_known", verdicts, extra="source_known")
    column = source.column("source_case")
    if column is not None:
        ours = understand(column.cast(pl.String), dictionary("no_source"))
        named = pl.select(pl.when(ours.is_not_null()).then(ours == NOT_UNDERSTOOD)).to_series()
        flag = named if flag is None else flag.zip_with(flag.is_not_null(), named)
    if flag is None:
        return pl.repeat(None, source.frame.height, dtype=pl.Boolean, eager=True)
    return flag
