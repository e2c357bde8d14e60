"""The value of every kind of indicator for one area and day, as a pair (least, most) of fractions."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from statistics import mean
from typing import Any

from vungxanh.epidemic import Counts
from vungxanh.zoning import Pack
from vungxanh.zoning.pack import ChildrenAt, Indicator

Number = Any
Bounds = tuple[Number, Number]
Past = Mapping[tuple[int, str, int, int], float]
"""Earlier years' totals by (area, "month" or "week", year, number of the month or week)."""

INF = math.inf
AT_LEAST_NOTHING: Bounds = (0, INF)
ANYTHING: Bounds = (-INF, INF)
COUNTED = ("cases", "community", "unlinked", "linked", "quarantine")


class SlowValues:
    """Looks indicators of one pack up; `children` gives the bounds of a child area's official level."""

    def __init__(
        self,
        counts: Counts,
        pack: Pack,
        past: Past | None,
        children: Callable[[str | None, int, int], Bounds],
    ) -> None:
        self.counts, self.pack, self.past, self.children = counts, pack, past, children
        self.found: dict[tuple[str, int, int], Bounds] = {}

    def value(self, name: str, area: int, day: int, seen: Mapping[int, Bounds]) -> Bounds:
        """Least and most that the indicator may be; `seen`: what is counted of the areas around so far."""
        indicator = self.pack.indicator(name)
        if indicator.kind == "neighbours":
            return self._neighbours(indicator, area, seen)
        if (name, area, day) not in self.found:
            self.found[name, area, day] = getattr(self, f"_{indicator.kind}")(indicator, area, day)
        return self.found[name, area, day]

    def given(self, name: str) -> bool:
        """Whether the data behind an indicator were given for any area."""
        indicator: Any = self.pack.indicator(name)
        if hasattr(indicator, "of"):
            return self.given(indicator.of)
        wanted = [getattr(indicator, k, None) for k in ("series", "numerator", "denominator")]
        wanted += [getattr(indicator, "name_in_table", None)]
        return all(name is None or name in COUNTED or name in self.counts.extra for name in wanted)

    def given_by(self, name: str, area: int, day: int) -> bool:
        """Whether an input had been given for this area by that day."""
        indicator: Any = self.pack.indicator(name)
        if indicator.kind != "input":
            return True
        values = self.counts.extra[indicator.name_in_table][area, : day + 1]
        return not all(math.isnan(value) for value in values)

    def _number(self, value: float | str) -> int:
        return int(self.pack.number(value))

    def _of_day(self, series: str, area: int, day: int) -> tuple[Number, bool]:
        """The number of one day, or the part of it that is known, and whether it is all."""
        if day < 0 or (series not in COUNTED and series not in self.counts.extra):
            return 0, False
        number = self.counts.series(series)[area, day]
        if series in COUNTED:
            return int(number), self.counts.reported is None or bool(self.counts.reported[area, day])
        return (0, False) if math.isnan(number) else (Fraction(float(number)), True)

    def _total(self, series: str, area: int, first: int, last: int) -> Bounds:
        numbers = [self._of_day(series, area, day) for day in range(first, last + 1)]
        total = sum(number for number, _ in numbers)
        return total, total if all(complete for _, complete in numbers) else INF

    def _sum(self, indicator: Any, area: int, day: int) -> Bounds:
        return self._total(indicator.series, area, day - self._number(indicator.window) + 1, day)

    def _rate(self, indicator: Any, area: int, day: int) -> Bounds:
        people = self.counts.territory.population[area]
        if not people > 0:
            return AT_LEAST_NOTHING
        low, high = self._sum(indicator, area, day)
        each = Fraction(indicator.per) / Fraction(float(people))
        return low * each, INF if high == INF else high * each

    def _days_without(self, indicator: Any, area: int, day: int) -> Bounds:
        if not self.given(indicator.id):
            return AT_LEAST_NOTHING
        surely, possibly = None, None
        for quiet in range(day + 1):
            number, complete = self._of_day(indicator.series, area, day - quiet)
            if surely is None and (number > 0 or not complete):
                surely = quiet
            if number > 0:
                possibly = quiet
                break
        return day + 1 if surely is None else surely, INF if possibly is None else possibly

    def _ratio(self, indicator: Any, area: int, day: int) -> Bounds:
        first = day - self._number(indicator.window) + 1
        above = self._total(indicator.numerator, area, first, day)
        below = self._total(indicator.denominator, area, first, day)
        if INF in (above[1], below[1]) or below[0] <= 0:
            return AT_LEAST_NOTHING
        return (Fraction(100) * above[0] / below[0],) * 2

    def _calendar(self, indicator: Any, area: int, day: int) -> Bounds:
        today = self.counts.day_at(day)
        back = today.day - 1 if indicator.period == "month" else today.weekday()
        return self._total(indicator.series, area, day - back, day)

    def _history(self, indicator: Any, area: int, day: int) -> Bounds:
        today = self.counts.day_at(day)
        year, slot = (today.year, today.month)
        if indicator.period == "week":
            year, slot = today.isocalendar().year, today.isocalendar().week
        earlier = {
            y: Fraction(cases)
            for (a, period, y, s), cases in (self.past or {}).items()
            if (a, period, s) == (area, indicator.period, slot) and y < year
        }
        newest = [earlier[y] for y in sorted(earlier, reverse=True)][: self._number(indicator.years)]
        if len(newest) < max(self._number(indicator.at_least), 2):
            return AT_LEAST_NOTHING
        middle = mean(newest)
        spread = math.sqrt(sum((x - middle) ** 2 for x in newest) / (len(newest) - 1))
        return (float(middle) + self.pack.number(indicator.sd) * spread,) * 2

    def _input(self, indicator: Any, area: int, day: int) -> Bounds:
        values = self.counts.extra.get(indicator.name_in_table)
        for age in range(min(self._number(indicator.valid_days), day + 1)):
            if values is not None and not math.isnan(values[area, day - age]):
                value = float(values[area, day - age])
                too_low = indicator.lowest is not None and value < indicator.lowest
                too_high = indicator.highest is not None and value > indicator.highest
                return ANYTHING if too_low or too_high else (Fraction(value),) * 2
        return ANYTHING

    def _known(self, name: str, area: int, day: int) -> Number | None:
        if day < 0:
            return None
        low, high = self.value(name, area, day, {})
        return low if low == high else None

    def _change(self, indicator: Any, area: int, day: int) -> Bounds:
        now = self._known(indicator.of, area, day)
        before = self._known(indicator.of, area, day - self._number(indicator.days))
        if now is None or before is None or now < 0 or before < 0:
            return ANYTHING
        if before == 0:
            return (0, 0) if now == 0 else (INF, INF)
        return (100 * (now - before) / Fraction(before),) * 2

    def _falling(self, indicator: Any, area: int, day: int) -> Bounds:
        step, most = self._number(indicator.step), self._number(indicator.at_most)
        course = [self._known(indicator.of, area, day - n * step) for n in range(most + 1)]
        surely = possibly = 0
        fell = [None if None in pair else pair[0] < pair[1] for pair in pairwise(course)]
        for n, answer in enumerate(fell):
            if answer is False:
                break
            possibly += 1
            surely += answer is True and surely == n
        return surely, possibly

    def _below_peak(self, indicator: Any, area: int, day: int) -> Bounds:
        start = 0 if indicator.since is None else max(0, (indicator.since - self.counts.first).days)
        course = [self._known(indicator.of, area, d) for d in range(start, day + 1)]
        peak = max((value for value in course if value is not None), default=0)
        now = self._known(indicator.of, area, day)
        return ANYTHING if now is None or peak <= 0 else (100 * (peak - now) / Fraction(peak),) * 2

    def _neighbours(self, indicator: Indicator, area: int, seen: Mapping[int, Bounds]) -> Bounds:
        territory: Any = self.counts.territory
        if not territory.neighbours.known:
            return AT_LEAST_NOTHING
        scale = [level.id for level in self.pack.scale_for(territory.levels[area]) or []]
        rank = scale.index(indicator.level)  # type: ignore[union-attr]
        around = [seen[other] for other in territory.neighbours.of(area).tolist()]
        return sum(low >= rank for low, _ in around), sum(high >= rank for _, high in around)

    def _children(self, indicator: ChildrenAt, area: int, day: int) -> Bounds:
        territory = self.counts.territory
        inside = [c for c in territory.at_level(indicator.child).tolist() if area in territory.path(c)]
        if not inside:
            return AT_LEAST_NOTHING
        surely = possibly = 0
        for low, high in (self.children(indicator.pack, child, day) for child in inside):
            rank = self._rank_of(indicator)
            if indicator.or_worse:
                surely, possibly = surely + (low >= rank), possibly + (high >= rank)
            else:
                surely, possibly = surely + (low == high == rank), possibly + (low <= rank <= high)
        return Fraction(100 * surely, len(inside)), Fraction(100 * possibly, len(inside))

    def _rank_of(self, indicator: ChildrenAt) -> int:
        from vungxanh.zoning import read_pack

        judge = self.pack if indicator.pack in (None, self.pack.id) else read_pack(str(indicator.pack))
        return [level.id for level in judge.scale_for(indicator.child) or []].index(indicator.level)
