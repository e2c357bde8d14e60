"""Tables of tests, cases and estimates of R from files, and the choices of the person who asks."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from vungxanh.epidemic.freedom.errors import FreedomError
from vungxanh.epidemic.freedom.rule import Rule, read_freedom
from vungxanh.messages import message
from vungxanh.tables import Column, read_long

_PLACE = Column("area", "text", also=("location", "code"))
_DAY = Column("date", "date", also=("day",))


def read_tests(path: Path) -> pl.DataFrame:
    """Area, date, tested, positive, and method, pool, households, group where the file has them."""
    return read_long(
        path,
        [
            _PLACE,
            _DAY,
            Column("tested", "count", also=("n", "tests")),
            Column("positive", "count", also=("positives",)),
            Column("method", "text", required=False, empty=True),
            Column("pool", "count", required=False, empty=True, also=("pool_size",)),
            Column("households", "count", required=False, empty=True),
            Column("group", "text", required=False, empty=True),
        ],
    )


def read_counts(path: Path) -> pl.DataFrame:
    """Area, date, cases."""
    return read_long(path, [_PLACE, _DAY, Column("cases", "count", also=("value",))])


def read_estimates(path: Path) -> pl.DataFrame:
    """Area, date, mean of R: the real-time estimate where several kinds are given."""
    table = read_long(
        path, [_PLACE, _DAY, Column("kind", "text", required=False), Column("mean", "number", empty=True)]
    )
    return table.filter(kind="filter") if "kind" in table.columns else table


@dataclass(frozen=True)
class Choices:
    """What a person may ask for in place of the rule's values; None keeps the rule's."""

    prevalence: float | None
    prior: float | None
    introduction: float | None
    confidence: float | None
    method: str

    def apply(self, rule: Rule | None = None) -> Rule:
        """The rule with these values. Raises FreedomError for a value that cannot be."""
        rule = rule or read_freedom()
        for name, value in (
            ("prevalence", self.prevalence),
            ("prior", self.prior),
            ("introduction", self.introduction),
            ("confidence", self.confidence),
        ):
            none_comes_in = name == "introduction" and value == 0
            if value is not None and not (0 < value < 1 or none_comes_in):
                raise FreedomError(
                    message(
                        "{name} is a probability between 0 and 1, not {value}.", name=f"--{name}", value=value
                    )
                )
        if self.method not in rule.methods:
            raise FreedomError(
                message(
                    "There is no test method {method}; known: {names}",
                    method=self.method,
                    names=", ".join(rule.methods),
                )
            )
        return rule.changed(design_prevalence=self.prevalence, prior=self.prior, confidence=self.confidence)
