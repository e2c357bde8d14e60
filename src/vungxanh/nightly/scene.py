"""What the parts of one shard's work share, made once: its counts, the tree, the disease, the futures."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.epidemic.disease import Disease, read_disease
from vungxanh.epidemic.panel import Panel
from vungxanh.nightly.past import versions
from vungxanh.nightly.plan import Plan
from vungxanh.nightly.split import Task

if TYPE_CHECKING:
    from vungxanh.epidemic.nowcast import Nowcast

FEWEST_VERSIONS = 14
"""Assessments, usually days, before their differences say how late reports come."""


@dataclass(frozen=True)
class Scene:
    """One shard while it is worked on."""

    task: Task

    @property
    def plan(self) -> Plan:
        """What is asked for."""
        return self.task.plan

    @cached_property
    def counts(self) -> Counts:
        """The shard's own areas."""
        return self.task.own_counts

    @cached_property
    def disease(self) -> Disease:
        """Whose generation interval counts."""
        assert self.plan.disease is not None
        return read_disease(self.plan.disease)

    @cached_property
    def parents(self) -> NDArray[np.intp]:
        """Position of each area's parent among the own areas, -1 for none."""
        return self.counts.territory.parent.astype(np.intp)

    @cached_property
    def panel(self) -> Panel:
        """All cases day by day, nan where not reported."""
        counts = self.counts
        cases = counts.cases.astype(np.float64)
        if counts.reported is not None:
            cases[~counts.reported] = np.nan
        return Panel(counts.territory.codes, counts.first, 1, cases, counts.territory.population)

    @property
    def cases(self) -> NDArray[np.float64]:
        """The same as an array (areas, days)."""
        return self.panel.values

    @cached_property
    def nowcast(self) -> "Nowcast | None":
        """The last days completed; None where nothing tells how late reports come.

        Cases that count on an earlier day than their report tell it; else earlier versions of the counts do.
        """
        from vungxanh.epidemic.delays import triangle_of, triangle_of_vintages  # noqa: PLC0415
        from vungxanh.epidemic.nowcast import nowcast  # noqa: PLC0415

        territory, as_of = self.counts.territory, self.counts.as_of
        leaves = np.setdiff1d(np.arange(len(territory)), territory.parent)
        codes = [territory.codes[i] for i in leaves]
        dated, past = self.task.triangle, self.task.vintages
        if dated is not None and not dated.is_empty():
            made = triangle_of(dated, as_of=as_of, areas=codes)
        elif past is not None and versions(past) >= FEWEST_VERSIONS:
            made = triangle_of_vintages(past, as_of=as_of, areas=codes)
        else:
            return None
        return nowcast(made, parents=self.parents[leaves], levels=np.array(self.plan.levels))

    @cached_property
    def number(self) -> int:
        """A seed of the shard's own, the same on any engine."""
        return int(np.random.default_rng(self.task.seed).integers(2**31))

    def codes(self, rows: NDArray[np.intp]) -> pl.Series:
        """The codes of areas by position, as a column."""
        return pl.Series("area", self.counts.territory.codes, dtype=pl.String).gather(rows)
