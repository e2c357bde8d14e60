"""From rows to counts: what a row adds where, and what a missing row means."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.building import FIRST, territory
from vungxanh.epidemic import Counts, count

SCHEMA = {"area": pl.Int32, "day": pl.Date, "n": pl.Int32, "community": pl.Boolean, "linked": pl.Boolean}
GROUP_TO_PROVINCE = territory(
    ["group", "group", "quarter", "ward", "ward", "district", "province"], [2, 2, 3, 5, 5, 6, -1], touching=()
)
LAST = FIRST + timedelta(days=2)


def events(*rows: tuple[Any, ...]) -> pl.DataFrame:
    """Rows (area, day of the axis, n, community, linked)."""
    return pl.DataFrame(
        [(area, FIRST + timedelta(days=day), *rest) for area, day, *rest in rows], schema=SCHEMA, orient="row"
    )


def counted(*rows: tuple[Any, ...], areas: Any = None, **more: Any) -> Counts:
    return count(
        events(*rows), areas or territory(), **({"first": FIRST, "last": LAST, "as_of": LAST} | more)
    )


class TestFlags:
    @pytest.mark.parametrize(
        ("community", "linked", "expected"),
        [
            (None, None, (1, 1, 1)),
            (None, True, (1, 1, 0)),
            (None, False, (1, 1, 1)),
            (True, None, (1, 1, 1)),
            (True, True, (1, 1, 0)),
            (True, False, (1, 1, 1)),
            (False, None, (1, 0, 0)),
            (False, True, (1, 0, 0)),
            (False, False, (1, 0, 0)),
        ],
    )
    @pytest.mark.parametrize("others", [0, 3])
    def test_a_case_not_recorded_otherwise_is_of_the_community_and_of_unknown_source(
        self, community: bool | None, linked: bool | None, expected: tuple[int, ...], others: int
    ) -> None:
        found = counted((0, 1, 1, community, linked), *[(1, 1, 1, None, None)] * others)
        assert tuple(int(a[0, 1]) for a in (found.cases, found.community, found.unlinked)) == expected
        assert int(found.unlinked[1, 1]) == others

    def test_columns_that_are_not_there_are_not_recorded(self) -> None:
        bare = events((0, 0, 1, None, None), (0, 1, 1, None, None)).select("area", "day")
        found = count(bare, territory(), first=FIRST, last=LAST, as_of=LAST)
        assert found.cases[0].tolist() == found.unlinked[0].tolist() == [1, 1, 0]

    def test_no_rows_at_all(self) -> None:
        found = counted()
        assert not found.cases.any()
        assert found.reported is None


class TestNumbers:
    def test_a_correction_is_a_negative_count(self) -> None:
        found = counted((0, 0, 5, True, True), (0, 1, -2, True, True), (0, 1, -1, True, False))
        assert found.cases[0].tolist() == [5, -3, 0]
        assert found.unlinked[0].tolist() == [0, -1, 0]

    def test_rows_of_one_area_and_day_are_added(self) -> None:
        assert counted((1, 2, 2, None, None), (1, 2, 3, None, None)).cases[1].tolist() == [0, 0, 5]

    def test_rows_outside_the_axis_are_left_out(self) -> None:
        assert not counted((0, -1, 7, None, None), (0, 3, 7, None, None)).cases.any()

    def test_as_of_is_carried_along(self) -> None:
        assert counted(as_of=date(2021, 9, 1)).as_of == date(2021, 9, 1)


class TestTheTree:
    def test_a_case_counts_in_every_area_above(self) -> None:
        found = counted((0, 0, 1, None, None), (4, 0, 2, None, None), areas=GROUP_TO_PROVINCE)
        assert found.cases[:, 0].tolist() == [1, 0, 1, 1, 2, 3, 3]

    def test_a_case_known_only_to_be_in_the_district_counts_there_and_above(self) -> None:
        found = counted((5, 1, 4, True, True), (0, 1, 1, True, False), areas=GROUP_TO_PROVINCE)
        assert found.cases[:, 1].tolist() == [1, 0, 1, 1, 0, 5, 5]
        assert found.unlinked[:, 1].tolist() == [1, 0, 1, 1, 0, 1, 1]

    def test_equal_series_share_memory_and_are_summed_once(self) -> None:
        plain = counted((0, 0, 1, None, None), (1, 0, 1, None, None))
        assert plain.community is plain.cases
        assert plain.unlinked is plain.cases
        assert plain.cases[3, 0] == 2
        flagged = counted((0, 0, 1, False, None), (1, 0, 1, True, None))
        assert flagged.unlinked is flagged.community is not flagged.cases
        assert (flagged.cases[3, 0], flagged.community[3, 0]) == (2, 1)
        linked = counted((0, 0, 1, None, True), (1, 0, 1, None, False))
        assert linked.community is linked.cases
        assert (linked.cases[3, 0], linked.unlinked[3, 0]) == (2, 1)


class TestWhatIsReported:
    def test_a_register_covers_every_day(self) -> None:
        assert counted((0, 0, 1, None, None)).reported is None

    def test_a_register_covers_days_up_to_the_one_it_is_trusted_through(self) -> None:
        found = counted(reported_through=FIRST + timedelta(days=1))
        assert found.reported is not None
        assert found.reported.tolist() == [[True, True, False]] * 4

    @pytest.mark.parametrize(("through", "covered"), [(-5, 0), (-1, 0), (0, 1)])
    def test_trusted_through_before_the_axis_covers_nothing(self, through: int, covered: int) -> None:
        found = counted(reported_through=FIRST + timedelta(days=through))
        assert found.reported is not None
        assert found.reported.sum(axis=1).tolist() == [covered] * 4

    def test_trusted_through_the_last_day_covers_all(self) -> None:
        assert counted(reported_through=LAST).reported is None

    def test_in_a_table_of_counts_a_missing_row_is_not_a_zero(self) -> None:
        found = counted((0, 0, 0, None, None), (1, 0, 2, None, None), absent="unknown")
        assert found.reported is not None
        assert found.reported[:, 0].tolist() == [True, True, False, False]
        assert not found.reported[:, 1:].any()

    def test_an_area_is_covered_where_all_areas_inside_are(self) -> None:
        rows = [(area, 0, 1, None, None) for area in (0, 1, 4)]
        found = counted(*rows, areas=GROUP_TO_PROVINCE, absent="unknown")
        assert found.reported is not None
        assert found.reported[:, 0].all()

    def test_an_area_is_covered_by_a_row_of_its_own(self) -> None:
        found = counted((5, 0, 3, None, None), areas=GROUP_TO_PROVINCE, absent="unknown")
        assert found.reported is not None
        assert found.reported[:, 0].tolist() == [False, False, False, False, False, True, True]

    def test_the_last_days_may_be_incomplete(self) -> None:
        found = counted(incomplete_from=LAST)
        assert found.incomplete is not None
        assert found.incomplete.tolist() == [False, False, True]


def test_further_series_add_up_within_a_day_and_are_nan_elsewhere() -> None:
    extra = pl.DataFrame(
        [
            (0, FIRST, "tests", 3.0),
            (0, FIRST, "tests", 4.0),
            (1, LAST, "tests", 0.0),
            (2, FIRST, "beds", 1.0),
            (0, FIRST - timedelta(days=1), "tests", 9.0),
            (0, LAST + timedelta(days=1), "tests", 9.0),
        ],
        schema={"area": pl.Int32, "day": pl.Date, "name": pl.String, "value": pl.Float64},
        orient="row",
    )
    found = counted(extra=extra).extra
    assert set(found) == {"tests", "beds"}
    assert np.array_equal(found["tests"][0], [7, np.nan, np.nan], equal_nan=True)
    assert np.array_equal(found["tests"][1], [np.nan, np.nan, 0], equal_nan=True)
    assert np.isnan(found["tests"][2:]).all()
