"""`vungxanh epi clusters` from files to files, and what it says about files that cannot be used."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.integration.calls import Done, vungxanh

LAST = date(2021, 7, 8)
COLUMNS = [
    "cluster", "area", "first_day", "last_day", "cases", "expected", "relative_risk", "llr", "p", "p_gumbel",
    "recurrence_days", "kind", "centre", "radius_km", "areas", "area_cases", "area_expected", "alarm",
    "new_alarm", "alarm_since",
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """counts.csv with a cluster in A07 and A08 since 4 July, and areas.csv."""
    rng = np.random.default_rng(6)
    areas = [f"A{i:02d}" for i in range(25)]
    rows = [
        (area, LAST - timedelta(days=ago), int(rng.poisson(6 if area in ("A07", "A08") and ago < 5 else 0.5)))
        for area in areas
        for ago in range(28)
    ]
    counts = pl.DataFrame(rows, schema=["area", "date", "cases"], orient="row")
    counts.filter(pl.col("cases") > 0).write_csv(tmp_path / "counts.csv")
    pl.DataFrame(
        {
            "area": areas,
            "population": [2000] * 25,
            "lon": [106.6 + 0.01 * (i % 5) for i in range(25)],
            "lat": [10.7 + 0.01 * (i // 5) for i in range(25)],
        }
    ).write_csv(tmp_path / "areas.csv")
    return tmp_path


def find(
    desk: Path, *more: str, counts: str = "counts.csv", areas: str = "areas.csv", out: str = "k.csv"
) -> Done:
    return vungxanh(
        "epi", "clusters", "--counts", counts, "--areas", areas, "--as-of", "2021-07-08", "--days", "28",
        "--replicas", "99", "--out", out, *more, cwd=desk,
    )  # fmt: skip


def test_finds_what_was_planted_and_says_where_to_zone(desk: Path) -> None:
    done = find(desk)
    assert done.returncode == 0, done.said
    assert "Zone here (new alarm): A0" in done.stdout
    frame = pl.read_csv(desk / "k.csv", try_parse_dates=True)
    assert frame.columns == COLUMNS
    first = frame.filter(pl.col("cluster") == 1)
    assert set(first["area"]) == {"A07", "A08"}
    assert first["first_day"][0] == date(2021, 7, 4)
    assert first["p"][0] == 0.01
    assert first["alarm"].all()


def test_vietnamese(desk: Path) -> None:
    done = vungxanh(
        "epi", "clusters", "--counts", "counts.csv", "--areas", "areas.csv", "--as-of", "2021-07-08",
        "--replicas", "99", "--out", "k.csv", cwd=desk, language="vi",
    )  # fmt: skip
    assert "Khoanh vùng" in done.stdout


def test_same_seed_same_bytes_and_parquet_too(desk: Path) -> None:
    find(desk)
    find(desk, out="again.csv")
    find(desk, out="k.parquet")
    assert (desk / "k.csv").read_bytes() == (desk / "again.csv").read_bytes()
    assert pl.read_parquet(desk / "k.parquet").columns == COLUMNS


def test_the_next_day_it_is_the_same_alarm(desk: Path) -> None:
    find(desk)
    done = find(desk, "--previous", "k.csv", out="next.csv")
    assert "alarm continues" in done.stdout
    assert not pl.read_csv(desk / "next.csv")["new_alarm"].any()


def test_a_baseline_from_a_forecast(desk: Path) -> None:
    frame = pl.read_csv(desk / "areas.csv").select("area")
    days = pl.DataFrame({"date": [str(LAST - timedelta(days=ago)) for ago in range(28)]})
    frame.join(days, how="cross").with_columns(expected=0.5).write_csv(desk / "base.csv")
    done = find(desk, "--baseline", "base.csv", "--shape", "circles")
    assert done.returncode == 0, done.said
    first = pl.read_csv(desk / "k.csv").row(0, named=True)
    assert first["expected"] == pytest.approx(0.5 * 5 * 2)


def test_a_territory_with_shapes_and_a_map(desk: Path) -> None:
    done = vungxanh(
        "epi", "clusters", "--counts", "wards.csv", "--areas", "district6-2021", "--as-of", "2021-07-08",
        "--replicas", "99", "--out", "k.csv", "--geojson", "k.geojson", cwd=_wards(desk),
    )  # fmt: skip
    assert done.returncode == 0, done.said
    drawn = json.loads((desk / "k.geojson").read_text("utf-8"))
    assert drawn["features"][0]["properties"]["areas"] == ["27373"]
    assert drawn["features"][0]["geometry"]["type"] == "Polygon"


def _wards(desk: Path) -> Path:
    rows = [("27373", "2021-07-08", 30), ("27346", "2021-07-01", 2), ("27349", "2021-07-02", 2)]
    pl.DataFrame(rows, schema=["area", "date", "cases"], orient="row").write_csv(desk / "wards.csv")
    return desk


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (
            "counts.csv",
            "area,date,cases\nA00,2021-07-08,1\nZ9,2021-07-08,1\n",
            "row 3: area Z9 is not in the list",
        ),
        ("counts.csv", "area,date,cases\nA00,2021-07-08,-1\n", "row 2, column cases: “-1”"),
        ("counts.csv", "area,date\nA00,2021-07-08\n", "has no column cases"),
        ("counts.csv", "area,date,cases\nA00,2022-01-01,1\n", "has no row up to"),
        ("counts.csv", "area,date,cases\n", "no rows"),
        ("areas.csv", "area,population\nA00,100\nA07,5\n", "neither coordinates nor known neighbours"),
        ("areas.csv", "area,population,lon,lat\nA00,1,106,10\nA00,1,106,10\n", "area A00 is listed twice"),
    ],
)
def test_what_cannot_be_used(desk: Path, file: str, text: str, sentence: str) -> None:
    if file == "areas.csv":
        (desk / "counts.csv").write_text("area,date,cases\nA00,2021-07-08,3\n", "utf-8")
    (desk / file).write_text(text, "utf-8")
    done = find(desk)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not (desk / "k.csv").exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--days", "0"), "--days must lie between"),
        (("--replicas", "5"), "--replicas must lie between"),
        (("--max-share", "1.5"), "--max-share must lie between"),
        (("--previous", "none.csv"), "none.csv"),
    ],
)
def test_what_cannot_be_asked(desk: Path, more: tuple[str, str], sentence: str) -> None:
    arguments = [
        "epi", "clusters", "--counts", "counts.csv", "--areas", "areas.csv", "--as-of", "2021-07-08",
        "--out", "k.csv",
    ]  # fmt: skip
    done = vungxanh(*arguments, *more, cwd=desk)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not (desk / "k.csv").exists()


def test_population_zero(desk: Path) -> None:
    areas = (desk / "areas.csv").read_text("utf-8").replace("A07,2000", "A07,0")
    (desk / "areas.csv").write_text(areas, "utf-8")
    done = find(desk, "--model", "poisson")
    assert done.returncode == 2
    assert "population 0 (A07)" in done.stderr
    assert find(desk).returncode == 0  # without asking for it: permutation needs no population


def test_coordinates_in_metres(desk: Path) -> None:
    frame = pl.read_csv(desk / "areas.csv")
    frame.select(
        "area", "population", x=(pl.col("lon") - 106) * 109_000 + 5e5, y=pl.col("lat") * 111_000
    ).write_csv(desk / "areas.csv")
    assert find(desk).returncode == 0
    first = pl.read_csv(desk / "k.csv").row(0, named=True)
    assert first["areas"] == 2
    assert first["radius_km"] == pytest.approx(1.09, abs=0.01)


def test_dengue_on_points(desk: Path) -> None:
    (desk / "points.csv").write_text(
        "case,date,lon,lat\nc1,2021-07-01,106.6500,10.7500\nc2,2021-07-05,106.6510,10.7500\n"
        "c3,2021-07-05,106.7000,10.7500\nc4,2021-05-01,106.6000,10.7500\nc5,2021-05-02,106.6000,10.7500\n",
        "utf-8",
    )
    (desk / "houses.csv").write_text(
        "household,lon,lat\nnear,106.6500,10.7510\nfar,106.6500,10.7530\nold,106.6000,10.7500\n", "utf-8"
    )
    done = vungxanh(
        "epi", "clusters", "--points", "points.csv", "--rule", "dengue", "--as-of", "2021-07-08",
        "--out", "foci.csv",
        "--households", "houses.csv", "--treat", "treat.csv", "--geojson", "foci.geojson", cwd=desk,
    )  # fmt: skip
    assert done.returncode == 0, done.said
    assert "2 foci, 1 of them open" in done.stdout
    assert "Households to treat: 1" in done.stdout
    assert "remembered, not read" in done.stdout
    foci = pl.read_csv(desk / "foci.csv")
    assert foci.filter(pl.col("open"))["case"].to_list() == ["c1", "c2"]
    treated = pl.read_csv(desk / "treat.csv").row(0, named=True)
    assert treated["household"] == "near"
    assert treated["distance_m"] == pytest.approx(110.6, abs=0.5)  # a thousandth of a degree of latitude
    [zone] = json.loads((desk / "foci.geojson").read_text("utf-8"))["features"]
    assert zone["properties"] == {"focus": 2, "cases": 2}


def test_points_without_coordinates_or_rule(desk: Path) -> None:
    (desk / "points.csv").write_text("date\n2021-07-01\n", "utf-8")
    common = ("epi", "clusters", "--points", "points.csv", "--as-of", "2021-07-08", "--out", "foci.csv")
    assert "needs columns lon and lat" in vungxanh(*common, cwd=desk).stderr
    done = vungxanh(*common, "--rule", "plague", cwd=desk)
    assert done.returncode == 2
    assert "no rule plague" in done.stderr
    assert "Give --counts and --areas" in vungxanh("epi", "clusters", *common[4:], cwd=desk).stderr
