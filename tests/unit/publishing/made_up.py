"""Made-up estimates beside an assessment, with the documented columns: drawn at random, not estimated."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from vungxanh.assessment import Assessment, open_assessment

HORIZON = 14
LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
PARTS = ("outlook", "rt", "forecast", "clusters", "freedom")


def write_estimates(folder: Path, parts: Collection[str] = PARTS, seed: int = 1) -> None:
    """Write the tables of `parts` into an assessment folder."""
    assessment = open_assessment(folder)
    draw = np.random.default_rng(seed)
    (folder / "epi").mkdir(exist_ok=True)
    made = {
        "outlook": (folder / "outlook.parquet", outlook),
        "rt": (folder / "epi/rt.parquet", rt),
        "forecast": (folder / "epi/forecast.parquet", forecast),
        "clusters": (folder / "epi/clusters.parquet", clusters),
        "freedom": (folder / "epi/freedom.parquet", freedom),
    }
    for part in parts:
        path, frame = made[part]
        frame(assessment, draw).write_parquet(path)


@contextmanager
def as_given(assessment: Assessment, *_: object) -> Iterator[tuple[Path, frozenset[str]]]:
    """The estimates beside the assessment, as if they had been made from public counts."""
    yield assessment.folder, frozenset()


def outlook(assessment: Assessment, draw: np.random.Generator) -> pl.DataFrame:
    """Chances that drift towards green; the row of the last day is what it would be with all reports."""
    rows = []
    for area, level in assessment.areas.select("area", "level").iter_rows():
        scale = assessment.pack.scale_for(level)
        if scale is None:
            continue
        start, end = draw.dirichlet(np.ones(len(scale))), draw.dirichlet(np.ones(len(scale)))
        dates = [assessment.last_day + timedelta(days=int(d)) for d in sorted(draw.integers(2, 20, 5))]
        last = assessment.last_day + timedelta(days=HORIZON)
        green: dict[str, date | None] = {"green_end": last}
        green |= {
            f"green_{q}": day if day <= last else None
            for q, day in zip(("q10", "q25", "q50", "q75", "q90"), dates, strict=True)
        }
        for ahead in range(HORIZON + 1):
            share = ahead / HORIZON
            p = (1 - share) * start + share * end
            rows.append(
                {"area": area, "level": level, "day": assessment.last_day + timedelta(days=ahead)}
                | {"kind": "outlook" if ahead else "would_be", "likely": scale[int(np.argmax(p))].id}
                | {f"p_{one.id}": float(value) for one, value in zip(scale, p, strict=True)}
                | {"p_unknown": 0.0, "p_green_by_end": float(end[0])}
                | green
            )
    return pl.DataFrame(rows, infer_schema_length=None)


def rt(assessment: Assessment, draw: np.random.Generator) -> pl.DataFrame:
    """A wandering R; every fifth area never has enough cases."""
    rows = []
    for number, area in enumerate(assessment.areas["area"]):
        middle = np.exp(np.cumsum(draw.normal(0, 0.04, 60)))
        for ahead, value in enumerate(middle.tolist()):
            day = assessment.last_day - timedelta(days=59 - ahead)
            scarce = number % 5 == 4 or ahead < 10
            factors = {"q025": 0.6, "q25": 0.85, "q50": 1.0, "q75": 1.15, "q975": 1.5, "mean": 1.02}
            numbers = {name: None if scarce else value * factor for name, factor in factors.items()}
            rows += [
                {
                    "area": area,
                    "date": day,
                    "kind": kind,
                    **numbers,
                    "p_above_1": None if scarce else min(value / 2, 1),
                }
                for kind in ("filter", "smoother", "cori")
            ]
    return pl.DataFrame(rows, infer_schema_length=None)


def forecast(assessment: Assessment, draw: np.random.Generator) -> pl.DataFrame:
    """Daily quantiles around the mean of the last week."""
    rows = []
    last: date = assessment.last_day
    recent = assessment.counts.filter(pl.col("day") > last - timedelta(days=7)).group_by("area").agg(
        pl.col("cases").mean()
    )  # fmt: skip
    for area, mean in recent.sort("area").iter_rows():
        drift = float(draw.normal(0, 0.04))
        for horizon in range(1, HORIZON + 1):
            middle = mean * np.exp(drift * horizon)
            for level in LEVELS:
                spread = np.exp((level - 0.5) * (0.6 + 0.1 * horizon) * 2)
                rows.append(
                    {
                        "reference_date": last,
                        "location": area,
                        "horizon": horizon,
                        "target_end_date": last + timedelta(days=horizon),
                        "output_type": "quantile",
                        "output_type_id": level,
                        "value": float(middle * spread),
                    }
                )
    return pl.DataFrame(rows)


def clusters(assessment: Assessment, draw: np.random.Generator) -> pl.DataFrame:
    """One cluster for each pair of neighbouring rows of the table of areas."""
    areas = assessment.areas["area"].to_list()
    first = assessment.last_day - timedelta(days=6)
    return pl.DataFrame(
        [
            {
                "cluster": number // 2,
                "area": area,
                "first_day": first,
                "last_day": assessment.last_day,
                "cases": 4 + number,
                "expected": 2.5,
                "relative_risk": 3.1,
                "p": 0.01,
                "area_cases": 2,
            }
            for number, area in enumerate(areas)
        ]
    )


def freedom(assessment: Assessment, draw: np.random.Generator) -> pl.DataFrame:
    """Every second area is very probably free."""
    areas = assessment.areas["area"].to_list()
    p_free = [0.97 if number % 2 == 0 else 0.5 for number in range(len(areas))]
    return pl.DataFrame(
        {
            "area": areas,
            "date": [assessment.last_day] * len(areas),
            "p_free": p_free,
            "verified": [p >= 0.95 for p in p_free],
            "tests": [100] * len(areas),
        }
    )
