"""What a run leaves to the next: versions of the counts that a nowcast learns from, and known clusters."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.unit.nightly.country import LAST, WARDS, assessed
from vungxanh.assessment import Assessment
from vungxanh.nightly import Plan
from vungxanh.nightly.past import KEPT_VERSIONS, WATCHED_DAYS, Past, past_of
from vungxanh.nightly.scene import FEWEST_VERSIONS, Scene
from vungxanh.nightly.split import tasks_of

PLAN = Plan(disease="covid19")


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assessed(Path(tmp_path_factory.mktemp("country")))


def versions(number: int, share_at_once: float) -> pl.DataFrame:
    """Daily versions up to LAST: ten cases a day, a share reported at once, all of them the next day."""
    rows = []
    for back in range(number):
        as_of = LAST - timedelta(days=back)
        for lag in range(20):
            value = round(10 * share_at_once) if lag == 0 else 10
            rows += [(ward, as_of, as_of - timedelta(days=lag), value) for ward in WARDS]
    return pl.DataFrame(rows, schema=["area", "as_of", "date", "value"], orient="row").with_columns(
        pl.col("value").cast(pl.Int32)
    )


def scene_with(assessment: Assessment, vintages: pl.DataFrame) -> Scene:
    tasks = tasks_of(assessment, PLAN, Past(vintages))
    return Scene(next(task for task in tasks if WARDS[0] in task.counts.territory.codes))


def test_the_first_run_keeps_its_own_version(assessment: Assessment) -> None:
    kept = past_of(assessment, None).vintages
    assert kept is not None
    assert kept["as_of"].unique().to_list() == [LAST]
    assert kept["date"].min() == LAST - timedelta(days=WATCHED_DAYS - 1)
    assert set(kept["area"]) >= set(WARDS)
    assert "P1" not in set(kept["area"]), "sums are not watched"


def test_later_runs_add_to_it_and_old_versions_go(assessment: Assessment, tmp_path: Path) -> None:
    (tmp_path / "epi").mkdir()
    versions(KEPT_VERSIONS + 10, 0.5).write_parquet(tmp_path / "epi" / "vintages.parquet")
    kept = past_of(assessment, tmp_path).vintages
    assert kept is not None
    days = kept["as_of"].unique().sort().to_list()
    assert len(days) == KEPT_VERSIONS
    assert days[-1] == LAST
    own = kept.filter(pl.col("as_of") == LAST, pl.col("date") == LAST, pl.col("area") == WARDS[0])
    counted = assessment.counts.filter(area=WARDS[0], day=LAST)["cases"].item()
    assert own["value"].to_list() == [counted], (
        "this run's counts, not those of the earlier run of the same day"
    )


def test_half_reported_at_once_is_completed_to_twice_as_many(assessment: Assessment) -> None:
    made = scene_with(assessment, versions(40, 0.5)).nowcast
    assert made is not None
    assert made.known[:, -1].sum() == 5 * 8
    assert made.mean[:, -1].sum() == pytest.approx(10 * 8, rel=0.15)


def test_a_few_versions_say_nothing_yet(assessment: Assessment) -> None:
    assert scene_with(assessment, versions(FEWEST_VERSIONS - 1, 0.5)).nowcast is None
    assert scene_with(assessment, versions(FEWEST_VERSIONS, 0.5)).nowcast is not None


def test_nothing_is_left_where_no_run_was(assessment: Assessment, tmp_path: Path) -> None:
    past = past_of(assessment, tmp_path)
    assert past.clusters is None
    assert past.vintages is not None
    assert past.vintages["as_of"].max() == date(2021, 7, 8)
