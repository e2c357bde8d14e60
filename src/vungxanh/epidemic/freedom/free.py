"""The probability that an area is free of hidden infection, from tests, cases, time and imports."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.freedom.clock import judge, missing
from vungxanh.epidemic.freedom.delay import report_delay
from vungxanh.epidemic.freedom.kernels import Kernels, kernels
from vungxanh.epidemic.freedom.looking import looking
from vungxanh.epidemic.freedom.pressure import baseline
from vungxanh.epidemic.freedom.rule import Rule, read_freedom
from vungxanh.epidemic.freedom.sensitivity import infected_by_design

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Freedom:
    """What is known of each area on the last day. All arrays have one entry per area.

    p_free       probability of fewer hidden infections than the design prevalence; nan where it is unknown
    sse          chance that the tests of the window together find an infection at the design prevalence
    tests        people tested in the window; `fresh_tests` in the last `fresh_days` of it
    quiet        days since the last reported case, -1 if there was none in the window
    introduction chance that infection is brought in on the last day
    chance_needed  further chance, today, to test a given infected person positive that lifts p_free to the
                 confidence: 0 if it is there already, nan if testing today cannot do it
    """

    p_free: Floats
    sse: Floats
    tests: Floats
    fresh_tests: Floats
    quiet: NDArray[np.int64]
    introduction: Floats
    chance_needed: Floats
    population: Floats
    confidence: float

    @property
    def verified(self) -> NDArray[np.bool_]:
        """Free with the confidence asked for, and tested lately: nothing is verified by not testing."""
        return (self.p_free >= self.confidence) & (self.fresh_tests > 0)


def free(  # noqa: PLR0913 - the seam to the nightly run: each part of the evidence has its name
    cases: Floats,
    tested: Floats,
    population: Floats,
    generation: Floats,
    *,
    reported: NDArray[np.bool_] | None = None,
    effective: Floats | None = None,
    r: Floats | None = None,
    introduction: Floats | None = None,
    rule: Rule | None = None,
    delay: Floats | None = None,
    needed: bool = True,
) -> Freedom:
    """How sure it is, on the last day, that fewer people are infected and unfound than the design prevalence.

    Question   `cases`, `tested` (areas, days) and nothing else was found: how many hidden infections are
               left?
    Inputs     cases nan where not reported (or `reported`, then cases are lower bounds); `effective` tests,
               each times its sensitivity and risk weight (default: tests of the weakest method); r (areas,)
               or (areas, days); introduction (areas, days), expected infections from outside; delay f[a],
               infection to report.
    State      free, or m hidden infections of any ages: a branching process with negative binomial offspring
               (R, k, generation interval), each infected person found through symptoms (probability `found`,
               times the level of testing) or by a test (sensitivity x share tested); imports and the start
               are Poisson.
    Equation   P(H < d | nothing else found): lineages are independent, so the generating function of H is a
               product over lineages, each by a backward recursion over its day of infection (`lineages.py`).
    Assumption the clock stops on days on which nobody looks (`clock.py`): p_free then only falls.
    Source     ours; limit without tests Parag et al. 2020 (`ending.py`), update as in Martin et al. 2007.
    """
    rule = rule or read_freedom()
    given = ~np.isnan(cases) if reported is None else reported
    level = looking(tested, population, rule) * given
    share = _share(
        tested * rule.methods["unknown"].sensitivity if effective is None else effective, population
    )
    arriving = baseline(population, cases.shape[1], rule) if introduction is None else introduction
    rates = np.full(len(cases), rule["reproduction"]) if r is None else np.asarray(r, np.float64)
    evidence = (
        np.nan_to_num(np.asarray(cases, np.float64)),
        np.ascontiguousarray(arriving, np.float64),
        share,
        level * rule["found"],
        np.ascontiguousarray(np.broadcast_to(rates[:, None] if rates.ndim == 1 else rates, cases.shape)),
        (level > 0) | (share > 0),
    )
    tolerated = np.minimum(
        infected_by_design(np.nan_to_num(population), rule["design_prevalence"]), rule["most_tolerated"]
    ).astype(np.int64)
    return _judged(
        evidence, tested, population, tolerated, _kernels(generation, delay, rule), rule, needed=needed
    )


def _judged(
    evidence: tuple[Floats, Floats, Floats, Floats, Floats, NDArray[np.bool_]],
    tested: Floats,
    population: Floats,
    tolerated: NDArray[np.int64],
    kern: Kernels,
    rule: Rule,
    *,
    needed: bool,
) -> Freedom:
    """Run the engine; what has no population, or nobody in it, stays unknown."""
    cases, arriving, share = evidence[0], evidence[1], evidence[2]
    areas, days = cases.shape
    known = population > 0
    start = np.full(areas, -np.log(rule["prior"]))
    p_free, chance = np.empty(areas), np.full(areas, np.nan)
    judge(evidence, start, tolerated, rule["dispersion"], kern, p_free)
    p_free[~known] = np.nan
    confidence = rule["confidence"]
    if needed:
        ceiling = np.where(known & (p_free < confidence), 1.0, 0.0)
        missing(evidence, start, tolerated, rule["dispersion"], kern, confidence, ceiling, chance)
        chance[p_free >= confidence] = 0.0
    missed = (1 - share) ** tolerated[:, None]
    fresh = max(0, days - rule.days("fresh_days"))
    return Freedom(
        p_free=p_free,
        sse=np.where(known, 1 - missed.prod(axis=1), np.nan),
        tests=tested.sum(axis=1),
        fresh_tests=tested[:, fresh:].sum(axis=1),
        quiet=_quiet(np.asarray(cases) > 0),
        introduction=np.where(known, 1 - np.exp(-arriving[:, -1]), np.nan),
        chance_needed=chance,
        population=population,
        confidence=confidence,
    )


def _share(effective: Floats, population: Floats) -> Floats:
    """Chance that a given infected person is found by the tests of the day."""
    people = np.where(population > 0, population, np.inf)
    return np.minimum(np.nan_to_num(effective) / people[:, None], 1.0)


def _kernels(generation: Floats, delay: Floats | None, rule: Rule) -> Kernels:
    """The disease's kernels; the last thousandth of the generation interval costs a third of the time."""
    upto = int(np.searchsorted(np.cumsum(generation), 0.999)) + 1
    return kernels(
        generation[:upto] / generation[:upto].sum(),
        report_delay(rule) if delay is None else delay,
        detectable=(rule.days("detectable_from"), rule.days("detectable_to")),
        isolated=rule["isolated"],
    )


def _quiet(found: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Days since the last True, -1 where there is none."""
    back = np.argmax(found[:, ::-1], axis=1)
    return np.where(found.any(axis=1), back, -1).astype(np.int64)
