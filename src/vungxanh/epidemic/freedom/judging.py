"""From gathered evidence to the table of freedom: the one call behind `vungxanh epi freedom`."""

from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.disease import Disease
from vungxanh.epidemic.freedom.delay import report_delay
from vungxanh.epidemic.freedom.evidence import Evidence
from vungxanh.epidemic.freedom.free import Freedom, free
from vungxanh.epidemic.freedom.pressure import import_pressure
from vungxanh.epidemic.freedom.rule import Rule
from vungxanh.territory import Territory

Floats = NDArray[np.float64]


def judge_evidence(
    evidence: Evidence,
    territory: Territory,
    disease: Disease,
    rule: Rule,
    *,
    introduction: float | None = None,
    r: pl.DataFrame | None = None,
) -> Freedom:
    """Freedom of every area of the territory. `introduction`: chance of it each day, the same everywhere, in
    place of the baseline and the neighbours' pressure; `r`: area, date, mean, the newest of each area is
    taken.
    """
    population = territory.population
    if introduction is None:
        seen = np.where(evidence.reported | (evidence.cases > 0), evidence.cases, np.nan)
        arriving = import_pressure(seen, territory.neighbours, territory.parent, population, rule)
    else:
        arriving = np.full(evidence.cases.shape, -np.log1p(-introduction))
    return free(
        evidence.cases,
        evidence.tested,
        population,
        disease.generation,
        reported=evidence.reported,
        effective=evidence.effective,
        r=None if r is None else _newest(r, territory, evidence, rule),
        introduction=arriving,
        rule=rule,
        delay=report_delay(rule, disease.incubation),
    )


def _newest(r: pl.DataFrame, territory: Territory, evidence: Evidence, rule: Rule) -> Floats:
    """R of each area on the last day it is given for, within the evidence; else the rule's."""
    last: date = evidence.first + timedelta(days=evidence.cases.shape[1] - 1)
    rows = r.filter((pl.col("date") <= last) & pl.col("mean").is_not_null()).sort("date")
    newest = dict(rows.group_by("area", maintain_order=True).last().select("area", "mean").iter_rows())
    return np.array([newest.get(code, rule["reproduction"]) for code in territory.codes])
