"""How long the nowcast remembers, and how much it lets small numbers say: its few fixed quantities.

They are not tuned to a disease or a country: benchmarks/epidemic_nowcast.py runs hospital admissions by age,
cases by borough and dengue by district with the same values. Times are in days; a weekly table uses them
divided by 7, but no memory shorter than a third of a step.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Memory:
    """Half-lives (days) and strengths of shrinkage (expected reports, as if seen before).

    slow       reporting habits: which weekday reports what; one season of schooling for a laboratory
    fast       how much quicker or slower than that reports come these days: two memories that are weighed
               by score, and a longer one that shows where the second is heading
    local      an area's own deviation of these days from its group's
    scored     past performance that decides between the fast memories
    spread     past errors that decide how wide the intervals are
    cell       strength of the smooth weekday pattern against one weekday x delay cell
    area       strength of the group's delays against an area's own, lasting
    drift      the same for the deviation of these days
    width      how far apart delays lend each other strength (kernel on log(1 + delay))
    fading     share of today's deviation that is expected to be left a step later
    """

    slow: float = 100.0
    fast: tuple[float, float, float] = (1.5, 3.0, 7.5)
    local: float = 7.5
    scored: float = 30.0
    spread: float = 45.0
    cell: float = 20.0
    area: float = 50.0
    drift: float = 100.0
    width: float = 0.5
    fading: float = 0.97


MEMORY = Memory()


def kept(half_life: float, step: int) -> float:
    """Share of its weight that an observation keeps over one step."""
    return float(0.5 ** (step / max(half_life, 0.3 * step)))
