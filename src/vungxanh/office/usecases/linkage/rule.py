"""The rules of linkage: what is compared, the learnt weights, the thresholds."""

from dataclasses import dataclass
from functools import cache
from math import log2
from typing import Any

from vungxanh.rules import read_rule

Words = dict[str, str]


@dataclass(frozen=True)
class Level:
    """One outcome of a comparison. `m`, `u`: how often it is seen for one person, and for two people."""

    id: str
    sql: str
    words: Words
    frequency: bool
    m: float
    u: float

    @property
    def unknown(self) -> bool:
        """Nothing was compared: it speaks neither for nor against."""
        return self.id == "unknown"

    @property
    def bits(self) -> float:
        """Weight of this outcome: positive speaks for one person."""
        return 0.0 if self.unknown else log2(self.m / self.u)


@dataclass(frozen=True)
class Comparison:
    """What is compared, with its outcomes from the closest agreement to none."""

    id: str
    words: Words
    levels: tuple[Level, ...]

    def level(self, identifier: str) -> Level:
        """An outcome by its id. Raises StopIteration."""
        return next(level for level in self.levels if level.id == identifier)


@dataclass(frozen=True)
class Linkage:
    """Everything that decides on a pair."""

    prior: float
    automatic: float
    review: float
    reopen_bits: float
    across_areas: str
    largest_block: int
    strong_bits: float
    clear_bits: float
    never_automatic: frozenset[str]
    comparisons: tuple[Comparison, ...]


@cache
def linkage() -> Linkage:
    """The rules as shipped."""
    rule = read_rule("linkage", "people")
    learnt = read_rule("linkage", "people-weights")["weights"]
    plain = {name: rule[name] for name in Linkage.__annotations__ if name in rule}
    plain["never_automatic"] = frozenset(rule["never_automatic"])
    comparisons = tuple(
        Comparison(c["id"], c["words"], tuple(_level(level, learnt[c["id"]]) for level in c["level"]))
        for c in rule["comparison"]
    )
    return Linkage(comparisons=comparisons, **plain)


def _level(level: dict[str, Any], learnt: dict[str, dict[str, float]]) -> Level:
    weight = learnt.get(level["id"], {"m": 1.0, "u": 1.0})
    return Level(
        level["id"], level["sql"], level["words"], level.get("frequency", False), weight["m"], weight["u"]
    )


def settings() -> dict[str, Any]:
    """The model as Splink reads it; nothing is trained at run time."""
    rule = linkage()
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": rule.prior,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [
            {"output_column_name": c.id, "comparison_levels": [_splink_level(level) for level in c.levels]}
            for c in rule.comparisons
        ],
    }


def _splink_level(level: Level) -> dict[str, Any]:
    made: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.id}
    if level.unknown:
        return made | {"is_null_level": True}
    if level.frequency:
        made |= {"tf_adjustment_column": "name", "tf_adjustment_weight": 1.0}
    return made | {"m_probability": level.m, "u_probability": level.u}
