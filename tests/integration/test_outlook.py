"""The outlook as users meet it: assess --outlook, outlook DIR, explain; both languages, JSON, errors."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.integration.calls import vungxanh
from vungxanh.assessment import Request, assess, open_assessment

TERRITORY = "district6-2021"
WARDS = ("27346", "27349", "27352", "27355", "27358", "27361")
FIRST, LAST = date(2021, 6, 1), date(2021, 7, 20)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty days of cases in some wards of District 6, assessed with an outlook."""
    home = tmp_path_factory.mktemp("office")
    rng = np.random.default_rng(6)
    rows = ["ward_code,date,cases"]
    for place, ward in enumerate(WARDS):
        for day, cases in enumerate(rng.poisson(0.4 * place, (LAST - FIRST).days + 1)):
            if cases:
                rows.append(f"{ward},{FIRST + timedelta(days=day)},{cases}")
    (home / "cases.csv").write_text("\n".join(rows) + "\n", "utf-8")
    done = assessed(
        home, "out", "--outlook", "14", "--draws", "50", "--what-if", "none", "--what-if", "rt=0.8"
    )
    assert done.returncode == 0, done.stderr
    return home


def assessed(home: Path, out: str, *more: str):  # type: ignore[no-untyped-def]
    return vungxanh(
        "assess", "--cases", "cases.csv", "--areas", TERRITORY, "--criteria", "green-14-days", "--as-of",
        LAST.isoformat(), "--data-through", LAST.isoformat(), "--absent", "zero", "--out", out, *more,
        cwd=home,
    )  # fmt: skip


class TestAssess:
    def test_the_table_has_a_row_for_each_judged_area_and_coming_day(self, home: Path) -> None:
        assessment = open_assessment(home / "out")
        table = assessment.outlook
        assert table is not None
        judged = assessment.colours.filter(day=LAST)["area"].sort().to_list()
        for day in (1, 14):
            assert table.filter(day=LAST + timedelta(days=day))["area"].sort().to_list() == judged
        assert table["day"].max() == LAST + timedelta(days=14)

    def test_no_best_colour_before_the_earliest_possible_day(self, home: Path) -> None:
        assessment = open_assessment(home / "out")
        now = assessment.colours.filter(pl.col("day") == LAST, pl.col("rank") > 0)
        assert assessment.outlook is not None
        joined = assessment.outlook.join(now.select("area", "earliest_best"), on="area")
        too_early = joined.filter(pl.col("day") < pl.col("earliest_best"))
        assert too_early.height > 0
        assert (too_early["p_green"] == 0).all()
        assert (joined.filter(pl.col("green_q10").is_not_null()).select(
            (pl.col("green_q10") >= pl.col("earliest_best")).all()
        ).item())  # fmt: skip

    def test_without_a_further_case_the_dates_are_those_of_looking_ahead(self, home: Path) -> None:
        assessment = open_assessment(home / "out")
        assert assessment.what_ifs is not None
        assert set(assessment.what_ifs["what_if"]) == {"none", "rt=0.8"}
        now = assessment.colours.filter(pl.col("day") == LAST, pl.col("rank") > 0)
        none = assessment.what_ifs.filter(what_if="none").join(now.select("area", "earliest_best"), on="area")
        for quantile in ("green_q10", "green_q50", "green_q90"):
            assert (none[quantile] == none["earliest_best"]).all()

    def test_the_same_call_gives_the_same_table(self, home: Path) -> None:
        again = assessed(home, "again", "--outlook", "14", "--draws", "50")
        assert again.returncode == 0
        first, second = (open_assessment(home / name).outlook for name in ("out", "again"))
        assert first is not None
        assert second is not None
        assert first.equals(second)
        assert open_assessment(home / "again").what_ifs is None

    def test_without_the_option_there_is_no_outlook(self, home: Path) -> None:
        assert assessed(home, "plain").returncode == 0
        assert open_assessment(home / "plain").outlook is None

    def test_a_what_if_that_is_not_understood_writes_nothing(self, home: Path) -> None:
        done = assessed(home, "broken", "--outlook", "14", "--what-if", "rt=fast")
        assert done.returncode == 2
        assert "rt=fast" in done.stderr
        assert not (home / "broken").exists()

    @pytest.mark.parametrize(
        "asked", ["--outlook 0", "--outlook -3", "--draws 0", "--to-green 500", "--seed -1"]
    )
    def test_what_is_not_possible_is_named_and_writes_nothing(self, home: Path, asked: str) -> None:
        days = [] if "--outlook" in asked else ["--outlook", "7"]
        done = assessed(home, "broken", *days, *asked.split())
        assert done.returncode == 2
        assert asked.split(maxsplit=1)[0] in done.stderr
        assert not (home / "broken").exists()


class TestExplain:
    def test_the_outlook_follows_the_explanation(self, home: Path) -> None:
        done = vungxanh("explain", "out", WARDS[1], cwd=home)
        assert "Outlook: " in done.stdout
        assert "Probabilities on 2021-08-03: " in done.stdout
        said = vungxanh("explain", "out", WARDS[1], cwd=home, language="vi").stdout
        assert "Triển vọng: " in said
        assert "Khả năng vào ngày 03/08/2021: " in said

    def test_not_for_a_day_that_has_passed(self, home: Path) -> None:
        assert "Outlook" not in vungxanh("explain", "out", WARDS[1], "--day", "2021-07-10", cwd=home).stdout

    def test_json_has_its_rows(self, home: Path) -> None:
        told = json.loads(vungxanh("explain", "out", WARDS[1], "--json", cwd=home).stdout)
        assert len(told["outlook"]) == 14
        assert told["outlook"][0]["day"] == "2021-07-21"


class TestOutlook:
    def test_it_adds_the_table_and_shows_expected_numbers_side_by_side(self, home: Path) -> None:
        assessed(home, "later")
        done = vungxanh("outlook", "later", "--draws", "40", "--what-if", "none", cwd=home)
        assert done.returncode == 0, done.stderr
        assert "Expected number of areas on 2021-08-03:" in done.stdout
        heading = next(line for line in done.stdout.splitlines() if line.startswith("Level"))
        assert heading.split() == ["Level", "Colour", "now", "as", "forecast", "none"]
        assert open_assessment(home / "later").outlook is not None

    def test_json(self, home: Path) -> None:
        done = vungxanh("outlook", "out", "--draws", "10", "--what-if", "none", "--json", cwd=home)
        assert json.loads(done.stdout)["what_if"] == ["none"]

    def test_a_folder_that_is_no_assessment(self, home: Path) -> None:
        assert vungxanh("outlook", ".", cwd=home).returncode == 2


def test_late_reports_give_the_colour_that_the_last_days_would_have(tmp_path: Path) -> None:
    """A line list counted by onset: the last days lack cases, and the outlook says what they would be."""
    rng = np.random.default_rng(3)
    rows = ["case_id,ward_code,onset_date,report_date"]
    for day in range(60):
        onset = FIRST + timedelta(days=day)
        for case, delay in enumerate(rng.choice([0, 1, 2, 3, 5, 8], rng.poisson(6))):
            report = onset + timedelta(days=int(delay))
            if report <= FIRST + timedelta(days=59):
                rows.append(f"{day}-{case},{WARDS[case % 6]},{onset},{report}")
    (tmp_path / "cases.csv").write_text("\n".join(rows) + "\n", "utf-8")
    pack = tmp_path / "onset.toml"
    text = (Path(__file__).parents[2] / "src/vungxanh/rules/zoning/green-14-days.toml").read_text("utf-8")
    pack.write_text(
        text.replace('id = "green-14-days"', 'id = "onset"\ndate_order = ["onset", "report"]'), "utf-8"
    )
    asked = ["assess", "--cases", "cases.csv", "--areas", TERRITORY, "--criteria", "onset.toml", "--as-of",
             "2021-07-30", "--out", "out", "--outlook", "3", "--draws", "40"]  # fmt: skip
    done = vungxanh(*asked, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assessment = open_assessment(tmp_path / "out")
    assert assessment.outlook is not None
    late = assessment.outlook.filter(kind="would_be")
    assert late["day"].max() == assessment.last_day
    official = assessment.colours.filter(day=assessment.last_day)
    both = late.filter(day=assessment.last_day).join(official.select("area", "rank"), on="area")
    # A late report never makes a colour better.
    assert (both.filter(pl.col("rank") > 0)["p_green"] == 0).all()
    assert "When late reports are in" in vungxanh("explain", "out", WARDS[1], cwd=tmp_path).stdout


def test_the_demo_has_an_outlook_of_groups_quarters_wards_and_districts(tmp_path: Path) -> None:
    from vungxanh.assessment import OutlookRequest
    from vungxanh.demo import simulate

    made = simulate(tmp_path / "input", seed=6)
    asked = Request(
        cases=made.cases_xlsx, areas=TERRITORY, criteria="hcmc-emulation-2021", as_of=made.as_of,
        inputs=made.inputs, outlook=OutlookRequest(draws=30),
    )  # fmt: skip
    assess(asked, tmp_path / "out")
    table = open_assessment(tmp_path / "out").outlook
    assert table is not None
    assert {"ward", "district"} < set(table["level"])
    scales = table.select(
        c for c in table.columns if c.startswith("p_") and c not in ("p_stays", "p_green_by_end")
    )
    assert np.allclose(scales.sum_horizontal().to_numpy(), 1)
