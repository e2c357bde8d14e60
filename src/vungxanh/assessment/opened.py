"""Reading an assessment folder: its tables, and explanations computed again from what it stores."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.assessment import store
from vungxanh.assessment.errors import AreaNotAssessed, DayNotAssessed, NotAnAssessment
from vungxanh.assessment.extras import indexed
from vungxanh.epidemic import Counts, daily_series
from vungxanh.messages import message
from vungxanh.territory import Neighbours, Territory
from vungxanh.zoning import (
    Colours,
    Explanation,
    History,
    Pack,
    colour,
    explain_day,
    look_ahead,
    parse_pack,
    read_history,
    stored_pack,
)


@dataclass(frozen=True)
class JudgedInputs:
    """What criteria are applied to. `warmup`: days on the axis before the first judged one."""

    counts: Counts
    history: History | None
    warmup: int


@dataclass(frozen=True)
class Assessment:
    """An assessment on disk. Tables are read when first used; columns are described in the docs."""

    folder: Path
    info: dict[str, Any]

    @cached_property
    def areas(self) -> pl.DataFrame:
        """One row per area."""
        return store.read_table(self.folder, "areas")

    @cached_property
    def counts(self) -> pl.DataFrame:
        """One row per area and day."""
        return store.read_table(self.folder, "counts")

    @cached_property
    def colours(self) -> pl.DataFrame:
        """One row per judged area and day."""
        return store.read_table(self.folder, "colours")

    @cached_property
    def import_report(self) -> dict[str, Any]:
        """What was read, accepted and refused."""
        report: dict[str, Any] = store.read_json(self.folder, "import.json")
        return report

    @cached_property
    def pack(self) -> Pack:
        """The criteria pack that judged, with what it included then."""
        if (self.folder / "pack.json").is_file():
            return stored_pack(store.read_text(self.folder, "pack.json"))
        return parse_pack(store.read_text(self.folder, "pack.toml"), "pack.toml")

    @property
    def first_day(self) -> date:
        """First day with colours."""
        return date.fromisoformat(self.info["from"])

    @property
    def last_day(self) -> date:
        """Last day with colours."""
        return date.fromisoformat(self.info["to"])

    def explanation(self, area: str, day: date | None = None) -> Explanation:
        """Why one area has its colour. Raises AreaNotAssessed, DayNotAssessed."""
        found = self.explanations(day or self.last_day).get(area)
        if found is None:
            raise AreaNotAssessed(
                message(
                    "Area {area} is not in the assessment {folder}, or the criteria do not"
                    " apply to its level.",
                    area=area,
                    folder=self.folder.name,
                )
            )
        return found

    def explanations(self, day: date) -> dict[str, Explanation]:
        """The same for all judged areas of one day."""
        if not self.first_day <= day <= self.last_day:
            raise DayNotAssessed(
                message(
                    "{day} is not assessed; there are colours from {first} to {last}.",
                    day=day,
                    first=self.first_day,
                    last=self.last_day,
                )
            )
        return _explanations(self, day)

    @cached_property
    def territory(self) -> Territory:
        """The areas with their tree and neighbours (shapes stay in the table)."""
        return _territory(self.areas, date.fromisoformat(self.info["territory_on"]))

    @cached_property
    def judged_inputs(self) -> JudgedInputs:
        """What was judged, as arrays again."""
        counts = _counts(self)
        history = store.read_table(self.folder, "history")
        return JudgedInputs(
            counts=counts,
            history=None if history.is_empty() else read_history(history, self.territory),
            warmup=(date.fromisoformat(self.info["axis"]["judged_first"]) - counts.first).days,
        )

    @cached_property
    def judged(self) -> Colours:
        """The colours as arrays, judged again from the stored counts."""
        given = self.judged_inputs
        return colour(given.counts, self.pack, history=given.history, warmup=given.warmup)

    @cached_property
    def outlook(self) -> pl.DataFrame | None:
        """Probabilities of the colours of the coming days; None where no outlook was made."""
        there = (self.folder / "outlook.parquet").is_file()
        return store.read_table(self.folder, "outlook") if there else None

    def outlook_of(self, area: str) -> pl.DataFrame | None:
        """The outlook's rows of one area; None where there are none."""
        if self.outlook is None:
            return None
        rows = self.outlook.filter(area=area)
        return None if rows.is_empty() else rows

    @cached_property
    def what_ifs(self) -> pl.DataFrame | None:
        """The same for each what-if (column `what_if`); None where none was asked."""
        there = (self.folder / "outlook-what-if.parquet").is_file()
        return store.read_table(self.folder, "outlook-what-if") if there else None

    @cached_property
    def triangle(self) -> pl.DataFrame | None:
        """When the cases of a day became known; None where they count on their report."""
        there = (self.folder / "triangle.parquet").is_file()
        return store.read_table(self.folder, "triangle") if there else None

    def __hash__(self) -> int:
        return hash(self.folder)


def open_assessment(folder: Path) -> Assessment:
    """Open an assessment folder. Raises NotAnAssessment."""
    if not store.is_assessment(folder):
        raise NotAnAssessment(message("{folder} is not an assessment folder.", folder=folder))
    return Assessment(folder, store.read_json(folder, "assessment.json"))


@lru_cache(maxsize=8)
def _explanations(assessment: Assessment, day: date) -> dict[str, Explanation]:
    colours = assessment.judged
    position = (day - colours.first).days
    ahead = look_ahead(colours, range(position, position + 1))
    return {told.area: told for told in explain_day(colours, position, ahead)}


def _territory(areas: pl.DataFrame, on: date) -> Territory:
    codes = tuple(areas["area"].to_list())
    index = {code: position for position, code in enumerate(codes)}
    parent = np.array([-1 if p is None else index[p] for p in areas["parent"].to_list()], dtype=np.int32)
    points = areas.select(pl.col("lon", "lat").fill_null(np.nan)).to_numpy().astype(np.float64)
    touching = areas["touches"].to_list()
    if any(t is None for t in touching):
        neighbours = Neighbours.unknown(len(codes))
    else:
        pairs = [(position, index[t]) for position, others in enumerate(touching) for t in others]
        neighbours = Neighbours.from_pairs(len(codes), np.array(pairs, dtype=np.int32).reshape(-1, 2))
    return Territory(
        day=on,
        codes=codes,
        names=tuple(areas["name"].to_list()),
        levels=tuple(areas["level"].to_list()),
        parent=parent,
        population=areas["population"].fill_null(np.nan).to_numpy().astype(np.float64),
        neighbours=neighbours,
        valid_from=tuple(areas["valid_from"].to_list()),
        valid_to=tuple(areas["valid_to"].to_list()),
        label_points=None if np.isnan(points).all() else points,
        schematic=bool(areas["schematic"].any()),
    )


def _counts(assessment: Assessment) -> Counts:
    """The counts as they were judged: the stored days, and before them the warm-up days of a register."""
    info, territory = assessment.info, assessment.territory
    axis_first = date.fromisoformat(info["axis"]["first"])
    lead = (date.fromisoformat(info["axis"]["judged_first"]) - axis_first).days
    table = assessment.counts
    shape = (len(territory), table.height // max(len(territory), 1))

    def dense(name: str, fill: object = 0) -> NDArray[Any]:
        return np.pad(table[name].to_numpy().reshape(shape), ((0, 0), (lead, 0)), constant_values=fill)  # type: ignore[call-overload, no-any-return]

    reported = dense("reported", True)
    extra = indexed(store.read_table(assessment.folder, "inputs"), territory)
    return Counts(
        territory=territory,
        first=axis_first,
        cases=dense("cases"),
        community=dense("community_cases"),
        unlinked=dense("unlinked_cases"),
        as_of=date.fromisoformat(info["as_of"]),
        reported=None if reported.all() else reported,
        incomplete=dense("incomplete", False)[0] if len(territory) else None,
        extra=daily_series(extra, territory, axis_first, shape[1] + lead),
    )
