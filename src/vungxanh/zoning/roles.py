"""What part each condition plays: which make a test true, which keep it open, which bar an improvement.

A true condition inside an "all" that does not hold plays no part; nor does an unknown one whose answer
could change nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.examine import Span
from vungxanh.zoning.interval import Verdict
from vungxanh.zoning.pack import AllOf, AnyOf, Condition, Test

Where = NDArray[np.bool_]
Places = dict[str, Where]
"""Per condition: where (areas, days of the span) it plays this part."""


@dataclass(frozen=True)
class Roles:
    """carrying: makes a rule true. raising: raises the level. barring: bars improvement. open: see above."""

    carrying: Places = field(default_factory=dict)
    raising: Places = field(default_factory=dict)
    barring: Places = field(default_factory=dict)
    open: Places = field(default_factory=dict)


def roles_of(span: Span, verdicts: Mapping[str, Verdict]) -> Roles:
    """The parts of all conditions; `verdicts` has those that were assessed."""
    roles = Roles()
    counted = np.maximum(span.cut(span.colours.counted), 0)
    everywhere = np.ones(counted.shape, np.bool_)
    for rule in span.criteria.rules:
        rank = span.situation.scale.index(rule.level)
        _spread(rule.when, verdicts, everywhere, roles.carrying, _true)
        _spread(rule.when, verdicts, counted < rank, roles.open, Verdict.unknown)
    for step in span.criteria.raises:
        _spread(step.when, verdicts, everywhere, roles.raising, _true)
        _spread(step.when, verdicts, span.cut(span.colours.worst) > counted, roles.open, Verdict.unknown)
    if span.criteria.no_improvement_when is not None:
        _spread(span.criteria.no_improvement_when, verdicts, everywhere, roles.barring, _not_false)
    return roles


def _spread(
    test: Test,
    verdicts: Mapping[str, Verdict],
    where: Where,
    into: Places,
    answered: Callable[[Verdict], Where],
) -> None:
    """Note the conditions of a test that share its answer, where the test has that answer."""
    here = where & answered(_verdict(test, verdicts, where))
    match test:
        case Condition():
            into[test.id] = into[test.id] | here if test.id in into else here
        case AnyOf():
            for part in test.any:
                _spread(part, verdicts, here, into, answered)
        case AllOf():
            for part in test.all:
                _spread(part, verdicts, here, into, answered)


def _verdict(test: Test, verdicts: Mapping[str, Verdict], like: Where) -> Verdict:
    """The answer of a test; a condition that was not assessed does not hold."""
    match test:
        case Condition():
            found = verdicts.get(test.id)
            return Verdict(np.zeros_like(like), np.ones_like(like)) if found is None else found
        case AnyOf():
            parts = [_verdict(part, verdicts, like) for part in test.any]
            return Verdict(
                np.logical_or.reduce([v.true for v in parts]), np.logical_and.reduce([v.false for v in parts])
            )
        case AllOf():
            parts = [_verdict(part, verdicts, like) for part in test.all]
            return Verdict(
                np.logical_and.reduce([v.true for v in parts]), np.logical_or.reduce([v.false for v in parts])
            )


def _true(verdict: Verdict) -> Where:
    return verdict.true


def _not_false(verdict: Verdict) -> Where:
    return ~verdict.false
