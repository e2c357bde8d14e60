"""One site of the made-up coast for all tests of this folder; nobody changes it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.unit.publishing.made_up import as_given, write_estimates
from tests.unit.site.coast import write_coast
from tests.unit.site.scored import RECORD, SCORES
from vungxanh.assessment import Assessment, open_assessment
from vungxanh.campaign import league
from vungxanh.publishing import Disclosed, disclose, read_disclosure_rule
from vungxanh.publishing.site import DataFile, EarlierSnapshot, SiteContext, build_site
from vungxanh.publishing.site.atlas import Atlas
from vungxanh.publishing.site.palette import Palette
from vungxanh.publishing.site.reading import read_atlas
from vungxanh.publishing.site.view import View

PERIOD = (date(2021, 6, 10), date(2021, 6, 30))


@pytest.fixture(scope="session")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return open_assessment(write_coast(tmp_path_factory.mktemp("coast")))


@pytest.fixture(scope="session")
def disclosed(assessment: Assessment) -> Disclosed:
    return disclose(assessment, read_disclosure_rule("default"))


@pytest.fixture(scope="session")
def context(assessment: Assessment) -> SiteContext:
    revised = {"area": "a-1", "level": "ward", "day": date(2021, 6, 2)}
    return SiteContext(
        number=2,
        id="2021-06-30-002",
        created=datetime(2021, 7, 1, 6, tzinfo=UTC),
        software="vungxanh test",
        key_fingerprint="12ab",
        previous=(EarlierSnapshot(1, date(2021, 6, 29), "2021-06-29-001", "0" * 64),),
        corrections=pl.DataFrame(
            [
                {**revised, "field": "colour", "old": "green", "new": "red"},
                {**revised, "field": "cases", "old": "*", "new": "12"},
            ]
        ),
        league={
            level: league(assessment, start=PERIOD[0], stop=PERIOD[1], level=level)
            for level in ("ward", "district")
        },
        league_period=PERIOD,
        files=(DataFile("data/colours.csv", 1_234_567),),
    )


@pytest.fixture(scope="session")
def site(disclosed: Disclosed, context: SiteContext, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, with the data file that its context names."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "data").mkdir()
    (folder / "data/colours.csv").write_text("area\n", "utf-8")
    build_site(disclosed, folder, context)
    return folder


@pytest.fixture(scope="session")
def atlas(disclosed: Disclosed) -> Atlas:
    return read_atlas(disclosed)


@pytest.fixture(scope="session")
def view(atlas: Atlas, context: SiteContext) -> View:
    return View(atlas, Palette.of(atlas.pack), context)


@pytest.fixture(scope="session")
def foreseeing(tmp_path_factory: pytest.TempPathFactory) -> Disclosed:
    """The coast with made-up estimates, disclosed."""
    folder = write_coast(tmp_path_factory.mktemp("foreseeing"))
    write_estimates(folder)
    return disclose(open_assessment(folder), read_disclosure_rule("default"), remake=as_given)


@pytest.fixture(scope="session")
def ahead_site(foreseeing: Disclosed, context: SiteContext, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The coast's site with estimates and with scores of earlier forecasts."""
    folder = tmp_path_factory.mktemp("ahead")
    (folder / "data").mkdir()
    (folder / "data/colours.csv").write_text("area\n", "utf-8")
    build_site(foreseeing, folder, replace(context, scores=SCORES, record=RECORD))
    return folder
