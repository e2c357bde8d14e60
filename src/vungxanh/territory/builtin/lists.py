"""Read the built-in lists from `rules/territory/district6.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import shapely

from vungxanh.messages import Message, message
from vungxanh.rules import read_rule
from vungxanh.territory.builtin.allot import allot
from vungxanh.territory.builtin.schematic import draw_cells
from vungxanh.territory.errors import NoSuchBuiltin
from vungxanh.territory.gazetteer import Dated, Gazetteer
from vungxanh.territory.geometry import label_points, touching_by_level, united
from vungxanh.territory.neighbours import Neighbours
from vungxanh.territory.territory import Territory

_FILE = "district6"


@dataclass(frozen=True)
class _Area:
    """One area of a list; `shape` is None where the list is not drawn."""

    dated: Dated
    parent: str | None
    population: float
    shape: Any = None


def builtin_names() -> list[str]:
    """What `read_builtin` knows."""
    return list(_rules()["lists"])


def builtin_gazetteer() -> Gazetteer:
    """What the codes of District 6 meant on any day."""
    return Gazetteer(_dated(entry) for entry in _rules()["area"])


@cache
def read_builtin(name: str) -> Territory:
    """A built-in list. Its shapes, and so its neighbours, are a drawing of ours, not legal boundaries."""
    lists = _rules()["lists"]
    if name not in lists:
        raise NoSuchBuiltin(name, builtin_names())
    chosen = lists[name]
    entries = [entry for entry in _rules()["area"] if _dated(entry).valid_on(chosen["day"])]
    areas = [*_quarters(entries, chosen["quarters"]), *(_area(entry, chosen["drawn"]) for entry in entries)]
    areas.sort(key=lambda area: ("quarter", "ward", "district").index(area.dated.level))
    return _territory(chosen["day"], _with_totals(areas), _notes(entries, chosen))


def _rules() -> dict[str, Any]:
    return read_rule("territory", _FILE)


def _dated(entry: Mapping[str, Any]) -> Dated:
    return Dated(entry["code"], entry["name"], entry["level"], entry.get("valid_from"), entry.get("valid_to"))


def _area(entry: Mapping[str, Any], drawn: bool) -> _Area:
    cells = _cells()
    parts = [cell for ward in entry.get("drawn", []) for cell in cells[ward]] if drawn else []
    people = float(entry.get("population", np.nan))
    return _Area(_dated(entry), entry.get("parent"), people, united(parts))


def _quarters(entries: Sequence[Mapping[str, Any]], total: int) -> list[_Area]:
    """The quarters: how many each ward has, and their people, are our allotment."""
    if not total:
        return []
    cells = _cells()
    made = []
    for ward in (entry for entry in entries if entry["level"] == "ward"):
        shapes = cells[ward["code"]]
        people = allot(ward["population"], [1] * len(shapes))
        for k, (shape, number) in enumerate(zip(shapes, people, strict=True), 1):
            dated = Dated(f"{ward['code']}-KP{k:02}", f"Khu phố {k}", "quarter")
            made.append(_Area(dated, ward["code"], float(number), shape))
    return made


@cache
def _cells() -> dict[str, list[Any]]:
    """The drawing's cells by ward of 2021."""
    rules = _rules()
    first = rules["lists"]["district6-2021"]
    wards = [a for a in rules["area"] if a["level"] == "ward" and _dated(a).valid_on(first["day"])]
    sizes = allot(first["quarters"], [ward["population"] for ward in wards], at_least=1)
    return draw_cells(rules["drawing"], {w["code"]: n for w, n in zip(wards, sizes, strict=True)})


def _with_totals(areas: Sequence[_Area]) -> list[_Area]:
    """The district's people and shape are those of its wards together."""
    return [_total(area, areas) if area.dated.level == "district" else area for area in areas]


def _total(district: _Area, areas: Sequence[_Area]) -> _Area:
    wards = [area for area in areas if area.parent == district.dated.code]
    people = sum(ward.population for ward in wards)
    return _Area(district.dated, None, people, united([ward.shape for ward in wards]))


def _territory(day: date, areas: Sequence[_Area], notes: tuple[Message, ...]) -> Territory:
    index = {area.dated.code: i for i, area in enumerate(areas)}
    levels = tuple(area.dated.level for area in areas)
    shapes = np.array([area.shape for area in areas], dtype=object)
    drawn = not shapely.is_missing(shapes).any()
    return Territory(
        day=day,
        codes=tuple(area.dated.code for area in areas),
        names=tuple(area.dated.name for area in areas),
        levels=levels,
        parent=np.array([index.get(area.parent or "", -1) for area in areas], np.int32),
        population=np.array([area.population for area in areas], np.float64),
        neighbours=(
            Neighbours.from_pairs(len(areas), touching_by_level(levels, shapes))
            if drawn
            else Neighbours.unknown(len(areas))
        ),
        valid_from=tuple(area.dated.begins for area in areas),
        valid_to=tuple(area.dated.ends for area in areas),
        shapes=tuple(shapes) if drawn else None,
        label_points=label_points(shapes) if drawn else None,
        schematic=drawn,
        notes=notes,
    )


def _notes(entries: Sequence[Mapping[str, Any]], chosen: Mapping[str, Any]) -> tuple[Message, ...]:
    notes = []
    if chosen["drawn"]:
        notes.append(
            message(
                "The shapes are schematic, drawn by us; they are not the legal boundaries, "
                "and which areas touch is read off the drawing"
            )
        )
    if chosen["quarters"]:
        notes.append(
            message(
                "How the {n} quarters are spread over the wards was not found: they, and their people, are "
                "allotted in proportion to the population of the census of 2019",
                n=chosen["quarters"],
            )
        )
    unknown = [entry["name"] for entry in entries if entry["level"] == "ward" and "population" not in entry]
    if unknown:
        notes.append(message("The population of these areas was not found: {areas}", areas=tuple(unknown)))
    return tuple(notes)
