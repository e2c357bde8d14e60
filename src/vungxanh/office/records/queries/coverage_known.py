"""Tests by area and day as they were known at a moment: an input of the assessment (criteria 3979, 3989).

Counted are people, on the day they were sampled: `tests` have a positive or negative RT-PCR result,
`positives` a positive one. Only people in the community count, since the criteria ask for those; who was
in a lockdown point or in isolation does not. Somebody who still waits for a result is in neither: counting
them as tested would make an area look better than is known. A pool counts for the people in it, once it
is negative or its members' own tubes have results; a retest counts nobody anew.
"""

from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection

from vungxanh.response.sampling import COMMUNITY

SCHEMA = {"area": pl.String, "day": pl.Date, "name": pl.String, "value": pl.Float64}
METHOD = "rt-pcr"

# The state of each tube at the moment is its last row of history until then.
KNOWN = """
    SELECT area.code, tube.taken_on, SUM(tube.found + tube.cleared), SUM(tube.found)
    FROM (
        SELECT area_id, taken_on, found, cleared, method, found_in, history_type, ROW_NUMBER() OVER (
            PARTITION BY id ORDER BY history_date DESC, history_id DESC) AS place
        FROM records_historicalsample WHERE history_date <= %s
    ) AS tube
    JOIN records_area AS area ON area.id = tube.area_id
    WHERE tube.place = 1 AND tube.history_type <> '-' AND tube.found + tube.cleared > 0
        AND tube.method = %s AND tube.found_in IN (%s, %s)
    GROUP BY area.code, tube.taken_on
    ORDER BY area.code, tube.taken_on
"""


def tests_by_area_day(known_at: datetime) -> pl.DataFrame:
    """Rows (area: code, day, name: tests or positives, value). Days without a result have no row."""
    moment = connection.ops.adapt_datetimefield_value(known_at)
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [moment, METHOD, *COMMUNITY])
        rows = [
            (code, _day(day), float(tests), float(found)) for code, day, tests, found in cursor.fetchall()
        ]
    wide = pl.DataFrame(
        rows,
        schema={"area": pl.String, "day": pl.Date, "tests": pl.Float64, "positives": pl.Float64},
        orient="row",
    )
    long = wide.unpivot(index=["area", "day"], variable_name="name", value_name="value")
    return long.select(*SCHEMA).cast(pl.Schema(SCHEMA)).sort("area", "day", "name")


def _day(value: Any) -> date:
    """SQLite gives days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
