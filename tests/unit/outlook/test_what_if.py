"""What-ifs as people write them."""

from datetime import date

import numpy as np
import pytest

from vungxanh.outlook import WhatIfError, parse_what_if

TODAY, END = date(2021, 7, 8), date(2021, 7, 22)


def test_no_further_case() -> None:
    assert parse_what_if("none").change(TODAY, END).no_new_after == TODAY


def test_a_factor_on_the_reproduction_number() -> None:
    w = np.array([0.0, 1.0])
    change = parse_what_if("rt=0.9").change(TODAY, END, w)
    assert change.rt_factor == 0.9
    assert change.generation is w


def test_a_campaign_target_by_its_day_or_by_the_last_one() -> None:
    assert parse_what_if("target=0.3").change(TODAY, END).target_by == END
    change = parse_what_if("target=0.3@2021-07-31").change(TODAY, END)
    assert (change.target, change.target_by) == (0.3, date(2021, 7, 31))


BAD = """nothing none=1 rt rt= rt=x rt=-1 rt=11 rt=nan rt=1@2021-07-31 target=1.5 target=0.3@soon Rt=0.9"""


@pytest.mark.parametrize("text", BAD.split())
def test_what_cannot_be_understood_is_named(text: str) -> None:
    with pytest.raises(WhatIfError) as refused:
        parse_what_if(text)
    assert text in str(refused.value)
