"""From the pipeline's folder to what pages show: one row per judged area, and the clusters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from vungxanh.assessment import Assessment as Judged
from vungxanh.assessment import open_assessment
from vungxanh.office.records.models import Area, AreaColour, AssessedCluster, Assessment
from vungxanh.office.records.queries.areas import office_territory
from vungxanh.office.records.queries.response import response_by_area
from vungxanh.office.usecases.assessments.ahead import Coming, coming_of
from vungxanh.office.usecases.assessments.places import result_of
from vungxanh.zoning import Explanation

SHOWN_DAYS = 120
"""Days of a curve and of a strip of colours."""

SUMMED_DAYS = 14
"""Days that the counts of a row are summed over: the window of the criteria of 2021."""


def colours_of(assessment: Assessment) -> list[AreaColour]:
    """The rows of every judged area on the last day."""
    judged = open_assessment(result_of(assessment))
    areas = areas_by_code(assessment.as_of)
    drawn = _Drawn.of(assessment, judged)
    last_day = judged.colours.filter(day=judged.last_day)
    return [
        _row(assessment, areas[last["area"]], last, drawn)
        for last in last_day.iter_rows(named=True)
        if last["area"] in areas
    ]


@dataclass(frozen=True)
class _Drawn:
    """Everything that rows are made from, by area code (colours before by id, the response by path)."""

    told: dict[str, Explanation]
    before: dict[int, str]
    series: dict[str, dict[str, Any]]
    strips: dict[str, list[list[Any]]]
    coming: Coming
    response: dict[str, dict[str, int]]

    @classmethod
    def of(cls, assessment: Assessment, judged: Judged) -> "_Drawn":
        day = judged.last_day
        return cls(
            judged.explanations(day),
            _colours_before(assessment),
            dict(_series(judged, day)),
            dict(_strips(judged, day)),
            coming_of(judged),
            response_by_area(assessment.as_of),
        )


def _row(assessment: Assessment, area: Area, last: dict[str, Any], drawn: _Drawn) -> AreaColour:
    code = area.code
    why, daily = drawn.told[code], drawn.series[code]
    response = _inside(drawn.response, area.path)
    return AreaColour(
        assessment=assessment,
        area=area,
        area_path=area.path,
        level=area.level,
        colour=last["colour"],
        before=drawn.before.get(area.pk, ""),
        since=last["since"],
        next_colour="" if why.better is None else why.better.id,
        earliest=last["earliest_better"],
        cases=sum(daily["cases"][-SUMMED_DAYS:]),
        community_cases=sum(daily["community"][-SUMMED_DAYS:]),
        explanation=_explained(why),
        series={**daily, "strip": drawn.strips.get(code, [])},
        outlook=drawn.coming.outlook.get(code, {}),
        estimates={**drawn.coming.estimates.get(code, {}), "response": response},
    )


def clusters_of(assessment: Assessment) -> list[AssessedCluster]:
    """The clusters that the scan found, the surest first."""
    file = result_of(assessment) / "epi" / "clusters.parquet"
    if not file.is_file():
        return []
    areas = areas_by_code(assessment.as_of)
    rows = pl.read_parquet(file).sort("tree", "cluster")
    found = []
    for _, members in rows.group_by("tree", "cluster", maintain_order=True):
        first = members.row(0, named=True)
        codes = [code for code in members["area"].to_list() if code in areas]
        facts = {name: _plain(first[name]) for name in CLUSTER_FACTS}
        where = [{"id": areas[c].pk, "name": areas[c].name, "path": areas[c].path} for c in codes]
        found.append({**facts, "places": where})
    found.sort(key=lambda facts: (not facts["alarm"], facts["p"] is None, facts["p"], -facts["cases"]))
    return [
        AssessedCluster(assessment=assessment, rank=rank, facts=facts)
        for rank, facts in enumerate(found, start=1)
    ]


CLUSTER_FACTS = (
    "first_day", "last_day", "cases", "expected", "relative_risk", "p", "recurrence_days", "radius_km",
    "areas", "alarm", "new_alarm", "alarm_since",
)  # fmt: skip


def areas_by_code(on: date) -> dict[str, Area]:
    """The office's areas of a day by their codes, which are unique on one day."""
    return {area.code: area for area in office_territory(on)[1]}


def _colours_before(assessment: Assessment) -> dict[int, str]:
    earlier = AreaColour.objects.filter(assessment=assessment.previous_id)
    return dict(earlier.values_list("area_id", "colour"))


def _explained(why: Explanation) -> dict[str, Any]:
    headline = {language: why.headline(language) for language in ("vi", "en")}
    return {**why.to_json(), "headline": headline}


def _series(judged: Judged, day: date) -> Iterator[tuple[str, dict[str, Any]]]:
    first = max(judged.first_day, day - timedelta(days=SHOWN_DAYS - 1))
    shown = judged.counts.filter(pl.col("day").is_between(first, day)).sort("area", "day")
    for (area,), rows in shown.group_by("area", maintain_order=True):
        yield (
            str(area),
            {
                "first": rows["day"][0].isoformat(),
                "cases": rows["cases"].to_list(),
                "community": rows["community_cases"].to_list(),
                "reported": bool(rows["reported"].all()),
                "missing": [i for i, there in enumerate(rows["reported"].to_list()) if not there],
            },
        )


def _strips(judged: Judged, day: date) -> Iterator[tuple[str, list[list[Any]]]]:
    """Colours as runs: colour, first day, last day; the newest last."""
    first = day - timedelta(days=SHOWN_DAYS - 1)
    shown = judged.colours.filter(pl.col("day") >= first).sort("area", "day")
    runs = (
        shown.with_columns(run=pl.struct("area", "colour").rle_id())
        .group_by("run", maintain_order=True)
        .agg(pl.col("area", "colour").first(), first=pl.col("day").min(), last=pl.col("day").max())
    )
    for (area,), rows in runs.group_by("area", maintain_order=True):
        spans = rows.select("colour", "first", "last").iter_rows()
        yield str(area), [[colour, begun.isoformat(), ended.isoformat()] for colour, begun, ended in spans]


def _inside(by_path: dict[str, dict[str, int]], path: str) -> dict[str, int]:
    """The figures of an area and all below it."""
    summed: dict[str, int] = {}
    for own, figures in by_path.items():
        if own.startswith(path):
            for name, value in figures.items():
                summed[name] = summed.get(name, 0) + value
    return summed


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
