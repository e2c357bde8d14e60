"""A small assessed country: two provinces and three wards that belong nowhere, ninety days."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from vungxanh.assessment import Assessment, Request, assess, open_assessment

FIRST = date(2021, 4, 10)
DAYS = 90
LAST = FIRST + timedelta(days=DAYS - 1)
WARDS = [f"{province}{ward:02d}" for province in (1, 2) for ward in range(8)]
ALONE = ["901", "902", "903"]


def assessed(folder: Path, criteria: str = "green-14-days") -> Assessment:
    """Cases by a seeded renewal process, tests every day, wards of a province in a row."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(3)
    rows = ["area,date,cases,tests,positives"]
    for code in [*WARDS, *ALONE]:
        cases = [2, 1, 0, 1]
        for _ in range(DAYS - len(cases)):
            cases.append(int(rng.poisson(0.3 * sum(cases[-4:]) * 0.9 + 0.05)))
        rows += [f"{code},{FIRST + timedelta(days=d)},{n},{n * 3 + 20},{n}" for d, n in enumerate(cases)]
    (folder / "counts.csv").write_text("\n".join(rows) + "\n", "utf-8")
    areas = ["ward_code,ward,district_code,province_code,population,lon,lat"]
    areas += [
        f"{code},Ward {code},D{code[0]}{int(code[1:]) // 4},P{code[0]},"
        f"{5000 + 100 * n},{106 + n / 100},10.{code[0]}"
        for n, code in enumerate(WARDS)
    ]
    areas += [f"{code},Ward {code},,,4000,10{code[2]}.5,12" for code in ALONE]
    (folder / "areas.csv").write_text("\n".join(areas) + "\n", "utf-8")
    pairs = [f"{one},{other}" for one, other in pairwise(WARDS) if one[0] == other[0]]
    (folder / "pairs.csv").write_text("\n".join(["one,other", *pairs]) + "\n", "utf-8")
    request = Request(
        cases=folder / "counts.csv",
        areas=folder / "areas.csv",
        neighbours=folder / "pairs.csv",
        criteria=criteria,
        as_of=LAST,
        outlook_days=1,
    )
    assess(request, folder / "dir")
    return open_assessment(folder / "dir")
