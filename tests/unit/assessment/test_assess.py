"""From files to a folder and back: what was written explains itself in the same way."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from vungxanh.assessment import (
    AreaNotAssessed,
    Assessment,
    DayNotAssessed,
    FolderNotEmpty,
    NothingToJudge,
    Request,
    assess,
    open_assessment,
)
from vungxanh.zoning import Explanation, read_pack

AREAS = """code,name,level,parent,population
79,Thành phố,province,,60000
775,Quận 6,district,79,50000
101,Phường 1,ward,775,10000
102,Phường 2,ward,775,20000
103,Phường 3,ward,775,
776,Quận 5,district,79,10000
201,Phường 4,ward,776,10000
1011,Khu phố 1,quarter,101,4000
"""
PAIRS = "one,other\n101,102\n102,103\n103,201\n775,776\n"
AS_OF = date(2021, 7, 8)
FIRST = date(2021, 6, 10)


def day(n: int) -> str:
    return (FIRST + timedelta(days=n)).isoformat()


REGISTER = "ward_code,report_date,is_community,source_known\n" + "".join(
    f"{ward},{day(n)},{community},{known}\n"
    for ward, n, community, known in [
        ("101", 0, "yes", "no"), ("101", 1, "yes", "no"), ("102", 3, "no", ""),
        ("103", 9, "yes", "yes"), ("201", 20, "yes", ""), ("101", 24, "yes", ""),
    ]
)  # fmt: skip
DAILY = "ward_code,date,cases\n" + "".join(
    f"{ward},{day(n)},{(n * 7 + int(ward)) % 5 if n % 9 == 0 else 0}\n"
    for ward in ("101", "102", "103", "201")
    for n in range(29)
    if (ward, n % 8) != ("102", 5)
)
INPUTS = "area,day,name,value\n" + "".join(
    f"{area},{day(n)},{name},{value}\n"
    for area, n, name, value in [
        ("101", 0, "one_dose_18_plus", 80), ("775", 5, "one_dose_18_plus", 65),
        ("101", 3, "elderly_fully_vaccinated", 70), ("102", 9, "one_dose_18_plus", 75),
        ("101", 10, "capacity_ready", 0), ("775", 2, "tests", 100), ("775", 2, "positives", 4),
    ]
)  # fmt: skip
YEARS = "area,year,month,week,cases,epidemic\n" + "".join(
    f"{ward},{year},{slot if period == 'month' else ''},{slot if period == 'week' else ''},{slot % 3},\n"
    for ward in ("101", "102", "103")
    for year in range(2015, 2021)
    for period, slots in (("month", (6, 7)), ("week", range(22, 29)))
    for slot in slots
)
PACKS = ["vn-2686-2021", "vn-4800-2021", "vn-3979-2021", "vn-15-2026-endemic", "vn-15-2026-non-endemic",
         "green-14-days", "example-incidence-bands", "vn-218-2022", "vn-q5-stepdown-2021"]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every input file."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in {
        "areas": AREAS,
        "pairs": PAIRS,
        "register": REGISTER,
        "daily": DAILY,
        "inputs": INPUTS,
        "years": YEARS,
    }.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def request(desk: Path, cases: str, criteria: str | Path, **more: object) -> Request:
    plain = Request(
        cases=desk / f"{cases}.csv",
        areas=desk / "areas.csv",
        criteria=criteria,
        as_of=AS_OF,
        neighbours=desk / "pairs.csv",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def written(desk: Path, out: Path, *arguments: str, **more: object) -> Assessment:
    assess(request(desk, *arguments, **more), out)
    return open_assessment(out)


def assert_explained(assessment: Assessment) -> None:
    """The opened folder explains every row of colours.parquet with the same answer."""
    rows: dict[date, dict[str, dict[str, object]]] = {}
    for row in assessment.colours.iter_rows(named=True):
        rows.setdefault(row["day"], {})[row["area"]] = row
    assert (min(rows), max(rows)) == (assessment.first_day, assessment.last_day)
    for when, by_area in rows.items():
        explanations = assessment.explanations(when)
        assert set(explanations) == set(by_area)
        for area, row in by_area.items():
            assert_row(row, explanations[area])


def assert_row(row: dict[str, object], told: Explanation) -> None:
    assert row["colour"] == told.colour
    assert row["rank"] == told.rank
    assert row["since"] == told.since
    assert row["days_to_better"] == told.days_to_better
    assert row["earliest_better"] == told.earliest_better
    assert row["days_to_best"] == told.days_to_best
    assert row["earliest_best"] == told.earliest_best
    worse = told.worse_possible
    assert row["worse_possible"] == (None if worse is None else worse.id)
    decided = str(row["decided_by"])
    if told.rank is None:
        assert decided == "missing"
    elif told.counted != told.level:
        assert decided == "holding"
    elif told.deciding is not None:
        assert decided == told.deciding.condition
        assert row["value"] == told.deciding.value
        assert row["threshold"] == told.deciding.threshold
    else:
        assert decided == "all_clear" or told.pack.id == "vn-4800-2021"
    named = set() if row["missing"] is None else set(str(row["missing"]).split(","))
    assert named - {"population"} == {finding.condition for finding in told.open}
    assert bool(named) == bool(told.missing)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("cases", ["register", "daily"])
def test_what_was_written_explains_itself(desk: Path, tmp_path: Path, cases: str, pack: str) -> None:
    more = {"inputs": desk / "inputs.csv", "history": desk / "years.csv", "first": FIRST + timedelta(days=12)}
    assert_explained(written(desk, tmp_path / "out", cases, pack, **more))


@pytest.mark.parametrize("pack", ["vn-2686-2021", "vn-4800-2021", "example-incidence-bands"])
def test_all_days_and_without_further_tables(desk: Path, tmp_path: Path, pack: str) -> None:
    assert_explained(written(desk, tmp_path / "out", "register", pack, neighbours=None))


@pytest.fixture(scope="module")
def done(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return written(desk, tmp_path_factory.mktemp("done") / "out", "register", "vn-2686-2021")


def colours_of(assessment: Assessment, area: str) -> list[str]:
    return assessment.colours.filter(pl.col("area") == area)["colour"].to_list()


class TestTheFolder:
    def test_has_the_files_of_the_contract(self, done: Assessment) -> None:
        names = {path.name for path in done.folder.iterdir()}
        assert names >= {
            "areas.parquet",
            "counts.parquet",
            "colours.parquet",
            "pack.toml",
            "import.json",
            "assessment.json",
        }

    def test_says_what_it_was_made_of(self, done: Assessment, desk: Path) -> None:
        info = done.info
        assert (info["as_of"], info["from"], info["to"]) == ("2021-07-08", "2021-06-10", "2021-07-08")
        assert info["pack"]["id"] == "vn-2686-2021"
        assert {entry["role"] for entry in info["inputs"]} == {"cases", "areas", "neighbours"}
        assert all(len(entry["sha256"]) == 64 for entry in info["inputs"])
        assert info["levels"] == ["ward", "district"]
        assert all(reading["vi"] and reading["en"] for reading in info["readings"])
        text = json.dumps(info)
        assert str(desk) not in text

    def test_has_a_row_for_every_judged_area_and_day(self, done: Assessment) -> None:
        assert done.colours.height == 6 * 29
        assert done.counts.height == 8 * 29
        assert done.colours.select("area", "day").is_duplicated().sum() == 0

    def test_counts_the_cases_of_the_community_apart(self, done: Assessment) -> None:
        total = done.counts.filter(pl.col("area") == "79").select("cases", "community_cases").sum().row(0)
        assert total == (6, 5)

    def test_colours_by_hand(self, done: Assessment) -> None:
        # Two cases of unknown source on the first two days: one makes orange, two make a cluster.
        ward = colours_of(done, "101")
        assert ward[:3] == ["orange", "red", "red"]
        assert ward[13] == "red"
        assert ward[14] == "orange"

    def test_keeps_the_pack_as_it_was(self, done: Assessment) -> None:
        assert done.pack == read_pack("vn-2686-2021")


def test_the_same_inputs_give_the_same_folder(desk: Path, tmp_path: Path, done: Assessment) -> None:
    again = written(desk, tmp_path / "out", "register", "vn-2686-2021")
    for path in sorted(done.folder.iterdir()):
        assert path.read_bytes() == (again.folder / path.name).read_bytes(), path.name


def test_an_older_assessment_is_replaced_and_a_foreign_folder_is_not(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(desk, out, "register", "vn-2686-2021")
    assert written(desk, out, "register", "vn-4800-2021").pack.id == "vn-4800-2021"
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(FolderNotEmpty):
        assess(request(desk, "register", "vn-2686-2021"), foreign)


class TestAsOf:
    def test_what_was_known_on_a_day_is_found_again_later(
        self, desk: Path, tmp_path: Path, done: Assessment
    ) -> None:
        early = written(desk, tmp_path / "out", "register", "vn-2686-2021", as_of=FIRST + timedelta(days=11))
        assert early.last_day == FIRST + timedelta(days=11)
        keys = ["area", "day"]
        both = early.colours.join(done.colours, on=keys, suffix="_later")
        assert both.height == early.colours.height
        assert both["rank"].equals(both["rank_later"].rename("rank"), null_equal=True)

    def test_a_stale_register_is_unknown_after_its_newest_row(self, desk: Path, tmp_path: Path) -> None:
        late = written(desk, tmp_path / "out", "register", "green-14-days", as_of=date(2021, 8, 30))
        assert late.info["reported_through"] == day(24)
        assert colours_of(late, "102")[-1] == "unknown"
        sure = written(desk, tmp_path / "sure", "register", "green-14-days", as_of=date(2021, 8, 30),
                       data_through=date(2021, 8, 30))  # fmt: skip
        assert colours_of(sure, "102")[-1] == "green"

    def test_a_table_of_counts_is_unknown_where_it_has_no_row(self, desk: Path, tmp_path: Path) -> None:
        gaps = written(desk, tmp_path / "out", "daily", "example-incidence-bands")
        reported = gaps.counts.filter((pl.col("area") == "102") & ~pl.col("reported"))["day"].to_list()
        assert reported == [FIRST + timedelta(days=n) for n in (5, 13, 21)]


class TestAsking:
    def test_one_area_on_its_last_day(self, done: Assessment) -> None:
        told = done.explanation("101")
        assert (told.area, told.day, told.name) == ("101", AS_OF, "Phường 1")

    @pytest.mark.parametrize("area", ["999", "79", "1011"])
    def test_an_area_that_is_not_judged(self, done: Assessment, area: str) -> None:
        with pytest.raises(AreaNotAssessed, match=area):
            done.explanation(area)

    @pytest.mark.parametrize("when", [FIRST - timedelta(days=1), AS_OF + timedelta(days=1)])
    def test_a_day_that_is_not_judged(self, done: Assessment, when: date) -> None:
        with pytest.raises(DayNotAssessed, match="from 2021-06-10 to 2021-07-08"):
            done.explanation("101", when)


def test_criteria_for_other_levels_judge_nothing(desk: Path, tmp_path: Path) -> None:
    (desk / "provinces.csv").write_text("code,name,level,parent,population\n79,X,province,,1\n", "utf-8")
    with pytest.raises(NothingToJudge, match="green-14-days"):
        assess(
            request(desk, "register", "green-14-days", areas=desk / "provinces.csv", neighbours=None),
            tmp_path / "out",
        )
    assert not (tmp_path / "out").exists()


def test_days_that_get_a_date_can_be_limited(desk: Path, tmp_path: Path) -> None:
    few = written(desk, tmp_path / "out", "register", "vn-2686-2021", outlook_days=2)
    dated = few.colours.filter(pl.col("days_to_better").is_not_null())["day"].unique()
    assert dated.min() >= AS_OF - timedelta(days=1)  # type: ignore[operator]


def test_a_register_without_a_usable_row_is_not_green(desk: Path, tmp_path: Path) -> None:
    late = REGISTER.replace("2021-06", "2021-09").replace("2021-07", "2021-09")
    (desk / "later.csv").write_text(late, "utf-8")
    nothing = written(desk, tmp_path / "out", "later", "green-14-days")
    assert set(nothing.colours["colour"]) == {"unknown"}
