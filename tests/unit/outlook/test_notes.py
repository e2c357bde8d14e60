"""What had to be assumed is said, and only that."""

from dataclasses import replace

import numpy as np

from tests.building import counts, pack, when
from vungxanh.outlook import outlook_notes
from vungxanh.outlook.futures import SILENT
from vungxanh.zoning import colour

BEDS = pack(
    {"beds": {"kind": "input", "name_in_table": "beds", "valid_days": 7}}, [("red", when("beds", ">", 9))]
)
PLAIN = pack({"week": {"kind": "sum", "window": 7}}, [("red", when("week", ">", 0))])


def test_plain_counts_need_no_note() -> None:
    assert outlook_notes(colour(counts([[0, 1]]), PLAIN), completed_days=0) == ()


def test_values_that_are_carried_forward_are_named() -> None:
    known = replace(counts([[0, 1]]), extra={"beds": np.ones((4, 2)), "other": np.ones((4, 2))})
    (said,) = outlook_notes(colour(known, BEDS), completed_days=0)
    assert str(said).endswith("in force: beds")


def test_silent_areas_are_counted() -> None:
    reported = np.ones((4, SILENT + 1), bool)
    reported[:2, 1:] = False
    known = counts([[0] * (SILENT + 1)], reported=reported)
    (said,) = outlook_notes(colour(known, PLAIN), completed_days=0)
    assert "2 areas have not reported for 14 days" in str(said)


def test_late_reports_are_said() -> None:
    (said,) = outlook_notes(colour(counts([[0, 1]]), PLAIN), completed_days=9)
    assert "last 9 days" in str(said)
