"""Whatever a table holds, every row ends in exactly one heap, and nothing but a named error is raised."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.linelist.small_city import AREAS, small_city
from vungxanh.linelist import CaseFile, merge, read_cases, read_records
from vungxanh.linelist.cumulative import daily_from_cumulative
from vungxanh.linelist.vocabulary import vocabulary
from vungxanh.messages import VungXanhError
from vungxanh.tables import write_csv

AS_OF = date(2021, 7, 31)
CITY = small_city()
WRITTEN = """P4|Quận 6|27373|8/7/2021|2021-07-08|44385|0|-3|1.5|x||-|cộng đồng
F0|chưa rõ|có|=1|Tổng cộng|9999-12-31
NaN|1e400|∞|Phường 3, Quận 1|2021-07-08T09:30:00|1.234|\u200b""".replace("\n", "|").split("|")
ANYTHING = st.one_of(st.text(max_size=8), st.sampled_from(WRITTEN))
OURS = [*vocabulary(), "2021-07-01", "2021-07-02", "2021-07-03", "row"]
HEADERS = st.one_of(st.sampled_from(OURS), st.text(max_size=5))


def read(frame: pl.DataFrame, **options: object) -> CaseFile:
    """The frame as a file that somebody hands in."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        write_csv(frame, path)
        return read_cases(path, CITY, as_of=AS_OF, **options)  # type: ignore[arg-type]


def check_balance(found: CaseFile) -> None:
    report = found.report
    parts = (report.accepted, report.refused, report.duplicates, report.after_as_of, report.not_counted)
    assert report.read == sum(parts)
    assert report.warned <= report.accepted
    assert found.events.null_count().select("area", "day", "n").row(0) == (0, 0, 0)
    if report.unit == "row":
        assert found.refused.height == report.refused
    assert found.events.height == 0 or found.events["day"].max() <= AS_OF  # type: ignore[operator]
    assert found.report.render("vi")
    assert found.report.to_json()["read"] == report.read


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    """Any headers, mostly of ours, above any cells."""
    place = draw(st.sampled_from([[], ["ward"], ["area_code"], ["ward_code", "ward", "district"]]))
    day = draw(st.sampled_from([[], ["date"], ["report_date"], ["2021-07-01", "2021-07-02", "2021-07-03"]]))
    headers = list(dict.fromkeys([*place, *day, *draw(st.lists(HEADERS, min_size=1, max_size=6))]))
    rows = draw(st.lists(st.tuples(*[ANYTHING] * len(headers)), min_size=0, max_size=6))
    return pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row")


@given(tables())
@settings(max_examples=400, deadline=None)
def test_any_table(frame: pl.DataFrame) -> None:
    with suppress(VungXanhError):
        check_balance(read(frame))


@st.composite
def line_lists(draw: st.DrawFn) -> pl.DataFrame:
    """A list with the usual columns, each cell right or wrong."""
    columns = {
        "case_id": st.sampled_from(["1", "2", "3", "4", ""]),
        "ward": st.sampled_from(["P4", "Phường 3", "Tân Định", "P99", ""]),
        "district": st.sampled_from(["Q6", "Quận 1", "Cà Mau", ""]),
        "report_date": st.sampled_from(["8/7/2021", "2021-07-09", "1/8/2021", "31/2/2021", "1/1/1900", ""]),
        "onset_date": st.sampled_from(["1/7/2021", "1/12/2021", "x", ""]),
        "classification": st.sampled_from(["F0", "âm tính", "?", "", "z"]),
    }
    rows = draw(st.lists(st.tuples(*columns.values()), min_size=1, max_size=12))
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


@given(line_lists())
@settings(max_examples=300, deadline=None)
def test_every_row_of_a_line_list_ends_in_one_heap(frame: pl.DataFrame) -> None:
    with suppress(VungXanhError):
        found = read(frame)
        check_balance(found)
        assert found.events["n"].sum() == found.report.accepted


@given(line_lists())
@settings(max_examples=100, deadline=None)
def test_reading_the_refused_rows_again_refuses_them_again(frame: pl.DataFrame) -> None:
    with suppress(VungXanhError):
        refused = read(frame).refused
        if refused.height and "duplicate_id" not in "".join(refused["reason_code"]):
            again = read(refused)
            assert again.report.read == refused.height
            assert again.report.refused + again.report.after_as_of >= refused.height - again.report.duplicates


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(0, 99)), min_size=1, max_size=30))
@settings(max_examples=200, deadline=None)
def test_cumulative_differences_one_by_one(entries: list[tuple[int, int, int]]) -> None:
    """The obvious way: keep the last value of each area and day, then walk through the days."""
    first = date(2021, 7, 1)
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for at, (area, day, level) in enumerate(entries):
        last[area, day] = (at, level)
    opening = min(day for _, day in last)
    expected: list[int | None] = [None] * len(entries)
    for (area, day), (at, level) in last.items():
        before = [d for a, d in last if a == area and d < day]
        expected[at] = level - (last[area, max(before)][1] if before else 0)
    result = daily_from_cumulative(
        area=pl.Series([a for a, _, _ in entries], dtype=pl.Int32),
        day=pl.Series([first + timedelta(days=d) for _, d, _ in entries]),
        level=pl.Series([v for *_, v in entries], dtype=pl.Int64),
        later=None,
        usable=pl.Series([True] * len(entries)),
        start="baseline",
    )
    assert result.new.to_list() == expected
    baselines = [expected[i] is not None and d == opening and v != 0 for i, (_, d, v) in enumerate(entries)]
    assert result.baseline.to_list() == baselines


@given(
    st.lists(
        st.tuples(st.sampled_from(AREAS[:4]), st.integers(0, 20), st.integers(-2, 9)), min_size=1, max_size=20
    )
)
@settings(max_examples=100, deadline=None)
def test_long_and_wide_tables_say_the_same(entries: list[tuple[tuple[str, str, str, int], int, int]]) -> None:
    days = [date(2021, 7, 1) + timedelta(days=i) for i in range(21)]
    cells = {(area[0], days[day]): n for area, day, n in entries}
    long = pl.DataFrame(
        [(code, day.isoformat(), str(n)) for (code, day), n in cells.items()],
        schema=["ward_code", "date", "cases"],
        orient="row",
    )
    codes = sorted({code for code, _ in cells})
    wide = pl.DataFrame(
        {"ward_code": codes}
        | {
            day.isoformat(): [str(cells[c, day]) if (c, day) in cells else None for c in codes]
            for day in days
        },
        schema_overrides={day.isoformat(): pl.String for day in days},
    )
    one, other = read(long), read(wide)
    assert sorted(one.events.rows(), key=str) == sorted(other.events.rows(), key=str)
    assert one.absent == other.absent


@given(line_lists())
@settings(max_examples=50, deadline=None)
def test_importing_twice_changes_nothing(frame: pl.DataFrame) -> None:
    with TemporaryDirectory() as folder, suppress(VungXanhError):
        path = Path(folder) / "cases.csv"
        write_csv(frame, path)
        records = read_records(path)
        merged = merge(records.clear(), records)
        again = merge(merged.records, records)
        assert (again.created, again.updated) == (0, 0)
        assert again.records.equals(merged.records)
