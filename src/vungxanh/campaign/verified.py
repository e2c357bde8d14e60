"""Verified green: an official green that tests have made sure of. It adds to the colour and never changes it.

official colour   free of undetected infection       standing
green             p_free >= confidence, tested       verified_green
green             less, untested, or not known       green
another           whatever                           not_green
unknown           whatever                           unknown
"""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import polars as pl
from pydantic import Field

from vungxanh.assessment.store import read_table
from vungxanh.campaign.standings import GREEN
from vungxanh.rules import read_rule
from vungxanh.zoning.pack_terms import Mark, Model, Parameter, Text

if TYPE_CHECKING:
    from vungxanh.assessment import Assessment

NEVER_VERIFIED = ("population", "untested")
"""Reasons of the freedom table for which no probability is high enough."""


class VerifiedRule(Model):
    """When a green counts as verified."""

    id: str
    version: str
    title: Text
    summary: Text
    source: str = Field(min_length=1)
    certainty: Mark
    parameters: dict[str, Parameter]

    @property
    def confidence(self) -> float:
        """The least probability of freedom."""
        return float(self.parameters["confidence"].value)


@cache
def read_verified_rule() -> VerifiedRule:
    """The rule that ships with the library."""
    return VerifiedRule.model_validate(read_rule("campaign", "verified-green"))


def verified_green(
    colours: pl.DataFrame, freedom: pl.DataFrame, *, day: date, rule: VerifiedRule | None = None
) -> pl.DataFrame:
    """One row per area of `colours`: area, standing (see above), p_free (null where not computed for `day`).

    colours: area, rank (0 is green, null unknown) on `day`; freedom: the table of `vungxanh epi freedom`.
    What was computed for another day does not count.
    """
    confidence = (rule or read_verified_rule()).confidence
    of_the_day = freedom.filter(pl.col("date") == day).select("area", "p_free", "why_not")
    joined = colours.select("area", "rank").join(of_the_day, on="area", how="left", maintain_order="left")
    allowed = ~pl.col("why_not").is_in(NEVER_VERIFIED).fill_null(value=False)
    sure = ((pl.col("p_free") >= confidence) & allowed).fill_null(value=False)
    standing = (
        pl.when(pl.col("rank").is_null())
        .then(pl.lit("unknown"))
        .when(pl.col("rank") != GREEN)
        .then(pl.lit("not_green"))
        .when(sure)
        .then(pl.lit("verified_green"))
        .otherwise(pl.lit("green"))
    )
    return joined.select("area", "p_free", standing=standing)


def add_standing(table: pl.DataFrame, assessment: "Assessment", day: date) -> pl.DataFrame:
    """The league with `standing` and `p_free` of `day`; unchanged where there is no epi/freedom.parquet."""
    if not (assessment.folder / "epi" / "freedom.parquet").is_file():
        return table
    freedom = read_table(assessment.folder / "epi", "freedom")
    known = pl.col("colour") != "unknown"
    colours = assessment.colours.filter(pl.col("day") == day).select(
        "area", rank=pl.when(known).then(pl.col("rank"))
    )
    found = verified_green(colours, freedom, day=day)
    return table.join(found, on="area", how="left", maintain_order="left")
