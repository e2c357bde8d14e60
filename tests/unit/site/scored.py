"""Scores of two publications: good on the first day ahead, worse than the baseline on the second."""

from datetime import date, timedelta

import polars as pl

DAY = date(2021, 6, 20)

SCORES = pl.DataFrame(
    [
        {
            "scored_in": 2, "published_in": 1, "reference_date": DAY, "model_id": model, "level": level,
            "horizon": horizon, "n": 10 * horizon, "wis": wis, "wis_log": wis / 10,
            "coverage_50": 0.4, "coverage_95": 0.9,
        }
        for level in ("ward", "district")
        for model, horizon, wis in (
            ("vungxanh", 1, 1.0), ("baseline", 1, 2.0), ("vungxanh", 2, 3.0), ("baseline", 2, 2.0),
        )
    ]
)  # fmt: skip

RECORD = pl.DataFrame(
    [
        {
            "published_in": 1, "reference_date": DAY, "area": "a", "horizon": 1,
            "target_end_date": DAY + timedelta(days=ahead), "low": 2.0, "middle": 5.0, "high": 9.0,
            "counted": counted,
        }
        for ahead, counted in ((1, 4), (2, 9), (4, 12))
    ]
)  # fmt: skip
