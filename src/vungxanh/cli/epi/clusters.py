"""`vungxanh epi clusters`: where cases pile up, over areas or on points."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import Neighbours, OnDay, file_or_name
from vungxanh.cli.output import tell, working
from vungxanh.messages import message

Counts = Annotated[Path | None, Parameter(help=_("Table of counts: area, date, cases"))]
CountedAreas = Annotated[
    str | None,
    Parameter(
        help=_("Areas: any file of areas, a built-in territory, or a table of area, population, lon, lat")
    ),
]
AsOf = Annotated[date, Parameter(help=_("Search for what is going on up to this day (YYYY-MM-DD)"))]
Out = Annotated[Path, Parameter(help=_("Write the clusters (or foci) here: .csv or .parquet"))]
Days = Annotated[int, Parameter(help=_("A cluster may have lasted at most so many days"))]
Replicas = Annotated[int, Parameter(help=_("Number of random replicas without a cluster"))]
Shape = Annotated[
    Literal["both", "circles", "neighbours"],
    Parameter(help=_("Circles, connected groups of neighbours, or both")),
]
Model = Annotated[
    Literal["auto", "poisson", "history", "permutation"],
    Parameter(help=_("What is expected: by population, by each area's past, or without either")),
]
MaxAreas = Annotated[int, Parameter(help=_("A cluster has at most so many areas"))]
MaxShare = Annotated[float, Parameter(help=_("A cluster has at most this share of the population"))]
Level = Annotated[
    str | None, Parameter(help=_("Level of the areas, e.g. ward; default: the finest of the counts"))
]
Seed = Annotated[int, Parameter(help=_("Same seed, same result"))]
Limit = Annotated[int, Parameter(help=_("Show at most so many clusters"))]
Baseline = Annotated[
    Path | None, Parameter(help=_("Expected cases from a forecast or nowcast: area, date, expected"))
]
Previous = Annotated[
    Path | None, Parameter(help=_("Clusters of the day before: the same cluster is then no new alarm"))
]
GeoJson = Annotated[
    Path | None, Parameter(name="--geojson", help=_("Write the clusters (or foci) as GeoJSON here"))
]
CasePoints = Annotated[
    Path | None, Parameter(help=_("Cases as points instead of counts: date, lon, lat (or x, y in metres)"))
]
Rule = Annotated[str, Parameter(help=_("Rule for foci on points: dengue, or a TOML file"))]
Households = Annotated[Path | None, Parameter(help=_("Households as points: household, lon, lat"))]
Treat = Annotated[Path | None, Parameter(help=_("Write the households to treat here"))]


def find_clusters(
    *,
    as_of: AsOf,
    out: Out,
    counts: Counts = None,
    areas: CountedAreas = None,
    days: Days = 28,
    replicas: Replicas = 999,
    shape: Shape = "both",
    model: Model = "auto",
    max_areas: MaxAreas = 50,
    max_share: MaxShare = 0.5,
    level: Level = None,
    seed: Seed = 0,
    limit: Limit = 10,
    baseline: Baseline = None,
    previous: Previous = None,
    geojson: GeoJson = None,
    points: CasePoints = None,
    rule: Rule = "dengue",
    households: Households = None,
    treat: Treat = None,
    neighbours: Neighbours = None,
    on: OnDay = None,
) -> int:
    """Find where cases pile up in space and time, and say where to zone and why."""
    from vungxanh.epidemic.clusters.foci import FociRequest, find_on_points
    from vungxanh.epidemic.clusters.request import Request, search_areas
    from vungxanh.tables import write_long, write_whole

    with working(2) as progress:
        progress(message("Searching for clusters"))
        if points is not None:
            found = find_on_points(FociRequest(points, as_of, rule, households, geojson is not None))
        else:
            request = Request(
                counts, None if areas is None else file_or_name(areas), as_of, days, replicas, shape, model,
                max_areas, max_share, level, seed, limit, baseline, previous, neighbours, on,
                geojson is not None,
            )  # fmt: skip
            found = search_areas(request)
    write_long(found.frame, out)
    if treat is not None and found.houses is not None:
        write_long(found.houses, treat)
    if geojson is not None:
        text = json.dumps(found.drawn, ensure_ascii=False).encode()
        write_whole(geojson, lambda file: file.write(text))
    tell(*found.said)
    return 0
