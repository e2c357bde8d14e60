"""The whole way on the real data beside the repository: files in, colours with reasons out."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from vungxanh.assessment import Assessment, Request, assess, open_assessment
from vungxanh.linelist import CaseFile

pytestmark = pytest.mark.shared

MAPPINGS = Path(__file__).parents[2] / "docs/how-to/mappings"
WARDS_2021 = "hcmc-boundaries-2021/hcmc_wards_312_simplified.geojson"


def run(tmp_path: Path, **asked: object) -> tuple[CaseFile, Assessment]:
    """Assess and open."""
    cases = assess(Request(**asked), tmp_path / "assessment")  # type: ignore[arg-type]
    return cases, open_assessment(tmp_path / "assessment")


@pytest.fixture(scope="module")
def hcmc(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return run(
        tmp_path_factory.mktemp("hcmc"),
        cases=shared_data / "vn-covid-ward-daily-2021/hcmc_ward_daily.csv",
        areas=shared_data / WARDS_2021,
        criteria="vn-2686-2021",
        as_of=date(2021, 7, 8),
    )[1]


class TestHoChiMinhCity:
    """312 wards, day by day to 8 July 2021, by Decision 2686."""

    def test_every_ward_and_district_has_a_row_for_every_day(self, hcmc: Assessment) -> None:
        days = (hcmc.last_day - hcmc.first_day).days + 1
        per_level = dict(hcmc.colours.group_by("level").len().iter_rows())
        assert per_level == {"ward": 312 * days, "district": 22 * days}

    def test_the_counts_are_those_of_the_file(self, hcmc: Assessment, shared_data: Path) -> None:
        file = pl.read_csv(shared_data / "vn-covid-ward-daily-2021/hcmc_ward_daily.csv", try_parse_dates=True)
        known = file.filter(pl.col("date") <= date(2021, 7, 8))
        for level in ("ward", "district"):
            assert hcmc.counts.filter(level=level)["cases"].sum() == known["cases"].sum()

    def test_a_ward_is_red_from_its_second_unlinked_case_in_14_days(self, hcmc: Assessment) -> None:
        counts = hcmc.counts.filter(level="ward").sort("area", "day")
        expected = counts.with_columns(
            sum14=pl.col("unlinked_cases").rolling_sum(14, min_samples=1).over("area")
        ).with_columns(red=pl.col("sum14") >= 2)
        found = expected.join(hcmc.colours, on=["area", "day"], how="inner")
        assert found.height == counts.height
        assert (found["red"] == (found["colour"] == "red")).all()

    def test_a_ward_without_cases_is_green_only_far_from_orange(self, hcmc: Assessment) -> None:
        on = hcmc.colours.filter(pl.col("day") == hcmc.last_day, level="ward")
        colour = dict(on.select("area", "colour").iter_rows())
        touches = dict(hcmc.areas.filter(level="ward").select("area", "touches").iter_rows())
        for area, name in colour.items():
            if name == "green":
                assert not {colour[n] for n in touches[area]} & {"orange", "red"}

    def test_explanations_agree_with_the_table(self, hcmc: Assessment) -> None:
        day = date(2021, 6, 20)
        table = {row["area"]: row for row in hcmc.colours.filter(day=day).iter_rows(named=True)}
        told = hcmc.explanations(day)
        assert set(told) == set(table)
        for area, about in told.items():
            row = table[area]
            assert (about.colour, about.rank, about.since) == (row["colour"], row["rank"], row["since"])
            assert about.earliest_better == row["earliest_better"]
            if about.deciding is not None:
                assert about.deciding.condition == row["decided_by"]
                assert about.deciding.value == pytest.approx(row["value"])

    def test_the_same_day_known_later_is_the_same(
        self, hcmc: Assessment, shared_data: Path, tmp_path: Path
    ) -> None:
        """as_of is an argument: judging up to 1 July gives what the longer assessment says of 1 July."""
        earlier = run(
            tmp_path,
            cases=shared_data / "vn-covid-ward-daily-2021/hcmc_ward_daily.csv",
            areas=shared_data / WARDS_2021,
            criteria="vn-2686-2021",
            as_of=date(2021, 7, 1),
        )[1]
        keys = ["area", "day", "colour", "rank", "decided_by", "since", "earliest_better"]
        longer = hcmc.colours.filter(pl.col("day") <= date(2021, 7, 1)).select(keys).sort("area", "day")
        assert earlier.colours.select(keys).sort("area", "day").equals(longer)


def test_2021_wards_carried_to_those_of_2025_say_so(shared_data: Path, tmp_path: Path) -> None:
    """District 6: wards that went whole are carried; Bình Phú lacks a part of Ward 16, District 8."""
    links = tmp_path / "successors.csv"
    links.write_text(
        "old_code,new_code,share\n"
        + "".join(f"{old},27373,1\n" for old in (27370, 27379, 27373, 27382, 27376))
        + "".join(f"{old},27367,1\n" for old in (27367, 27355, 27361, 27352))
        + "".join(f"{old},27364,1\n" for old in (27385, 27364))
        + "".join(f"{old},27349,1\n" for old in (27358, 27349, 27346)),
        "utf-8",
    )
    cases, assessment = run(
        tmp_path,
        cases=shared_data / "vn-covid-ward-daily-2021/d6_ward_daily.csv",
        areas=shared_data / "hcmc-boundaries-2025/d6_wards_2025.geojson",
        cases_areas=shared_data / "hcmc-boundaries-2021/d6_wards.geojson",
        successors=links,
        criteria="green-14-days",
        as_of=date(2021, 7, 8),
    )
    assert assessment.info["carried"]
    assert any("carried from the areas" in reading["en"] for reading in assessment.info["readings"])
    by_area = dict(assessment.counts.group_by("area").agg(pl.col("cases").sum()).iter_rows())
    assert sum(by_area[code] for code in ("27373", "27367", "27364", "27349")) == cases.events["n"].sum()


def test_a_foreign_line_list_with_a_mapping(shared_data: Path, tmp_path: Path) -> None:
    cases, assessment = run(
        tmp_path,
        cases=shared_data / "toronto-linelist-2020/toronto_cases_20200909.csv",
        mapping=MAPPINGS / "toronto.toml",
        areas=shared_data / "toronto-linelist-2020/toronto_neighbourhoods_140.geojson",
        criteria="example-incidence-bands",
        as_of=date(2020, 9, 9),
    )
    report = cases.report
    assert report.read == 21_142
    assert report.read == (
        report.accepted + report.refused + report.duplicates + report.after_as_of + report.not_counted
    )
    last = assessment.colours.filter(pl.col("day") == assessment.last_day)
    assert last.height == 140
    assert last["rank"].null_count() == 0


class TestDengueByTodaysLaw:
    """Kaohsiung 2014 by Circular 15/2026, non-endemic, and endemic with a made-up history."""

    def test_non_endemic(self, shared_data: Path, tmp_path: Path) -> None:
        _, assessment = run(
            tmp_path,
            cases=shared_data / "taiwan-dengue-2014/kaohsiung_2014.parquet",
            mapping=MAPPINGS / "taiwan-dengue.toml",
            areas=shared_data / "taiwan-dengue-2014/kaohsiung_2014_villages.csv",
            criteria="vn-15-2026-non-endemic",
            as_of=date(2014, 11, 15),
        )
        counts = assessment.counts.filter(level="ward").sort("area", "day")
        month = counts.with_columns(
            so_far=pl.col("community_cases").cum_sum().over("area", pl.col("day").dt.truncate("1mo"))
        ).filter(pl.col("day") == date(2014, 10, 31))
        over = set(month.filter(pl.col("so_far") >= 5)["area"])
        epidemic = assessment.colours.filter(pl.col("day") == date(2014, 10, 31), colour="epidemic")
        assert over
        assert over <= set(epidemic["area"])

    def test_endemic_needs_the_earlier_years(self, shared_data: Path, tmp_path: Path) -> None:
        villages = pl.read_csv(shared_data / "taiwan-dengue-2014/kaohsiung_2014_villages.csv")
        codes = villages["village_code"].drop_nulls().cast(pl.String).unique(maintain_order=True)[:200]
        years = [
            {"area": code, "year": year, "month": month, "week": None, "cases": (year + month) % 3}
            for code in codes for year in range(2008, 2014) for month in range(1, 13)
        ] + [
            {"area": code, "year": year, "month": None, "week": week, "cases": (year + week) % 2}
            for code in codes for year in range(2008, 2014) for week in range(1, 54)
        ]  # fmt: skip
        history = tmp_path / "history.csv"
        pl.DataFrame(years, schema_overrides={"month": pl.Int64, "week": pl.Int64}).write_csv(history)
        _, assessment = run(
            tmp_path,
            cases=shared_data / "taiwan-dengue-2014/kaohsiung_2014.parquet",
            mapping=MAPPINGS / "taiwan-dengue.toml",
            areas=shared_data / "taiwan-dengue-2014/kaohsiung_2014_villages.csv",
            criteria="vn-15-2026-endemic",
            history=history,
            as_of=date(2014, 10, 31),
        )
        last = assessment.colours.filter(pl.col("day") == date(2014, 10, 31), level="ward")
        with_history = last.filter(pl.col("area").is_in(codes.implode()))
        assert with_history["rank"].null_count() == 0
        # Without earlier years a village with cases is unknown; one without cases is above no threshold.
        october = assessment.counts.filter(pl.col("day") >= date(2014, 10, 1), level="ward")
        cases = dict(october.group_by("area").agg(pl.col("cases").sum()).iter_rows())
        for area, rank in (
            last.filter(~pl.col("area").is_in(codes.implode())).select("area", "rank").iter_rows()
        ):
            assert (rank is None) == (cases[area] > 0)


def test_berlin_corrections_are_kept_and_shown(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "berlin-districts/berlin_bezirk_daily.csv"
    areas = tmp_path / "areas.csv"
    districts = pl.read_csv(file).select("lor", "district").unique(maintain_order=True)
    districts.with_columns(population=pl.lit(300_000)).write_csv(areas)
    cases, assessment = run(
        tmp_path,
        cases=file,
        mapping=MAPPINGS / "berlin.toml",
        areas=areas,
        criteria="example-incidence-bands",
        as_of=date(2021, 3, 31),
        absent="zero",
    )
    falls = [finding for finding in cases.report.findings if finding.check.code == "cumulative_falls"]
    assert falls
    assert assessment.counts.filter(level="district")["cases"].min() < 0
