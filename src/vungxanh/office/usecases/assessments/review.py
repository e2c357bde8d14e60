"""What an assessment says otherwise than the one before it, within the reader's areas."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from vungxanh.assessment import open_assessment
from vungxanh.linelist.mapping import COUNTED
from vungxanh.office.access import Scope
from vungxanh.office.records.models import AreaColour, Assessment
from vungxanh.office.records.queries.areas import areas_for
from vungxanh.office.records.queries.assessments import SEE
from vungxanh.office.records.queries.inside import inside
from vungxanh.office.usecases.assessments.places import home_of, result_of

MOST = 200
"""Rows that a person can look through; the numbers are of all."""

TOLD = (
    "area_code", "classification", "where_found", "source_known", "report_date", "onset_date", "sample_date",
)  # fmt: skip
"""What of a case may change its place, day or weight in the criteria."""


@dataclass(frozen=True)
class Turned:
    """An area whose colour is another one now."""

    row: AreaColour
    before: str
    why: dict[str, str]
    deciding: dict[str, str]


@dataclass(frozen=True)
class Review:
    """Changes since the assessment before. `revised`: area name, day, counted then, counted now."""

    turned: list[Turned]
    revised: list[dict[str, Any]]
    fresh: list[dict[str, Any]]
    late: list[dict[str, Any]]
    gone: list[dict[str, Any]]
    changed: list[dict[str, Any]]

    @property
    def anything(self) -> bool:
        """Whether there is something to look at."""
        return any((self.turned, self.revised, self.fresh, self.late, self.gone, self.changed))


def review_of(assessment: Assessment, scope: Scope) -> Review:
    """Colours with reasons, counts of earlier days, cases that are new, late, gone or changed."""
    before = assessment.previous
    turned = _turned(assessment, scope)
    if before is None or not _files(before).is_file() or not _files(assessment).is_file():
        return Review(turned, [], [], [], [], [])
    names = {a.code: a.name for a in areas_for(scope, SEE, on=assessment.as_of).only("code", "name")}
    old, new = (_counted(_files(one), names) for one in (before, assessment))
    fresh = new.join(old, on="case_id", how="anti")
    known = pl.col("report_date") <= before.as_of
    return Review(
        turned,
        _revised(before, assessment, names),
        _rows(fresh.filter(~known), names),
        _rows(fresh.filter(known), names),
        _rows(old.join(new, on="case_id", how="anti"), names),
        _changed(old, new, names),
    )


def fault_of(assessment: Assessment) -> dict[str, str]:
    """Why it failed, by language; a rejection's reason is in the words of whoever wrote it."""
    if assessment.status != "failed":
        return dict.fromkeys(("vi", "en"), assessment.fault)
    told: dict[str, str] = json.loads(assessment.fault)
    return told


def _turned(assessment: Assessment, scope: Scope) -> list[Turned]:
    rows = AreaColour.objects.filter(assessment=assessment).exclude(before="").select_related("area")
    found = []
    for row in inside(rows.defer("series", "outlook", "estimates"), scope, SEE).order_by("area_path"):
        if row.before != row.colour:
            told = row.explanation["text"]
            deciding = {language: lines[0] if lines else "" for language, lines in told.items()}
            found.append(Turned(row, row.before, row.explanation["headline"], deciding))
    return found


def _files(assessment: Assessment) -> Path:
    return home_of(assessment) / "input" / "known.parquet"


def _counted(file: Path, names: dict[str, str]) -> pl.DataFrame:
    """The counted cases of the reader's areas."""
    inside_scope = pl.col("area_code").is_in(list(names))
    return pl.read_parquet(file).filter(inside_scope, pl.col("classification").is_in(COUNTED))


def _rows(frame: pl.DataFrame, names: dict[str, str]) -> list[dict[str, Any]]:
    shown = frame.sort("report_date", "case_id", descending=[True, False]).head(MOST)
    return [{**row, "area": names[row["area_code"]]} for row in shown.iter_rows(named=True)]


def _changed(old: pl.DataFrame, new: pl.DataFrame, names: dict[str, str]) -> list[dict[str, Any]]:
    """Cases that were there, and are told otherwise now: which columns, from what to what."""
    both = new.join(old, on="case_id", suffix="_before")
    differs = [pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in TOLD]
    rows = []
    for row in both.filter(pl.any_horizontal(differs)).head(MOST).iter_rows(named=True):
        told = [
            (name, row[f"{name}_before"], row[name]) for name in TOLD if row[name] != row[f"{name}_before"]
        ]
        rows.append({"case_id": row["case_id"], "area": names[row["area_code"]], "told": told})
    return rows


def _revised(before: Assessment, now: Assessment, names: dict[str, str]) -> list[dict[str, Any]]:
    """Days whose count was another one; not the areas above, whose sums differ for the same reason."""
    areas = open_assessment(result_of(now)).areas.select("area", "parent")
    old, new = (_counts(one, names) for one in (before, now))
    both = new.join(old, on=["area", "day"], suffix="_before")
    differs = both.filter(pl.col("cases") != pl.col("cases_before"))
    above = differs.join(areas, on="area").select(area="parent", day="day").unique()
    own = differs.join(above, on=["area", "day"], how="anti").sort("day", "area", descending=True).head(MOST)
    return [
        {"area": names[area], "day": day, "before": earlier, "now": later}
        for area, day, later, earlier in own.select("area", "day", "cases", "cases_before").iter_rows()
    ]


def _counts(assessment: Assessment, names: dict[str, str]) -> pl.DataFrame:
    counts = open_assessment(result_of(assessment)).counts
    return counts.filter(pl.col("area").is_in(list(names))).select("area", "day", "cases")
