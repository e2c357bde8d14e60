"""The twin of an assessment: its counts are public, its files hold no person, open areas are as they are."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.unit.publishing.made_up import write_estimates
from tests.unit.publishing.small_district import AREAS, CASES, assessed
from vungxanh.assessment import Assessment, open_assessment
from vungxanh.publishing import disclose, read_disclosure_rule
from vungxanh.publishing.coming.twin import estimates_of_the_public, hides

HIDDEN = ["Q1", "Q2", "W2", "W3"]


def shown(assessment: Assessment) -> tuple[pl.DataFrame, frozenset[str]]:
    disclosed = disclose(assessment, read_disclosure_rule("default"))
    return disclosed.counts, disclosed.protected


def test_the_twin_keeps_open_counts_and_block_sums(tmp_path: Path) -> None:
    assessment = open_assessment(assessed(tmp_path))
    counts, protected = shown(assessment)
    with estimates_of_the_public(assessment, counts, protected, ["rt"], 3) as (twin, unsure):
        made = pl.read_parquet(twin / "counts.parquet")
        assert (twin / "epi/rt.parquet").is_file()
        assert not (twin / "refused.csv").exists()
        assert not (twin / "import.json").exists()
    assert not twin.exists()
    assert unsure <= {"W1", "X", *HIDDEN}
    truth = assessment.counts
    is_open = ~pl.col("area").is_in(HIDDEN)
    assert made.filter(is_open).equals(truth.filter(is_open))
    leaves = pl.col("area").is_in(["Q1", "Q2", "W3"])
    by_day = [
        table.filter(leaves).group_by("day").agg(pl.col("cases").sum()).sort("day") for table in (made, truth)
    ]
    assert by_day[0].equals(by_day[1])
    assert not made.filter(leaves).equals(truth.filter(leaves))


def test_where_nothing_is_hidden_no_twin_is_made(tmp_path: Path) -> None:
    folder = assessed(tmp_path)
    text = AREAS.replace(",2000", ",20000").replace(",9000", ",20000").replace(",3000", ",30000")
    (tmp_path / "areas.csv").write_text(text, "utf-8")
    from tests.unit.publishing.small_district import AS_OF, FIRST
    from vungxanh.assessment import Request, assess

    request = Request(
        cases=tmp_path / "cases.csv",
        areas=tmp_path / "areas.csv",
        criteria="vn-2686-2021",
        as_of=AS_OF,
        first=FIRST,
        absent="zero",
        data_through=AS_OF,
    )
    assess(request, folder)
    write_estimates(folder)
    assessment = open_assessment(folder)
    disclosed = disclose(assessment, read_disclosure_rule("default"), remake=pytest.fail)  # type: ignore[arg-type]
    assert not hides(assessment, disclosed.counts)
    assert disclosed.coming.rt is not None
    assert set(disclosed.coming.rt["area"]) == {"Q1", "Q2", "W1", "W2", "W3", "X"}


def test_unpublished_levels_count_as_hidden(tmp_path: Path) -> None:
    assessment = open_assessment(assessed(tmp_path))
    text = read_disclosure_rule("default").text
    every = 'published = ["group", "quarter", "ward", "district", "province"]'
    (tmp_path / "rule.toml").write_text(text.replace(every, 'published = ["district"]'), "utf-8")
    disclosed = disclose(assessment, read_disclosure_rule(tmp_path / "rule.toml"))
    assert hides(assessment, disclosed.counts)
    with estimates_of_the_public(assessment, disclosed.counts, disclosed.protected, ["rt"], 3) as (twin, _):
        made = pl.read_parquet(twin / "counts.parquet")
    w1 = pl.col("area") == "W1"
    assert sum(n for (area, _), n in CASES.items() if area == "W1") == 14
    assert not made.filter(w1)["cases"].equals(assessment.counts.filter(w1)["cases"])
    district = pl.col("area") == "X"
    assert made.filter(district).equals(assessment.counts.filter(district))


def test_an_area_whose_colour_hangs_on_hidden_counts_gets_no_outlook(tmp_path: Path) -> None:
    """What the public counts do not tell of today, they do not tell of tomorrow."""
    folder = assessed(tmp_path, {**CASES, ("Q1", 18): 1})
    assessment = open_assessment(folder)
    write_estimates(folder)
    counts, protected = shown(assessment)
    with estimates_of_the_public(assessment, counts, protected, ["rt"], 3) as (twin, unsure):
        judged = open_assessment(twin).judged
        ranks = dict(zip(judged.counts.territory.codes, judged.rank[:, -1].tolist(), strict=True))
    today = assessment.colours.filter(pl.col("day") == assessment.last_day)
    official = {area: -1 if rank is None else rank for area, rank in today.select("area", "rank").iter_rows()}
    assert unsure == {area for area, rank in official.items() if ranks[area] != rank}
    assert json.loads((folder / "assessment.json").read_text("utf-8"))["as_of"] == "2021-06-20"
