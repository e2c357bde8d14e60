"""What a reader of the public site loads, and how long building it takes: 312 wards and 10,600 communes.

    python -m benchmarks.site [--areas 312 10600] [--days 400] [--ahead] [--keep FOLDER]

The areas are made up (wavy Voronoi cells in provinces and, for the city, districts); counts are seeded waves.
The whole pipeline runs: assess, with --ahead the nightly run, disclose, build.
"""

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import shapely

from vungxanh.assessment import Request, assess, open_assessment
from vungxanh.nightly import Plan, chosen, nightly
from vungxanh.publishing import disclose, read_disclosure_rule
from vungxanh.publishing.site import SiteContext, build_site

FIRST = date(2021, 1, 1)
POINTS_ALONG_BORDER = 12


def cells(number: int, generator: np.random.Generator) -> list[shapely.Polygon]:
    """Wavy cells that share their borders."""
    points = shapely.MultiPoint(generator.random((number, 2)))
    square = shapely.box(0, 0, 1, 1)
    whole = [
        shapely.intersection(part, square) for part in shapely.get_parts(shapely.voronoi_polygons(points))
    ]
    fine = shapely.segmentize(whole, 0.6 / np.sqrt(number) / POINTS_ALONG_BORDER)
    return list(shapely.transform(fine, lambda at: _wave(at, number)))


def _wave(at: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", number: int) -> "np.ndarray":  # type: ignore[type-arg]
    """The same displacement for the same point, so that neighbours keep their border."""
    often, far = 40 * np.sqrt(number), 0.05 / np.sqrt(number)
    moved = at + far * np.column_stack([np.sin(at[:, 1] * often), np.cos(at[:, 0] * often)])
    return moved * (0.9, 1.1) + (106.2, 10.3)


def features(shapes: list[shapely.Polygon], parents: int) -> Iterator[dict[str, object]]:
    """GeoJSON features; the areas above are squares of a grid."""
    side = round(parents**0.5)
    for number, shape in enumerate(shapes):
        middle = shapely.centroid(shape)
        column, row = int((middle.x - 106.2) / 0.9 * side), int((middle.y - 10.3) / 1.1 * side)
        parent = column * side + row
        yield {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(shape),
            "properties": {
                "code": f"{number:05d}",
                "name": f"Phường {number + 1}",
                "population": 8_000 + number % 17 * 1_500,
                "district_code": f"d{parent}",
                "district": f"Quận {parent + 1}",
            },
        }


def case_table(areas: int, days: int, generator: np.random.Generator) -> pl.DataFrame:
    """Counts in waves: a few areas at a time, for some weeks."""
    start = generator.integers(0, days, areas)
    length = generator.integers(5, 60, areas)
    day = np.arange(days)
    active = (day >= start[:, None]) & (day < (start + length)[:, None])
    counts = generator.poisson(np.where(active, 1.5, 0.004))
    area, at = np.nonzero(counts)
    codes = np.array([f"{number:05d}" for number in range(areas)])
    return pl.DataFrame(
        {"area": codes[area], "day": [FIRST + timedelta(days=int(d)) for d in at], "cases": counts[area, at]}
    )


def packed(file: Path) -> int:
    """Bytes that a web server with gzip sends."""
    return len(gzip.compress(file.read_bytes(), 9))


def first_load(site: Path, page: str) -> dict[str, int]:
    """Everything that the map page loads at first, compressed; fonts are compressed already."""
    assets = [site / "assets" / name for name in ("site.css", "charts.css", "colours.css", "icon.svg")]
    scripts = [*(site / "assets").glob("*.js"), *(site / "assets/map").glob("*.js")]
    vendor = [site / "assets/vendor/maplibre-gl.js", site / "assets/vendor/maplibre-gl.css"]
    parts = {
        "page": [site / page],
        "styles and scripts of ours": [*assets, *scripts],
        "map library": vendor,
        "fonts": list((site / "assets/fonts").glob("*.woff2")),
        "drawing": [site / "map/ward.svg"],
        "shapes": [site / "map/shapes-ward.json"],
        "colours of all days": [site / "map/days-ward.json"],
        "names": [site / "map/names-ward.json"],
    }
    return {name: sum(packed(file) for file in files) for name, files in parts.items()}


def run(areas: int, days: int, folder: Path, ahead: bool) -> None:
    """Build one site and print what it weighs; with `ahead` also what may come."""
    generator = np.random.default_rng(areas)
    parents = 22 if areas < 2_000 else 700
    shapes = cells(areas, generator)
    collection = {"type": "FeatureCollection", "features": list(features(shapes, parents))}
    (folder / "areas.geojson").write_text(json.dumps(collection), "utf-8")
    case_table(areas, days, generator).write_parquet(folder / "cases.parquet")
    last = FIRST + timedelta(days=days - 1)
    request = Request(
        cases=folder / "cases.parquet",
        areas=folder / "areas.geojson",
        criteria="vn-2686-2021",
        as_of=last,
        first=FIRST,
        absent="zero",
        data_through=last,
        outlook_days=1,
    )
    started = time.perf_counter()
    assess(request, folder / "assessment")
    assessment = open_assessment(folder / "assessment")
    if ahead:
        nightly(assessment, chosen(assessment, Plan(), only=("rt", "forecast", "outlook", "clusters")))
    assessed = time.perf_counter()
    disclosed = disclose(assessment, read_disclosure_rule("default"))
    shown = time.perf_counter()
    context = SiteContext(1, "bench", datetime(2022, 2, 5, tzinfo=UTC), "vungxanh benchmark")
    build_site(disclosed, folder / "site", context)
    built = time.perf_counter()
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    print(f"\n{areas:,} areas x {days} days")
    print(
        f"  assess {assessed - started:.1f} s, disclose {shown - assessed:.1f} s, site {built - shown:.1f} s"
    )
    print(f"  {len(files):,} files, {size / 1e6:.0f} MB")
    page = folder / "site/vi/area/ward-00000.html"
    print(f"  page of a place {page.stat().st_size / 1e3:.0f} kB, compressed {packed(page) / 1e3:.1f} kB")
    parts = first_load(folder / "site", "vi/map.html")
    for name, weight in parts.items():
        print(f"  {weight / 1000:8.1f} kB  {name}")
    print(f"  {sum(parts.values()) / 1000:8.1f} kB  first load of the map page, compressed")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--areas", type=int, nargs="+", default=[312, 10_600])
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--ahead", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    for areas in asked.areas:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) if asked.keep is None else asked.keep / str(areas)
            folder.mkdir(parents=True, exist_ok=True)
            run(areas, asked.days, folder, asked.ahead)


if __name__ == "__main__":
    main()
