"""A laboratory's list: results stored and carried on to people; unknown tubes and contradictions refused."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.office.conftest import NOW, SYSTEM, actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.models import PoolMember, Sample
from vungxanh.office.records.queries.areas import office_territory
from vungxanh.office.records.store import act
from vungxanh.office.usecases.imports.kind import Sheet
from vungxanh.office.usecases.imports.opening import assign, read_raw, recognised
from vungxanh.office.usecases.imports.results import RESULTS
from vungxanh.office.usecases.samples import insert_samples

HEADERS = "STT,Mã ống,Kết quả PCR,Ct,Kỹ thuật,Ngày giờ nhận mẫu,Ngày giờ trả kết quả"
MORNING = datetime(2021, 8, 14, 8, tzinfo=HERE)


@pytest.fixture
def tubes(wards, make_person) -> dict[str, Sample]:
    """A single tube, one with a result, one of another ward, a pool of two."""
    made = [_tube("A-1", wards[0]), _tube("A-2", wards[0], result="negative"), _tube("B-1", wards[1])]
    pool = _tube("P-1", wards[0], pool_size=5)
    members = [PoolMember(sample=pool, person=make_person(), position=n) for n in range(2)]
    with act(by=SYSTEM, at=NOW, action="sample.take") as entry:
        insert_samples([*made, pool], members, entry=entry)
    return {tube.code: tube for tube in [*made, pool]}


def _tube(code: str, area, **values) -> Sample:
    usual = {"method": "rt-pcr", "found_in": "community", "result": "pending", "taken_at": MORNING}
    where = {"area": area, "area_path": area.path, "taken_on": date(2021, 8, 14)}
    return Sample(code=code, **{**usual, **where, **values})


def sheet(folder: Path, lines: list[str], by) -> Sheet:
    file = folder / "kq.csv"
    file.write_text("\n".join([HEADERS, *lines]), "utf-8")
    raw = read_raw(file, RESULTS)
    source = assign(file, raw, recognised(raw.frame.columns, RESULTS), RESULTS)
    territory, areas = office_territory(date(2021, 8, 15))
    return Sheet(source, territory, areas, by, NOW, "list")


def applied(given: Sheet) -> list[object]:
    found = RESULTS.check(given)
    with act(by=given.by, at=NOW, action="import.results") as entry:
        return RESULTS.apply(found.rows, given, entry).outcomes


def refusals(given: Sheet) -> list[tuple[str, str]]:
    return [(fault.field, fault.reason.render("en")) for fault in RESULTS.check(given).faults]


def test_results_are_stored_and_carried_on_to_people(tubes, tmp_path, make_user) -> None:
    lines = [
        '1,a-1,Dương tính,"24,5",Realtime RT-PCR,14/08/2021 10:00,14/08/2021 20:30',
        "2,P-1,(-),,RT-PCR,14/08/2021 10:00,14/08/2021 21:00",
    ]
    given = sheet(tmp_path, lines, actor(make_user("lab")))
    assert applied(given) == ["updated", "updated"]
    single, pool = Sample.objects.get(code="A-1"), Sample.objects.get(code="P-1")
    assert (single.result, single.ct, single.found) == ("positive", 24.5, 1)
    assert single.resulted_at == datetime(2021, 8, 14, 20, 30, tzinfo=HERE)
    assert (pool.cleared, pool.pool_state) == (2, "negative")
    assert applied(given) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("1,Z-9,Âm tính,,,,", "sample_id", "no tube with this code"),
        ("1,,Âm tính,,,,", "sample_id", "the code of the tube is missing"),
        ("1,A-1,chắc vậy,,,,", "test_result", "not understood"),
        ("1,A-1,Dương tính,99,,,", "test_result", "A Ct value lies between"),
        ("1,A-1,Dương tính,cao,,,", "ct", "not understood"),
        ("1,A-2,Dương tính,,,,", "test_result", "a negative result is stored already"),
        ("1,A-1,Âm tính,,,13/08/2021 10:00,", "test_result", "check the times"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(tubes, tmp_path, line, field, reason) -> None:
    ((found, said),) = refusals(sheet(tmp_path, [line], SYSTEM))
    assert found == field
    assert reason in said
    assert Sample.objects.get(code="A-2").result == "negative"


def test_a_tube_of_another_ward_is_unknown(tubes, tmp_path, make_user, wards) -> None:
    given = sheet(tmp_path, ["1,B-1,Âm tính,,,,"], actor(make_user("lab", wards[0])))
    assert refusals(given)[0][1] == "no tube with this code was taken in your areas"


def test_a_tube_told_twice(tubes, tmp_path) -> None:
    given = sheet(tmp_path, ["1,A-1,Âm tính,,,,", "2,A-1,Âm tính,,,,", "3,A-1,Dương tính,,,,"], SYSTEM)
    found = RESULTS.check(given)
    assert ([row.record for row in found.rows], found.duplicates) == ([0], [1])
    assert [fault.record for fault in found.faults] == [2]
