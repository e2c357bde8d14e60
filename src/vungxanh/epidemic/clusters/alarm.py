"""Alarms over the days: a cluster that was already an alarm yesterday is not a new one today.

The search runs daily on windows that overlap, so one cluster shows up on many days, grows, shrinks and may
miss the threshold in between. `followed` gives each of today's clusters the first day of the alarm that it
continues; only an alarm that continues nothing is new, and only new ones count as false alarms.
"""

from dataclasses import dataclass

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vungxanh.rules import read_rule


class Rule(BaseModel):
    """rules/clusters/alarm.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: dict[str, str]
    certainty: str
    source: str
    recurrence_days: float = Field(gt=1)
    same_share: float = Field(gt=0, le=1)


def read_alarm() -> Rule:
    """The rule that comes with the software."""
    return Rule.model_validate(read_rule("clusters", "alarm"))


@dataclass(frozen=True)
class _Earlier:
    areas: frozenset[str]
    since: object


def followed(
    today: pl.DataFrame, yesterday: pl.DataFrame | None = None, *, rule: Rule | None = None
) -> pl.DataFrame:
    """Adds alarm, new_alarm and alarm_since (null: never an alarm) to the rows of `Scan.frame`.

    `yesterday` is what this function returned for the day before (or for the last day that was searched).
    """
    rule = rule or read_alarm()
    earlier = [] if yesterday is None else _followed_before(yesterday)
    told = []
    for (cluster,), rows in today.group_by("cluster", maintain_order=True):
        areas = frozenset(rows["area"])
        alarm = float(rows["recurrence_days"][0]) >= rule.recurrence_days
        since = [e.since for e in earlier if _same(areas, e.areas, rule.same_share)]
        start = min(since) if since else (rows["last_day"][0] if alarm else None)  # type: ignore[type-var]
        told.append((cluster, alarm, alarm and not since, start))
    schema = {
        "cluster": today.schema["cluster"],
        "alarm": pl.Boolean(),
        "new_alarm": pl.Boolean(),
        "alarm_since": pl.Date(),
    }
    return today.join(pl.DataFrame(told, schema=schema, orient="row"), on="cluster", maintain_order="left")


def _followed_before(yesterday: pl.DataFrame) -> list[_Earlier]:
    running = yesterday.filter(pl.col("alarm_since").is_not_null())
    return [
        _Earlier(frozenset(rows["area"]), rows["alarm_since"][0])
        for _, rows in running.group_by("cluster", maintain_order=True)
    ]


def _same(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    return len(one & other) >= share * min(len(one), len(other))
