"""Who ranks where under the city's plan of 2021, as drawn tables.

Each unit is drawn as: community F0 of the seven days before, of the period, colours of the period.
"""

from pathlib import Path

import pytest

from tests.unit.campaign.drawing import draw
from vungxanh.campaign import league

CASES = [
    pytest.param(
        {"better": "3333333 00000 ROYGG", "worse": "3333333 00000 ROOYY"},
        [("better", 1, None), ("worse", 2, "colour")],
        id="the better colour on the last day ranks first",
    ),
    pytest.param(
        {"risen": "3333333 00000 RROYG", "stayed": "0000000 00000 GGGGG"},
        [("risen", 1, None), ("stayed", 2, "levels_gained")],
        id="at the same colour, who gained more levels ranks first",
    ),
    pytest.param(
        {"soon": "3333333 00000 RYGGG", "late": "3333333 00000 ROOYG"},
        [("soon", 1, None), ("late", 2, "days_green")],
        id="with the same gain, more days green rank first",
    ),
    pytest.param(
        {"a_fifth": "5555555 11111 RRROO", "a_half": "2222222 11111 RRROO"},
        [("a_fifth", 1, None), ("a_half", 2, "share_left")],
        id="then who has less left of the own start",
    ),
    pytest.param(
        {"many": "4444444 22222 RRROO", "few": "2222222 11111 RRROO"},
        [("few", 1, None), ("many", 2, "new_f0")],
        id="then who had fewer new cases in the period",
    ),
    pytest.param(
        {"b": "2222222 11111 RRROO", "a": "2222222 11111 RRROO", "c": "2222222 11112 RRRRR"},
        [("a", 1, None), ("b", 1, None), ("c", 3, "colour")],
        id="equal in everything share the place, and the next place is skipped",
    ),
    pytest.param(
        {"none": "0000000 00000 GGGGG", "nothing_left": "3333333 00000 GGGGG"},
        [("none", 1, None), ("nothing_left", 1, None)],
        id="a start without cases is as good as a start from which nothing is left",
    ),
    pytest.param(
        {"hidden": "1111111 0?000 GGGGG", "red": "1111111 99999 RRRRR"},
        [("red", 1, None), ("hidden", None, None)],
        id="a day without report is not ranked, not even behind the worst",
    ),
    pytest.param(
        {"unknown": "1111111 00000 GG?GG", "red": "1111111 99999 RRRRR"},
        [("red", 1, None), ("unknown", None, None)],
        id="unknown is never counted as green",
    ),
    pytest.param(
        {"hid_its_start": "?999999 11111 OOOYY", "open": "1111111 99999 RRRRR"},
        [("open", 1, None), ("hid_its_start", None, None)],
        id="hiding the days before the start does not help either",
    ),
]


@pytest.mark.parametrize(("units", "expected"), CASES)
def test_the_league_is(tmp_path: Path, units: dict[str, str], expected: list[tuple[str, int, str]]) -> None:
    assert league(draw(tmp_path, units)).select("area", "place", "behind").rows() == expected
