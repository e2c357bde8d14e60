"""`simulate`: run the outbreak and leave a folder with the officer's files and, apart, the truth."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import shapely

from vungxanh.demo.officer import Fault, write_officer_list
from vungxanh.demo.outbreak import Outbreak, run
from vungxanh.demo.parameters import Parameters, read_parameters
from vungxanh.demo.records import case_table, inputs_table, reproduction, truth_table
from vungxanh.territory import Territory, read_builtin


@dataclass(frozen=True)
class Simulated:
    """Where the files are. `truth` and `truth_summary` are what no office could know."""

    folder: Path
    as_of: date
    cases_xlsx: Path
    cases_csv: Path
    inputs: Path
    areas: Path
    truth: Path
    truth_summary: Path


def simulate(
    out: Path, *, seed: int = 6, parameters: Parameters | None = None, territory: Territory | None = None
) -> Simulated:
    """A simulated outbreak, written to `out`. The same arguments give the same bytes."""
    assumed = parameters or read_parameters()
    outbreak = run(territory or read_builtin(assumed.territory), assumed, seed)
    out.mkdir(parents=True, exist_ok=True)
    files = Simulated(
        folder=out,
        as_of=assumed.period.last,
        cases_xlsx=out / "cases.xlsx",
        cases_csv=out / "cases.csv",
        inputs=out / "inputs.csv",
        areas=out / "areas.geojson",
        truth=out / "truth.parquet",
        truth_summary=out / "truth.json",
    )
    cases, truth = case_table(outbreak), truth_table(outbreak)
    typing = np.random.default_rng([seed, 1])
    faults = write_officer_list(cases, outbreak.territory, assumed.faults, files.cases_xlsx, typing)
    cases.write_csv(files.cases_csv)
    inputs_table(outbreak).write_csv(files.inputs)
    truth.write_parquet(files.truth)
    _write_json(_areas(outbreak.territory), files.areas)
    _write_json(_summary(outbreak, cases, truth, faults), files.truth_summary)
    return files


def _areas(territory: Territory) -> dict[str, Any]:
    """The territory as GeoJSON; geometry is null where there are no shapes."""
    features = []
    for i, code in enumerate(territory.codes):
        parent, people = territory.parent[i], territory.population[i]
        properties = {
            "code": code,
            "name": territory.names[i],
            "level": territory.levels[i],
            "parent": territory.codes[parent] if parent >= 0 else None,
            "population": None if np.isnan(people) else int(people),
        }
        shape = None if territory.shapes is None else json.loads(shapely.to_geojson(territory.shapes[i]))
        features.append({"type": "Feature", "properties": properties, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


def _summary(
    outbreak: Outbreak, cases: pl.DataFrame, truth: pl.DataFrame, faults: list[Fault]
) -> dict[str, Any]:
    """What truth.json says: how it was made, totals, R over time, the faults planted in cases.xlsx."""
    found = truth.filter("found")
    return {
        "simulated": True,
        "seed": outbreak.seed,
        "parameters": outbreak.assumed.model_dump(mode="json"),
        "totals": {
            "people": len(outbreak.state.people),
            "households": len(outbreak.state.people.household_start) - 1,
            "infections": len(truth),
            "found": len(found),
            "in_list": len(cases),
            "found_where": dict(found["where"].value_counts(sort=True).sort("where").iter_rows()),
            "linked": int(found["linked"].sum()),
            "tests": sum(len(persons) for persons, _ in outbreak.state.tests),
        },
        "r": [row | {"day": row["day"].isoformat()} for row in reproduction(outbreak).to_dicts()],
        "faults": [asdict(fault) for fault in faults],
    }


def _write_json(content: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", "utf-8")
