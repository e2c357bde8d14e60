"""The example of the how-to, drawn: bands of the 7-day incidence, held for five days."""

import pytest

from tests.building import counts, territory
from tests.spec.pack_drawing import judged

PACK = "example-incidence-bands"


def letters(cases: list[int], people: float = 100_000) -> str:
    areas = territory(levels=["ward"], parent=[-1], population=[people], touching=None)
    return judged(PACK, counts([cases], areas))["A"]


@pytest.mark.parametrize(("week", "drawn"), [
    (0, "g"), (34, "g"), (35, "y"), (49, "y"), (50, "o"), (99, "o"), (100, "r"), (5000, "r"),
])  # fmt: skip
def test_a_threshold_belongs_to_the_worse_level(week: int, drawn: str) -> None:
    assert letters([week] + [0] * 6)[-1] == drawn


@pytest.mark.parametrize(("people", "drawn"), [(999, "?"), (1000, "g"), (float("nan"), "?")])  # fmt: skip
def test_small_areas_have_no_level(people: float, drawn: str) -> None:
    assert letters([0] * 7, people)[-1] == drawn


def test_a_worse_level_counts_at_once_a_better_one_after_five_days() -> None:
    # 100 cases on day 7 leave the week on day 14; green is counted on days 14-18 and shown on the fifth
    assert letters([0] * 7 + [100] + [0] * 13) == "?" * 6 + "g" + "r" * 7 + "r" * 4 + "gg" + "g"


def test_the_rate_is_per_people_of_the_area() -> None:
    assert letters([20] + [0] * 6, people=20_000)[-1] == "r"
    assert letters([20] + [0] * 6, people=20_001)[-1] == "o"
