"""`epi chart`: one area of an analyst's table as an SVG of its own, or a sentence why not."""

import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from tests.integration.calls import vungxanh
from tests.unit.publishing.made_up import write_estimates
from tests.unit.publishing.small_district import assessed
from vungxanh.publishing.charting import NotDrawable, chart, kind_of


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = assessed(tmp_path_factory.mktemp("charts"))
    write_estimates(folder)
    days = [date(2021, 6, day) for day in (15, 16, 17)]
    rows = [
        {"area": "W1", "reference_date": day, "output_type_id": level, "value": 10 + 8 * level}
        for day in days
        for level in (0.05, 0.25, 0.5, 0.75, 0.95)
    ]
    pl.DataFrame(rows).write_csv(folder / "nowcast.csv")
    pl.DataFrame(
        {
            "area": ["W1"] * 28,
            "date": [date(2021, 6, 20) - timedelta(days=d) for d in range(28)],
            "cases": [3] * 28,
        }
    ).write_csv(folder / "counts.csv")
    return folder


FILES = {
    "rt": "epi/rt.parquet",
    "forecast": "epi/forecast.parquet",
    "outlook": "outlook.parquet",
    "nowcast": "nowcast.csv",
}


@pytest.mark.parametrize("kind", sorted(FILES))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_table_becomes_a_well_formed_picture(tables: Path, kind: str, language: str) -> None:
    text = chart(tables / FILES[kind], "W1", language=language, criteria="vn-2686-2021")  # type: ignore[arg-type]
    root = ET.fromstring(text)
    assert root.tag.endswith("svg")
    assert "http" not in re.sub(r'xmlns="[^"]+"', "", text)
    assert "nan" not in text
    assert (
        "Rt by day" in text or "Forecast of" in text or "How probable" in text or "late reports" in text
    ) == (language == "en")


@pytest.mark.parametrize("kind", sorted(FILES))
def test_the_kind_is_seen_by_the_columns(tables: Path, kind: str) -> None:
    assert kind_of(tables / FILES[kind]) == kind


def test_counts_are_drawn_before_a_forecast(tables: Path) -> None:
    data = tables / FILES["forecast"]
    without, with_counts = (
        chart(data, "W1", language="en", counts=counts) for counts in (None, tables / "counts.csv")
    )
    assert 'class="bar-community" d=' not in without
    assert with_counts.count("h.84") == 28


def test_the_outlook_draws_only_what_is_to_come(tables: Path) -> None:
    text = chart(tables / FILES["outlook"], "W1", language="en")
    columns = set(re.findall(r'<rect x="([\d.]+)%"', text))
    assert len(columns) == 14


class TestRefusals:
    def test_an_unknown_area(self, tables: Path) -> None:
        with pytest.raises(NotDrawable, match=r"rt\.parquet has no row for W9"):
            chart(tables / FILES["rt"], "W9", language="en")

    def test_a_table_of_another_kind(self, tables: Path) -> None:
        with pytest.raises(NotDrawable, match="no table of Rt, nowcast, forecast or outlook"):
            chart(tables / "epi/clusters.parquet", "W1", language="en")

    def test_too_few_quantiles(self, tables: Path, tmp_path: Path) -> None:
        data = pl.read_csv(tables / "nowcast.csv").filter(pl.col("output_type_id") == 0.5)
        data.write_csv(tmp_path / "thin.csv")
        with pytest.raises(NotDrawable, match="lacks quantiles"):
            chart(tmp_path / "thin.csv", "W1", language="en")

    def test_colours_that_the_criteria_do_not_have(self, tables: Path, tmp_path: Path) -> None:
        data = pl.read_parquet(tables / FILES["outlook"]).rename({"p_green": "p_blue"})
        data.write_parquet(tmp_path / "blue.parquet")
        with pytest.raises(NotDrawable, match="other colours"):
            chart(tmp_path / "blue.parquet", "W1", language="en")

    def test_never_enough_cases(self, tables: Path, tmp_path: Path) -> None:
        data = pl.read_parquet(tables / FILES["rt"]).with_columns(enough=pl.lit(value=False))
        data.write_parquet(tmp_path / "rt.parquet")
        with pytest.raises(NotDrawable, match="never enough cases in W1"):
            chart(tmp_path / "rt.parquet", "W1", language="en")


class TestTheCommand:
    def test_it_writes_the_file(self, tables: Path, tmp_path: Path) -> None:
        done = vungxanh(
            "epi", "chart", "--data", tables / FILES["rt"], "--area", "W1", "--out", "r.svg", cwd=tmp_path
        )
        assert (done.returncode, done.stdout) == (0, "The chart is in r.svg.\n")
        ET.parse(tmp_path / "r.svg")

    @pytest.mark.parametrize(("out", "area"), [("r.png", "W1"), ("r.svg", "W9"), ("no/r.svg", "W1")])
    def test_what_cannot_be_written_leaves_nothing(
        self, tables: Path, tmp_path: Path, out: str, area: str
    ) -> None:
        done = vungxanh(
            "epi", "chart", "--data", tables / FILES["rt"], "--area", area, "--out", out, cwd=tmp_path
        )
        assert done.returncode == 2
        assert done.stderr.startswith("vungxanh: ")
        assert list(tmp_path.iterdir()) == []
