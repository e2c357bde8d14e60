"""From the records to the pipeline's folder: the files it is given, and its runs."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from vungxanh.assessment import OutlookRequest, Request, assess, open_assessment
from vungxanh.linelist.mapping import COUNTED
from vungxanh.messages import LANGUAGES, Message
from vungxanh.nightly import Plan, chosen, nightly
from vungxanh.office.records.models import Assessment
from vungxanh.office.records.queries.coverage_known import tests_by_area_day
from vungxanh.office.records.queries.linelist import cases_known_at
from vungxanh.office.usecases.assessments.places import result_of

ESTIMATES = ("nowcast", "rt", "forecast", "clusters", "freedom")
"""The outlook is the assessment's own: it says what was assumed."""


@dataclass(frozen=True)
class Inputs:
    """The files that the pipeline is given. `known`: every case known then, also those not counted."""

    known: Path
    cases: Path
    tests: Path


def write_inputs(assessment: Assessment, folder: Path) -> Inputs:
    """The case list and the tests as known at the assessment's moment; no names in them."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Inputs(folder / "known.parquet", folder / "cases.parquet", folder / "tests.parquet")
    known = cases_known_at(assessment.known_at, disease=assessment.disease)
    counted = known.filter(pl.col("classification").is_in(COUNTED))
    known.write_parquet(made.known)
    counted.write_parquet(made.cases)
    tests_by_area_day(assessment.known_at).write_parquet(made.tests)
    return made


def run_pipeline(assessment: Assessment, inputs: Inputs, progress: Callable[[Message], None]) -> None:
    """Judge, look ahead, estimate: everything into the assessment's result folder."""
    out = result_of(assessment)
    request = Request(
        cases=inputs.cases,
        areas=_file_or_name(settings.ENVIRONMENT.areas),
        criteria=_file_or_name(assessment.pack),
        as_of=assessment.as_of,
        inputs=inputs.tests,
        # Officers keep the records: a day without a case had none.
        data_through=assessment.as_of,
        outlook=OutlookRequest(),
    )
    assess(request, out, progress=progress)
    judged = open_assessment(out)
    plan = chosen(judged, Plan(disease=assessment.disease), only=ESTIMATES)
    before = assessment.previous
    earlier = None if before is None else result_of(before)
    previous = earlier if earlier is not None and earlier.is_dir() else None
    nightly(judged, plan, previous=previous, progress=progress)


def summary_of(assessment: Assessment, inputs: Inputs) -> dict[str, Any]:
    """What the assessment's own record says of its run."""
    judged = open_assessment(result_of(assessment))
    report = judged.import_report
    levels = judged.info["levels"]
    return {
        "cases_sha256": sha256(inputs.cases.read_bytes()).hexdigest(),
        "info": {
            "levels": levels,
            "first": judged.info["from"],
            "last": judged.info["to"],
            "pack": judged.info["pack"],
            "pack_title": {language: judged.pack.title.render(language) for language in LANGUAGES},
            "readings": judged.info["readings"],
            "accepted": report["accepted"],
            "refused": report["refused"],
        },
    }


def _file_or_name(given: str) -> Path | str:
    """A file where there is one or where it looks like one, else the name of something built in."""
    return Path(given) if Path(given).exists() or Path(given).suffix else given
