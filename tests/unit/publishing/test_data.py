"""The files of the folder `data`: safe in spreadsheets, readable by programs, nothing hidden in them."""

import gzip
import json
from pathlib import Path

import polars as pl
import pytest
import shapely

from vungxanh.publishing import Disclosed, data
from vungxanh.publishing.data import write_data
from vungxanh.tables import read_table


def test_every_form_of_the_counts_says_the_same(site: Path) -> None:
    csv = pl.read_csv(site / "data/counts.csv", try_parse_dates=True, schema_overrides={"shown": pl.String})
    parquet = pl.read_parquet(site / "data/counts.parquet")
    assert csv["cases"].to_list() == parquet["cases"].to_list()
    assert csv["status"].to_list() == parquet["status"].to_list()
    assert set(csv["status"]) == {"shown", "suppressed"}


def test_hidden_counts_are_in_no_file(site: Path) -> None:
    for row in json.loads((site / "data/areas.geojson").read_text("utf-8"))["features"]:
        known = row["properties"]
        assert known["cases"] is None or known["status"] == "shown"
    counts = pl.read_parquet(site / "data/counts.parquet").filter(pl.col("status") == "suppressed")
    assert counts.height == 12
    assert counts["cases"].null_count() == 12


def test_names_do_not_run_as_formulas(site: Path) -> None:
    assert "'=Ward 1" in (site / "data/areas.csv").read_text("utf-8-sig")
    assert "=Ward 1" in read_table(site / "data/areas.csv").frame["name"].to_list()


def test_a_table_too_long_for_spreadsheets_is_compressed(
    tmp_path: Path, disclosed: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "SPREADSHEET_ROWS", 100)
    written = write_data(disclosed, {}, tmp_path)
    assert "data/counts.csv.gz" in written
    assert "data/areas.csv" in written
    rows = gzip.decompress((tmp_path / "data/counts.csv.gz").read_bytes()).decode().splitlines()
    assert len(rows) == disclosed.counts.height + 1
    again = tmp_path / "again"
    again.mkdir()
    write_data(disclosed, {}, again)
    assert (again / "data/counts.csv.gz").read_bytes() == (tmp_path / "data/counts.csv.gz").read_bytes()


def test_shapes_are_written_in_full_with_the_colours_of_the_last_day(
    tmp_path: Path, disclosed: Disclosed
) -> None:
    from dataclasses import replace

    square = shapely.box(106.6, 10.7, 106.7, 10.8)
    shapes = [shapely.to_wkb(square) if area == "W1" else None for area in disclosed.areas["area"]]
    areas = disclosed.areas.with_columns(geometry=pl.Series(shapes, dtype=pl.Binary))
    write_data(replace(disclosed, areas=areas), {}, tmp_path)
    features = json.loads((tmp_path / "data/areas.geojson").read_text("utf-8"))["features"]
    by_area = {one["properties"]["area"]: one for one in features}
    assert shapely.geometry.shape(by_area["W1"]["geometry"]).equals(square)
    assert by_area["W2"]["geometry"] is None
    assert by_area["W1"]["properties"]["colour"] == "red"
    assert by_area["W1"]["properties"]["day"] == "2021-06-20"


def test_two_publications_of_the_same_data_are_the_same(tmp_path: Path, disclosed: Disclosed) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_data(disclosed, {}, tmp_path / name)
    for file in (tmp_path / "a/data").iterdir():
        assert file.read_bytes() == (tmp_path / "b/data" / file.name).read_bytes()
