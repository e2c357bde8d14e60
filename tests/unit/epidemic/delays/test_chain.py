"""Steps from onset to publication: quick recent cases must not shorten the inner steps."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from vungxanh.epidemic.delays import delay_distribution, step_triangles

FIRST = date(2021, 6, 1)


def world(days: int = 60) -> tuple[pl.DataFrame, date]:
    """Each day two cases: one sampled after 1 day, one after 5; both reported 2 days after the sample."""
    rows = [
        ("a", FIRST + timedelta(t), FIRST + timedelta(t + d), FIRST + timedelta(t + d + 2))
        for t in range(days)
        for d in (1, 5)
    ]
    frame = pl.DataFrame(rows, schema=["area", "onset_date", "sample_date", "report_date"], orient="row")
    return frame, FIRST + timedelta(days - 1)


def test_every_step_has_its_own_delays() -> None:
    cases, as_of = world()
    steps = step_triangles(cases, ["onset_date", "sample_date", "report_date"], as_of=as_of)
    assert list(steps) == [("onset_date", "sample_date"), ("sample_date", "report_date")]
    onset, sample = (delay_distribution(triangle, strength=0).probability[0] for triangle in steps.values())
    np.testing.assert_allclose(onset[[1, 5]], 0.5, atol=0.01)
    np.testing.assert_allclose(sample[2], 1)
