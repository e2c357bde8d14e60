"""From a file of cases as points to foci, the households to treat, and the sentences that say so."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from vungxanh.epidemic.clusters.errors import ClusterError
from vungxanh.epidemic.clusters.foci.find import Foci, find_foci
from vungxanh.epidemic.clusters.foci.result import foci_features, foci_frame, houses_frame
from vungxanh.epidemic.clusters.foci.rule import FocusRule, read_focus_rule
from vungxanh.epidemic.clusters.request import Found
from vungxanh.epidemic.clusters.tables import Points, read_houses, read_points
from vungxanh.messages import Message, message


@dataclass(frozen=True)
class FociRequest:
    """Foci among points, as asked for."""

    points: Path
    as_of: date
    rule: str = "dengue"
    households: Path | None = None
    draw: bool = False


def find_on_points(request: FociRequest) -> Found:
    """Reads and finds. Raises ClusterError or TableError."""
    rule = read_focus_rule(request.rule)
    cases = read_points(request.points)
    foci = find_foci(cases.xy, cases.day, rule, as_of=request.as_of.toordinal())
    radius = rule.treatment.radius_m
    houses = None
    if request.households is not None:
        listed = read_houses(request.households, cases.plane)
        houses = houses_frame(foci, cases.xy, listed.xy, listed.name, radius)
    drawn = {}
    if request.draw:
        if cases.plane is None:
            raise ClusterError(message("A map needs degrees (lon, lat); the points are in metres"))
        drawn = foci_features(foci, cases.xy, radius, cases.plane)
    frame = foci_frame(foci, cases.name, cases.day, cases.xy)
    said = [*_notes(cases, rule), *_told(foci, rule, None if houses is None else houses.height)]
    return Found(frame, tuple(said), drawn, houses)


def _notes(cases: Points, rule: FocusRule) -> list[Message]:
    notes = []
    lost = int(np.isnan(cases.xy).any(axis=1).sum())
    if lost:
        notes.append(message("{n} cases have no coordinates and are in no focus", n=lost))
    if rule.uncertain:
        notes.append(
            message(
                "Parts of this rule are remembered, not read in {document}: check them before use",
                document=rule.document,
            )
        )
    return notes


def _told(foci: Foci, rule: FocusRule, houses: int | None) -> list[Message]:
    open_ = np.flatnonzero(foci.open)
    said = [
        message(
            "{n} foci, {open} of them open: at least {cases} cases at most {metres} m and {days} days apart",
            n=len(foci),
            open=len(open_),
            cases=rule.focus.least_cases,
            metres=int(rule.focus.link_m),
            days=rule.focus.link_days,
        )
    ]
    said += [_focus(foci, int(number), rule) for number in open_]
    if houses is not None:
        said.append(message("Households to treat: {n}", n=houses))
    return said


def _focus(foci: Foci, number: int, rule: FocusRule) -> Message:
    return message(
        "Focus {number}: {cases} cases from {first} to {last}; treat the houses within {metres} m",
        number=number + 1,
        cases=int(foci.cases[number]),
        first=date.fromordinal(int(foci.first_day[number])),
        last=date.fromordinal(int(foci.last_day[number])),
        metres=int(rule.treatment.radius_m),
    )
