"""The tables of an assessment: columns and types as documented, and what stands in them."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import shapely

from tests.building import FIRST, counts, digits, pack, territory, when
from vungxanh.assessment.frames import areas_frame, colours_frame, counts_frame
from vungxanh.territory import Territory
from vungxanh.zoning import Pack, colour, look_ahead, read_pack

AREAS = {
    "area": pl.String, "name": pl.String, "level": pl.String, "parent": pl.String, "population": pl.Float64,
    "valid_from": pl.Date, "valid_to": pl.Date, "lon": pl.Float64, "lat": pl.Float64, "geometry": pl.Binary,
    "schematic": pl.Boolean, "touches": pl.List(pl.String),
}  # fmt: skip
COUNTS = {
    "area": pl.String, "level": pl.String, "day": pl.Date, "cases": pl.Int32, "community_cases": pl.Int32,
    "unlinked_cases": pl.Int32, "reported": pl.Boolean, "incomplete": pl.Boolean,
}  # fmt: skip
COLOURS = {
    "area": pl.String, "level": pl.String, "day": pl.Date, "colour": pl.String, "rank": pl.Int8,
    "decided_by": pl.String, "since": pl.Date, "days_to_better": pl.Int32, "earliest_better": pl.Date,
    "value": pl.Float64, "threshold": pl.Float64, "counted_rank": pl.Int8, "worse_possible": pl.String,
    "missing": pl.String, "days_to_best": pl.Int32, "earliest_best": pl.Date,
}  # fmt: skip
DAILY = {"cases": {"kind": "sum", "window": 1}}
LEVELS = [("red", when("cases", ">=", 5, id="five")), ("yellow", when("cases", ">=", 1, id="one"))]


def coloured(
    judge: Pack, rows: list[list[int]], areas: Territory | None = None, **more: object
) -> pl.DataFrame:
    colours = colour(counts(rows, areas, **more), judge)  # type: ignore[arg-type]
    return colours_frame(colours, look_ahead(colours), FIRST)


def column(frame: pl.DataFrame, name: str, area: str = "A") -> list[object]:
    return frame.filter(pl.col("area") == area)[name].to_list()


class TestTypes:
    def test_areas(self) -> None:
        assert dict(areas_frame(territory()).schema) == AREAS
        assert dict(areas_frame(territory(touching=None)).schema) == AREAS

    def test_counts(self) -> None:
        assert dict(counts_frame(counts([[1, 2]])).schema) == COUNTS

    def test_colours(self) -> None:
        assert dict(coloured(pack(DAILY, LEVELS), [[1, 2]]).select(*COLOURS).schema) == COLOURS
        assert set(coloured(pack(DAILY, LEVELS), [[1, 2]]).columns) == set(COLOURS)

    def test_colours_that_are_all_unknown(self) -> None:
        frame = coloured(read_pack("vn-218-2022"), [[1, 2]])
        assert dict(frame.select(*COLOURS).schema) == COLOURS
        assert frame["rank"].null_count() == frame.height == 8


def test_areas_keep_tree_people_and_neighbours() -> None:
    frame = areas_frame(territory(population=[1.0, np.nan, 3.0, 4.0]))
    assert frame["area"].to_list() == ["A", "B", "C", "D"]
    assert frame["parent"].to_list() == ["D", "D", "D", None]
    assert frame["population"].to_list() == [1, None, 3, 4]
    assert [sorted(t) for t in frame["touches"].to_list()] == [["B"], ["A", "C"], ["B"], []]
    assert frame["schematic"].to_list() == [False] * 4


def test_unknown_neighbours_are_null_and_not_an_empty_list() -> None:
    assert areas_frame(territory(touching=None))["touches"].null_count() == 4


def test_shapes_are_kept_as_wkb() -> None:
    from dataclasses import replace

    square = shapely.box(0, 0, 1, 1)
    areas = replace(
        territory(["ward", "ward"], [-1, -1], touching=()),
        shapes=(square, None),
        label_points=np.array([[0.5, 0.5], [np.nan, np.nan]]),
    )
    frame = areas_frame(areas)
    assert shapely.from_wkb(frame["geometry"][0]).equals(square)
    assert (frame["geometry"][1], frame["lon"].to_list()) == (None, [0.5, None])


def test_counts_have_a_row_for_every_area_and_day() -> None:
    reported = np.array([[True, False]] * 4)
    frame = counts_frame(counts([[1, 2]], linked=[[1, 0]], reported=reported))
    assert frame.height == 8
    assert frame["day"].to_list()[:2] == [FIRST, FIRST + timedelta(days=1)]
    assert column(frame, "cases") == column(frame, "community_cases") == [1, 2]
    assert column(frame, "unlinked_cases") == [0, 2]
    assert column(frame, "cases", "D") == [1, 2]
    assert column(frame, "reported") == [True, False]
    assert column(frame, "incomplete") == [False, False]


class TestColours:
    def test_who_decided(self) -> None:
        judge = pack(DAILY, LEVELS, holding={"days": 2})
        reported = np.array([[True, True, True, True, False]] * 4)
        frame = coloured(judge, [digits("05000")], reported=reported)
        assert column(frame, "colour") == ["green", "red", "red", "green", "unknown"]
        assert column(frame, "decided_by") == ["all_clear", "five", "holding", "all_clear", "missing"]
        assert column(frame, "rank") == [0, 3, 3, 0, None]
        assert column(frame, "counted_rank") == [0, 3, 0, 0, None]
        assert column(frame, "since") == [FIRST + timedelta(days=d) for d in (0, 1, 1, 3, 4)]
        assert column(frame, "days_to_better") == [None, 2, 1, None, None]
        assert column(frame, "earliest_best") == [None, *[FIRST + timedelta(days=3)] * 2, None, None]
        assert column(frame, "worse_possible") == [None] * 4 + ["red"]
        assert column(frame, "missing") == [None] * 4 + ["five,one"]

    def test_value_and_threshold_of_what_decided_or_of_the_nearest_barrier(self) -> None:
        frame = coloured(pack(DAILY, LEVELS), [digits("0296")])
        assert column(frame, "value") == [0, 2, 9, 6]
        assert column(frame, "threshold") == [1, 1, 5, 5]

    def test_what_is_not_finite_is_null(self) -> None:
        change = {"change": {"kind": "change", "of": "cases", "days": 1}} | DAILY
        frame = coloured(pack(change, [("red", when("change", ">", 30))]), [digits("023")])
        assert column(frame, "colour") == ["unknown", "red", "red"]
        assert column(frame, "value") == [None, None, 50]

    def test_a_level_of_area_without_criteria_has_no_rows(self) -> None:
        frame = coloured(pack(DAILY, LEVELS), [[0, 0]])
        assert frame["area"].unique().sort().to_list() == ["A", "B", "C"]
        assert frame["level"].unique().to_list() == ["ward"]

    def test_days_before_the_first_wanted_one_are_left_out_but_counted_in_since(self) -> None:
        colours = colour(counts([digits("0555")]), pack(DAILY, LEVELS))
        frame = colours_frame(colours, look_ahead(colours, range(2, 4)), FIRST + timedelta(days=2))
        assert column(frame, "day") == [date(2021, 6, 3), date(2021, 6, 4)]
        assert column(frame, "since") == [date(2021, 6, 2)] * 2
        assert column(frame, "days_to_better") == [1, 1]

    def test_days_that_were_not_looked_ahead_from_have_no_date(self) -> None:
        colours = colour(counts([digits("555")]), pack(DAILY, LEVELS))
        frame = colours_frame(colours, look_ahead(colours, range(2, 3)), FIRST)
        assert column(frame, "days_to_better") == [None, None, 1]

    def test_a_table_and_few_people_are_named_where_they_leave_the_level_open(self) -> None:
        areas = territory(["ward"], [-1], [500.0], ())
        frame = coloured(pack(DAILY, LEVELS, minimum_population=1_000), [[0]], areas)
        assert column(frame, "missing") == ["population"]
        frame = coloured(read_pack("vn-4800-2021"), [[0] * 7], territory(["ward"], [-1], [5e5], ()))
        assert column(frame, "missing")[-1] == "cases_by_vaccination"
        assert column(frame, "decided_by")[-1] == "missing"
