"""How sure it is that an area is free of hidden infection, from the tests and cases of the assessment."""

import numpy as np
import polars as pl

from vungxanh.epidemic.freedom import Evidence, freedom_frame, judge_evidence, read_freedom
from vungxanh.nightly.scene import Scene

TESTS = "tests"


def freedom(scene: Scene) -> pl.DataFrame:
    """One row per area, on the last day."""
    rule, counts = read_freedom(), scene.counts
    window = counts.between(max(0, counts.days - rule.days("window_days")), counts.days)
    tested = np.nan_to_num(window.extra[TESTS]) if TESTS in window.extra else np.zeros(window.cases.shape)
    reported = np.ones(window.cases.shape, np.bool_) if window.reported is None else window.reported
    weakest = rule.methods["unknown"].sensitivity
    evidence = Evidence(
        first=window.first,
        cases=np.maximum(window.cases, 0).astype(np.float64),
        reported=reported,
        tested=tested,
        effective=tested * weakest,
    )
    judged = judge_evidence(evidence, counts.territory, scene.disease, rule)
    return freedom_frame(judged, counts.territory.codes, counts.last, rule)
