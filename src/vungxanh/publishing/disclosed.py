"""The only view of an assessment that publishing works from: what disclosure control lets through."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from vungxanh.publishing.coming import Coming, Remake, estimates_of_the_public, read_coming
from vungxanh.publishing.disclosure import hidden_cells, protected_areas
from vungxanh.publishing.disclosure_rule import DisclosureRule
from vungxanh.publishing.grid import Grid
from vungxanh.publishing.marks import SERIES, SHOWN, SUPPRESSED, SUPPRESSED_MARK, UNKNOWN, UNKNOWN_MARK
from vungxanh.publishing.masking import mask_explanation, mask_values

PUBLIC_INFO = (
    "software", "as_of", "from", "to", "pack", "inputs", "kind", "absent", "reported_through", "levels",
)  # fmt: skip
"""What of assessment.json leaves the office; readings and import reports may quote rows of the line list."""


@dataclass(frozen=True)
class Disclosed:
    """An assessment without what may not be shown; same names as `Assessment`.

    areas     as assessed, and `protected`: its counts can be hidden, its values are shown as bounds only
    counts    area, level, day, cases, community_cases, unlinked_cases (null unless shown), incomplete,
              status (shown | suppressed | unknown), shown (the count of cases as text, "*" or "?")
    colours   as assessed; `value` null for protected areas, `value_shown` text (">=3" instead)
    coming    estimates of what may come, of areas that are not protected
    """

    areas: pl.DataFrame
    counts: pl.DataFrame
    colours: pl.DataFrame
    pack: Any
    info: Mapping[str, Any]
    rule: DisclosureRule
    last_day: date
    protected: frozenset[str]
    coming: Coming
    _assessment: Any

    def explanation(self, area: str, day: date) -> Any:
        """Why `area` has its colour, in numbers that may be shown."""
        said = self._assessment.explanation(area, day)
        return mask_explanation(said) if area in self.protected else said

    def explanations(self, day: date) -> dict[str, Any]:
        """The same for every area that is published."""
        published = set(self.areas["area"])
        return {
            area: mask_explanation(said) if area in self.protected else said
            for area, said in self._assessment.explanations(day).items()
            if area in published
        }


def disclose(
    assessment: Any,
    rule: DisclosureRule,
    *,
    protected_before: Collection[str] = (),
    remake: Remake = estimates_of_the_public,
) -> Disclosed:
    """What may be shown. `protected_before`: areas protected in earlier snapshots of the chain stay so,
    else two snapshots together would give their neighbours' counts away. `remake` makes estimates from
    public counts."""
    published = pl.col("level").is_in(rule.levels.published)
    areas, counts, colours = (
        frame.filter(published) for frame in (assessment.areas, assessment.counts, assessment.colours)
    )
    grid = Grid.of(counts, areas["area"].to_list())
    protected = _protected(areas, counts, grid, rule, protected_before)
    codes = frozenset(areas["area"].filter(pl.Series(protected)))
    told = _show(counts, _hidden(areas, counts, grid, rule, protected))
    return Disclosed(
        areas=areas.with_columns(protected=pl.Series(protected)),
        counts=told,
        colours=mask_values(colours, codes, assessment.pack),
        pack=assessment.pack,
        info={key: assessment.info[key] for key in PUBLIC_INFO if key in assessment.info},
        rule=rule,
        last_day=assessment.last_day,
        protected=codes,
        coming=read_coming(assessment, areas, told, codes, rule, remake),
        _assessment=assessment,
    )


def small_areas(areas: pl.DataFrame, rule: DisclosureRule) -> pl.Series:
    """Areas with few people, or of a level where an unknown population counts as few."""
    few = pl.col("population").fill_nan(None) < rule.small_population
    unsure = pl.col("level").is_in(rule.levels.small_when_population_unknown)
    return areas.select(small=few.fill_null(unsure))["small"]


def _protected(
    areas: pl.DataFrame, counts: pl.DataFrame, grid: Grid, rule: DisclosureRule, before: Collection[str]
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    small = small_areas(areas, rule) | areas["area"].is_in(list(before))
    rank = areas.select(pl.struct(pl.col("population").fill_null(0), "area").rank("ordinal"))
    return protected_areas(
        _parents(areas),
        small.to_numpy(),
        rank.to_series().cast(pl.Int32).to_numpy(),
        np.asarray(grid.spread(counts["reported"]), dtype=np.bool_),
    )


def _hidden(
    areas: pl.DataFrame,
    counts: pl.DataFrame,
    grid: Grid,
    rule: DisclosureRule,
    protected: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> pl.Series:
    series = [np.asarray(grid.spread(counts[name]), dtype=np.int32) for name in SERIES]
    return grid.gather(hidden_cells(series, _parents(areas), protected, rule.small_count))


def _parents(areas: pl.DataFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """Position of each area's parent, -1 at the top or where the parent is not published."""
    codes = areas["area"].to_list()
    position = dict(zip(codes, range(len(codes)), strict=True))
    return np.array([position.get(code, -1) for code in areas["parent"].to_list()], dtype=np.int32)


def _show(counts: pl.DataFrame, hidden: pl.Series) -> pl.DataFrame:
    status = (
        pl.when(~pl.col("reported"))
        .then(pl.lit(UNKNOWN))
        .when(hidden)
        .then(pl.lit(SUPPRESSED))
        .otherwise(pl.lit(SHOWN))
    )
    marks = {UNKNOWN: UNKNOWN_MARK, SUPPRESSED: SUPPRESSED_MARK}
    shown = pl.col("status") == SHOWN
    return (
        counts.with_columns(status=status)
        .with_columns(pl.when(shown).then(pl.col(name)).alias(name) for name in SERIES)
        .with_columns(shown=pl.coalesce(pl.col("cases").cast(pl.String), pl.col("status").replace(marks)))
        .select("area", "level", "day", *SERIES, "incomplete", "status", "shown")
    )
