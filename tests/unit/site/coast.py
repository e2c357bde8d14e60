"""A made-up coast for the site's tests: two districts, seven wards, names and codes that mean harm.

A-1 | A-2 | B<3          A: code "a", wards a-1, "A-1", "../../x"
----+-----+-----         B: code "b <i>", four wards, one of 900 people, one outside the map
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from vungxanh.assessment import Request, assess
from vungxanh.publishing.site.atlas import Atlas

FIRST, LAST = date(2021, 5, 1), date(2021, 6, 30)
HOSTILE = "<script>alert('x')</script>"

WARDS = [
    ("a-1", f"Phường {HOSTILE}", "a", 20_000),
    ("A-1", "Phường \"Ỷ Lan\" & 'Đống'", "a", 20_000),
    ("../../x", "Phường 10", "a", 20_000),
    ("日本", "Phường 2", "b <i>", 20_000),
    ("b 2", "{{ 7*7 }}", "b <i>", 20_000),
    ("b%2F3", "Xã Nhỏ", "b <i>", 900),
    ("b4", "Xã Vừa", "b <i>", 4_000),
]


def write_coast(folder: Path) -> Path:
    """The assessment folder of the coast."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "areas.geojson").write_text(json.dumps(_areas()), "utf-8")
    rows = ["area,day,cases,community_cases", *_cases()]
    (folder / "cases.csv").write_text("\n".join(rows) + "\n", "utf-8")
    request = Request(
        cases=folder / "cases.csv",
        areas=folder / "areas.geojson",
        criteria="vn-2686-2021",
        as_of=LAST,
        first=FIRST,
        absent="unknown",
    )
    assess(request, folder / "assessment")
    return folder / "assessment"


def ward_shapes(atlas: Atlas) -> list[Any]:
    """The wards' shapes in the order of the map."""
    assert atlas.shapes is not None
    return [atlas.shapes[p] for p in atlas.by_level["ward"].tolist()]


def _areas() -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(_features())}


def _features() -> Iterator[dict[str, object]]:
    for number, (code, name, district, people) in enumerate(WARDS):
        west, south = 106.6 + number % 3 / 10, 10.7 + number // 3 / 10
        ring = [
            [west, south],
            [west + 0.1, south],
            [west + 0.1, south + 0.1],
            [west, south + 0.1],
            [west, south],
        ]
        yield {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [ring]},
            "properties": {
                "code": code,
                "name": name,
                "population": people,
                "district_code": district,
                "district": f"Quận {district}",
            },
        }


def _cases() -> Iterator[str]:
    days = [FIRST + timedelta(days=day) for day in range((LAST - FIRST).days + 1)]
    for number, (code, _, _, _) in enumerate(WARDS):
        for position, day in enumerate(days):
            if number == 3 and 20 <= position < 26:
                continue  # a gap: not reported
            cases = (position * (number + 1)) % 9 if position % (number + 3) == 0 and position > 20 else 0
            cases = -2 if number == 1 and position == 30 else cases
            yield f'"{code}",{day},{cases},{max(cases // 2, min(cases, 0))}'
