"""What is believed before the data: the parameters of `rules/rt/estimation.toml`."""

from dataclasses import dataclass
from functools import cache

from vungxanh.rules import read_rule


@dataclass(frozen=True)
class Belief:
    """Centre and sd (of the log) of a value that is estimated."""

    value: float
    log_sd: float


@dataclass(frozen=True)
class Beliefs:
    """The whole rule."""

    least_infectiousness: float
    window: int
    smoother_width: float
    dispersion: Belief
    walk: Belief
    anew: Belief
    spread: Belief


@cache
def beliefs() -> Beliefs:
    """The rule as shipped."""
    told = read_rule("rt", "estimation")["parameters"]

    def belief(name: str) -> Belief:
        return Belief(float(told[name]["value"]), float(told[name]["log_sd"]))

    return Beliefs(
        least_infectiousness=float(told["least_infectiousness"]["value"]),
        window=int(told["window"]["value"]),
        smoother_width=float(told["smoother_width"]["value"]),
        dispersion=belief("dispersion"),
        walk=belief("walk"),
        anew=belief("anew"),
        spread=belief("spread"),
    )
