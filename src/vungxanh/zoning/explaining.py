"""From examined conditions to explanations: one day, all areas of all levels at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from vungxanh.messages import Message
from vungxanh.zoning.ahead import NO_DATE, Ahead, days_needed
from vungxanh.zoning.colours import Colours
from vungxanh.zoning.deciding import nearest_barrier
from vungxanh.zoning.examine import Examined, Span, spans
from vungxanh.zoning.explanation import Explanation, Finding, Waiting
from vungxanh.zoning.findings import condition_levels, finite, table_finding, unanswered
from vungxanh.zoning.holding import waits_of
from vungxanh.zoning.lookback import all_conditions
from vungxanh.zoning.missing import people_lacking, why_not_enough_people, why_unknown
from vungxanh.zoning.pack import Level, Pack
from vungxanh.zoning.roles import Places, roles_of

LOOK_BACK = 400
"""Days before the explained day looked at at least, so that long quiet spells are counted in full."""


def explain_day(colours: Colours, position: int, ahead: Ahead) -> Iterator[Explanation]:
    """Explanations of every judged area on the judged day `position`; `ahead` must cover that day."""
    need = days_needed(colours.pack, colours.counts.territory)
    before = None if need is None else max(need, LOOK_BACK)
    for span in spans(colours, position, position + 1, before=before):
        block = _Block(span, position, ahead)
        for row, area in enumerate(np.arange(len(colours.counts.territory))[span.rows]):
            yield block.explanation(row, int(area))


@dataclass
class _Block:
    """One block of areas on one day, its conditions examined once."""

    span: Span
    position: int
    ahead: Ahead

    def __post_init__(self) -> None:
        span = self.span
        self.pack: Pack = span.colours.pack
        self.scale: list[Level] = self.pack.scales[span.criteria.scale]
        self.levels = condition_levels(span.criteria, self.scale[-1].id)
        self.examined: list[Examined] = [span.examine(condition) for condition in span.conditions()]
        given = {found.condition.id for found in self.examined}
        self.not_assessed = tuple(
            unanswered(c, self.levels, self.pack) for c in all_conditions(span.criteria) if c.id not in given
        )
        self.roles = roles_of(span, {found.condition.id: found.verdict for found in self.examined})
        self.barrier = nearest_barrier(span)
        self.column = self.ahead.days.index(self.position)
        self.day: date = span.colours.first + timedelta(days=self.position)

    def explanation(self, row: int, area: int) -> Explanation:
        """Everything about one area; `row` is its place in the block."""
        colours, territory = self.span.colours, self.span.colours.counts.territory
        rank = int(colours.rank[area, self.position])
        counted = int(colours.counted[area, self.position])
        worst = int(colours.worst[area, self.position])
        findings, not_assessed = self._findings(row)
        deciding = self._deciding(findings, int(colours.decided[area, self.position]), rank, counted)
        carrying = self._playing(findings, self.roles.carrying, row)
        questions = self._questions(findings, row, max(counted, 0), worst)
        barring = self._playing(findings, self.roles.barring, row) if 0 <= counted < rank else ()
        return Explanation(
            area=territory.codes[area],
            name=territory.names[area],
            area_level=self.span.area_level,
            day=self.day,
            pack=self.pack,
            scale=self.span.criteria.scale,
            level=self.scale[rank] if rank >= 0 else None,
            rank=rank if rank >= 0 else None,
            counted=self.scale[counted] if counted >= 0 else None,
            since=date.fromordinal(int(colours.since[area, self.position])),
            worse_possible=self.scale[worst] if worst > max(counted, 0) or rank < 0 else None,
            deciding=deciding,
            barrier=self._barrier(findings) if rank == 0 else None,
            also=tuple(f for f in carrying if f is not deciding and self._rank(f.level) == rank > 0),
            blocking=self._blocking(findings, carrying, row, rank, counted),
            open=questions,
            not_assessed=(*self.not_assessed, *not_assessed),
            missing=self._missing(questions, row),
            waiting=None if barring else self._waiting(area, rank, counted),
            better=self.scale[rank - 1] if rank > 0 else None,
            earliest_better=self._date(self.ahead.to_better[area, self.column]),
            earliest_best=self._date(self.ahead.to_best[area, self.column]),
            barring=barring,
        )

    def _findings(self, row: int) -> tuple[list[Finding], list[Finding]]:
        """The conditions that were assessed for one area (the table among them), and the others."""
        assessed, not_assessed = [], []
        for found in self.examined:
            never = found.never_given is not None and bool(found.never_given[row, 0])
            if never:
                not_assessed.append(unanswered(found.condition, self.levels, self.pack))
            else:
                assessed.append(self._finding(found, row))
        if self.span.criteria.table is not None:
            assessed.insert(0, table_finding(self.span, row))
        return assessed, not_assessed

    def _playing(self, findings: list[Finding], places: Places, row: int) -> tuple[Finding, ...]:
        """The findings that play a part for one area; a settled table carries its level."""
        table = self.span.criteria.table
        return tuple(
            f
            for f in findings
            if (f.condition in places and bool(places[f.condition][row, 0]))
            or (places is self.roles.carrying and table is not None and f.condition == table.id and f.state)
        )

    def _questions(self, findings: list[Finding], row: int, counted: int, worst: int) -> tuple[Finding, ...]:
        """What could not be answered and might mean a level worse than the counted one."""
        table = self.span.criteria.table
        kept_open = self._playing(findings, self.roles.open, row)
        unsettled = [
            f
            for f in findings
            if table is not None and f.condition == table.id and f.state is None and worst > counted
        ]
        return (*unsettled, *kept_open)

    def _blocking(
        self, findings: list[Finding], carrying: tuple[Finding, ...], row: int, rank: int, counted: int
    ) -> tuple[Finding, ...]:
        """What must end before the next better level is counted."""
        if rank <= 0 or counted != rank:
            return ()
        raising = self._playing(findings, self.roles.raising, row)
        return (*(f for f in carrying if self._rank(f.level) >= rank), *raising)

    def _missing(self, questions: tuple[Finding, ...], row: int) -> tuple[Message, ...]:
        people = [why_not_enough_people(self.span, row)] if people_lacking(self.span)[row] else []
        return _once([*people, *(f.reason for f in questions if f.reason is not None)])

    def _finding(self, found: Examined, row: int) -> Finding:
        condition = found.condition
        true, false = bool(found.verdict.true[row, 0]), bool(found.verdict.false[row, 0])
        return replace(
            unanswered(condition, self.levels, self.pack),
            state=True if true else False if false else None,
            value=finite(found.value.low[row, 0]),
            value_upper=finite(found.value.high[row, 0]),
            threshold=finite(found.bound.low[row, 0]),
            reason=None if true or false else why_unknown(condition, self.span, row),
        )

    def _deciding(self, findings: list[Finding], number: int, rank: int, counted: int) -> Finding | None:
        if rank <= 0 or counted != rank or number < 0:
            return None
        name = self.span.colours.conditions[number]
        return next((f for f in findings if f.condition == name), None)

    def _barrier(self, findings: list[Finding]) -> Finding | None:
        if self.barrier is None:
            return None
        return next((f for f in findings if f.condition == self.barrier.id), None)

    def _waiting(self, area: int, rank: int, counted: int) -> Waiting | None:
        if not 0 <= counted < rank:
            return None
        scale = tuple(level.id for level in self.scale)
        needed = waits_of(self.span.criteria.holding, self.pack, scale)[rank]
        return Waiting(int(self.span.colours.waited[area, self.position]), max(1, int(needed)))

    def _rank(self, level: str) -> int:
        return next(rank for rank, known in enumerate(self.scale) if known.id == level)

    def _date(self, days: np.int16) -> date | None:
        return None if days == NO_DATE else self.day + timedelta(days=int(days))


def _once(reasons: Iterable[Message]) -> tuple[Message, ...]:
    """Each reason once: several conditions often lack the same thing."""
    return tuple({reason.render("en"): reason for reason in reasons}.values())
