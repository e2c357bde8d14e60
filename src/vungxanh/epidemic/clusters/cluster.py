"""One cluster as people read it: which areas, since when, how many cases instead of how many, how sure."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.model import Model
from vungxanh.epidemic.clusters.places import Places
from vungxanh.epidemic.clusters.search import Kind, Zone
from vungxanh.epidemic.clusters.significance import Chance
from vungxanh.messages import Message, message

_NAMED = 6


@dataclass(frozen=True)
class Cluster:
    """`relative_risk` compares inside with outside (nan if no case is outside); `p` is Monte Carlo.

    recurrence_days: if no cluster existed, one this unusual would appear once in so many daily searches.
    centre is an area's code; radius_km reaches from its point to the farthest point; both empty if unknown.
    """

    rank: int
    kind: Kind
    areas: tuple[str, ...]
    names: tuple[str, ...]
    area_cases: NDArray[np.int64]
    area_expected: NDArray[np.float64]
    first_day: date
    last_day: date
    cases: int
    expected: float
    relative_risk: float
    llr: float
    p: float
    p_gumbel: float
    recurrence_days: float
    centre: str | None
    radius_km: float | None

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.last_day - self.first_day).days + 1

    def why(self) -> Message:
        """One sentence: where to zone, and why."""
        return message(
            "{where}: {cases} cases in {days} days (since {first}), {expected} expected, {ratio} times as "
            "many; by chance alone this would appear once in {recurrence} days",
            where=self._where(),
            cases=self.cases,
            days=self.days,
            first=self.first_day,
            expected=round(self.expected, 1),
            ratio=round(self.cases / self.expected, 1),
            recurrence=int(min(self.recurrence_days, 1e6)),
        )

    def _where(self) -> Message | str:
        names = ", ".join(self.names[:_NAMED])
        if len(self.names) <= _NAMED:
            return names
        return message("{names} and {more} more areas", names=names, more=len(self.names) - _NAMED)


def cluster_of(zone: Zone, chance: Chance, model: Model, places: Places, *, last: date, rank: int) -> Cluster:
    """A zone with its figures; its areas in falling order of their own cases beyond the expected."""
    at = zone.days - 1
    cases, expected = model.recent[zone.areas, at], model.expected[zone.areas, at]
    order = np.lexsort((zone.areas, -(cases - expected)))
    areas = zone.areas[order]
    p, p_gumbel = chance.p(zone), chance.p_gumbel(zone)
    centre, radius = _extent(zone, places)
    return Cluster(
        rank=rank,
        kind=zone.kind,
        areas=tuple(places.codes[i] for i in areas),
        names=tuple(places.names[i] for i in areas),
        area_cases=cases[order].astype(np.int64),
        area_expected=expected[order],
        first_day=last - timedelta(days=at),
        last_day=last,
        cases=int(cases.sum()),
        expected=float(expected.sum()),
        relative_risk=_relative_risk(float(cases.sum()), float(expected.sum()), model.total),
        llr=zone.ratio,
        p=p,
        p_gumbel=p_gumbel,
        recurrence_days=1.0 / max(recurring(p, p_gumbel, chance.used), 1e-12),
        centre=centre,
        radius_km=radius,
    )


def recurring(p: float, p_gumbel: float, replicas: int) -> float:
    """The p of the recurrence interval: the Gumbel tail only where no replica reaches as high."""
    return min(p, p_gumbel) if p <= 1.0 / (replicas + 1) + 1e-12 else p


def _relative_risk(cases: float, expected: float, total: float) -> float:
    if total < 0:
        return cases / expected
    outside = (total - cases) / (total - expected) if total > expected else 0.0
    return cases / expected / outside if outside > 0 else float("nan")


def _extent(zone: Zone, places: Places) -> tuple[str | None, float | None]:
    """The centre's code and the radius; a group's centre is the area nearest to the middle of its points."""
    points = places.xy[zone.areas]
    known = ~np.isnan(points).any(axis=1)
    if not known.any():
        return None, None
    centre = zone.centre
    if centre < 0:
        middle = points[known].mean(axis=0)
        centre = int(zone.areas[known][np.argmin(((points[known] - middle) ** 2).sum(axis=1))])
    if np.isnan(places.xy[centre]).any():
        return places.codes[centre], None
    reach = np.hypot(*(points[known] - places.xy[centre]).T).max()
    return places.codes[centre], float(reach) / 1000.0
