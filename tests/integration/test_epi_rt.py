"""`vungxanh epi rt` as others script against it; Cori's column beside EpiEstim on its own examples."""

import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.integration.calls import vungxanh

COLUMNS = ["area", "date", "kind", "mean", "q025", "q25", "q50", "q75", "q975", "p_above_1"]
FIRST = date(2021, 6, 1)
OWN = """
id = "own"
version = "1"
title = { vi = "Bệnh lạ", en = "Strange disease" }
default = "only"

[variants.only]
title = { vi = "Duy nhất", en = "Only" }

[variants.only.interval]
weights = [0.25, 0.5, 0.25]
source = "ours"
certainty = "reading"
"""


def counts(areas: tuple[str, ...] = ("27346", "27349", "27373"), days: int = 60) -> pl.DataFrame:
    rng = np.random.default_rng(7)
    return pl.DataFrame(
        [
            (area, FIRST + timedelta(days=day), int(rng.poisson(5 * 1.02**day)))
            for area in areas
            for day in range(days)
        ],
        schema={"area": pl.String, "date": pl.Date, "cases": pl.Int64},
        orient="row",
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    counts().write_csv(tmp_path / "c.csv")
    return tmp_path


class TestTheTable:
    @pytest.mark.parametrize("out", ["r.csv", "r.parquet"])
    @pytest.mark.parametrize("areas", [(), ("--areas", "district6-2021")])
    def test_every_area_day_and_kind_has_a_row(self, desk: Path, out: str, areas: tuple[str, ...]) -> None:
        done = vungxanh(
            "epi", "rt", "--counts", "c.csv", "--disease", "covid19", *areas, "--out", out, cwd=desk
        )
        assert done.returncode == 0, done.stderr
        table = (
            pl.read_parquet(desk / out)
            if out.endswith("t")
            else pl.read_csv(desk / out, try_parse_dates=True)
        )
        assert table.columns[: len(COLUMNS)] == COLUMNS
        assert table.height == 3 * 60 * 3
        assert set(table["kind"]) == {"filter", "smoother", "cori"}
        kept = table.filter(pl.col("kind") != "cori").select(COLUMNS[3:])
        assert kept.null_count().sum_horizontal()[0] == 0
        last = table.filter((pl.col("date") == FIRST + timedelta(days=59)) & (pl.col("kind") == "filter"))
        assert (last["q025"] < 1.3).all()
        assert (last["p_above_1"] > 0.3).all()
        assert last["enough"].all()

    def test_a_disease_and_a_variant_of_ones_own(self, desk: Path) -> None:
        (desk / "own.toml").write_text(OWN, "utf-8")
        for disease in (["own.toml"], ["dengue", "--variant", "30c"], ["influenza"]):
            done = vungxanh(
                "epi", "rt", "--counts", "c.csv", "--disease", *disease, "--out", "r.csv", cwd=desk
            )
            assert done.returncode == 0, done.stderr

    def test_few_cases_are_called_not_enough(self, tmp_path: Path) -> None:
        counts(("A",), 40).with_columns(cases=pl.lit(0)).write_csv(tmp_path / "c.csv")
        done = vungxanh(
            "epi", "rt", "--counts", "c.csv", "--disease", "covid19", "--out", "r.csv", cwd=tmp_path
        )
        assert "not enough cases" in done.stdout
        assert not pl.read_csv(tmp_path / "r.csv")["enough"].any()

    def test_in_vietnamese(self, desk: Path) -> None:
        done = vungxanh(
            "epi",
            "rt",
            "--counts",
            "c.csv",
            "--disease",
            "covid19",
            "--out",
            "r.csv",
            cwd=desk,
            language="vi",
        )
        assert "COVID-19, delta: 4,8 ngày" in done.stdout
        assert "3 địa bàn, 01/06/2021" in done.stdout


class TestDaysWithoutARow:
    def newest(self, folder: Path, absent: str) -> float:
        done = vungxanh(
            "epi", "rt", "--counts", "c.csv", "--disease", "covid19", "--absent", absent, "--out", "r.csv",
            cwd=folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        table = pl.read_csv(folder / "r.csv").filter(pl.col("kind") == "filter")
        return float(table["mean"][-1])

    def test_they_are_not_reported_unless_said_otherwise(self, tmp_path: Path) -> None:
        steady = counts(("A",), 70).with_columns(cases=pl.lit(30))
        gap = steady.filter(
            ~pl.col("date").is_between(FIRST + timedelta(days=55), FIRST + timedelta(days=65))
        )
        gap.write_csv(tmp_path / "c.csv")
        assert self.newest(tmp_path, "unknown") == pytest.approx(1, abs=0.15)
        assert self.newest(tmp_path, "zero") > 1.5

    def test_weekly_totals_come_with_the_next_row(self, tmp_path: Path) -> None:
        weekly = counts(("A",), 70).gather_every(7, offset=6).with_columns(cases=pl.lit(210))
        weekly.write_csv(tmp_path / "c.csv")
        assert self.newest(tmp_path, "with-next") == pytest.approx(1, abs=0.15)


class TestBadInput:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("A,2021-06-01,-3", ("row 3", "cases", "-3")),
            ("A,2021-06-01,many", ("row 3", "cases", "many")),
            ("A,01/06/2021,3", ("row 3", "date", "01/06/2021")),
            (",2021-06-01,3", ("row 3", "area")),
            ("A,2021-06-01,2.5", ("row 3", "cases", "2.5")),
        ],
    )
    def test_the_cell_is_named_and_nothing_is_written(
        self, tmp_path: Path, line: str, said: tuple[str, ...]
    ) -> None:
        (tmp_path / "c.csv").write_text(f"area,date,cases\nA,2021-05-31,4\n{line}\n", "utf-8")
        done = vungxanh(
            "epi", "rt", "--counts", "c.csv", "--disease", "covid19", "--out", "r.csv", cwd=tmp_path
        )
        assert done.returncode == 2
        assert all(word in done.stderr for word in said), done.stderr
        assert not (tmp_path / "r.csv").exists()

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--disease", "plague"), "plague"),
            (("--disease", "covid19", "--variant", "zeta"), "zeta"),
            (("--disease", "covid19", "--window", "0"), "--window"),
            (("--disease", "covid19", "--absent", "perhaps"), "perhaps"),
            (("--disease", "covid19", "--areas", "elsewhere"), "elsewhere"),
        ],
    )
    def test_options_that_cannot_be(self, desk: Path, options: tuple[str, ...], said: str) -> None:
        done = vungxanh("epi", "rt", "--counts", "c.csv", *options, "--out", "r.csv", cwd=desk)
        assert done.returncode == 2
        assert said in done.stderr

    def test_areas_that_the_territory_lacks(self, tmp_path: Path) -> None:
        counts(("27346", "99999")).write_csv(tmp_path / "c.csv")
        done = vungxanh(
            "epi", "rt", "--counts", "c.csv", "--disease", "covid19", "--areas", "district6-2021",
            "--out", "r.csv", cwd=tmp_path,
        )  # fmt: skip
        assert done.returncode == 2
        assert "99999" in done.stderr

    def test_a_table_without_rows(self, tmp_path: Path) -> None:
        (tmp_path / "c.csv").write_text("area,date,cases\n", "utf-8")
        done = vungxanh(
            "epi", "rt", "--counts", "c.csv", "--disease", "covid19", "--out", "r.csv", cwd=tmp_path
        )
        assert done.returncode == 2
        assert "c.csv" in done.stderr


def test_cori_is_epiestim_on_its_own_examples(repo_root: Path, tmp_path: Path) -> None:
    from vungxanh.epidemic.rt import cori

    if shutil.which("Rscript") is None:
        pytest.skip("no Rscript: `make peers` installs it where that is possible")
    script, out = repo_root / "benchmarks" / "epidemic_rt.R", tmp_path / "examples.csv"
    ran = subprocess.run(["Rscript", script, "examples", out], capture_output=True, text=True, check=False)
    if ran.returncode:
        pytest.skip(f"EpiEstim is not installed: {ran.stderr.strip()[-200:]}")
    table = pl.read_csv(out, null_values="NA", infer_schema_length=None)
    examples = table.partition_by("dataset")
    assert len(examples) == 5
    for example in examples:
        theirs = example.select("mean", "q025", "q25", "q50", "q75", "q975").to_numpy().astype(float)
        cases = example["incidence"].to_numpy().astype(float)
        ours = cori(cases[None], example["w"].to_numpy().astype(float))[0, :, :6]
        assert np.array_equal(np.isnan(ours), np.isnan(theirs)), example["dataset"][0]
        assert np.nanmax(np.abs(ours - theirs)) < 1e-6
