"""Lists of cases become records: created, updated, unchanged, duplicate, refused, and the sum is the file."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.office.conftest import NOW, SYSTEM, actor
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Event, ImportBatch, Person
from vungxanh.office.usecases.imports import REFUSED, folder_of, run_file

HEADER = "Mã ca,Họ tên,Ngày sinh,Giới tính,Điện thoại,Phường,Ngày báo cáo,Phân loại,Nơi phát hiện\n"


@pytest.fixture
def run(areas, tmp_path):
    """Write rows to a CSV file and import them."""
    next_codes("person", 1000)

    def made(*rows: str, header: str = HEADER, by=SYSTEM, kind: str = "cases"):
        file = tmp_path / "danh-sach.csv"
        file.write_text(header + "".join(f"{row}\n" for row in rows), "utf-8")
        return run_file(file, kind=kind, by=by, as_of=NOW)

    return made


ONE = "BN1,Người Mô Phỏng Một,1980-02-03,Nam,0901000001,{ward},14/08/2021,xác định,cộng đồng"
TWO = "BN2,Người Mô Phỏng Hai,1975,Nữ,0901000002,{ward},14/08/2021,xác định,khu cách ly"


def rows(wards, *texts: str) -> list[str]:
    return [text.format(ward=wards[0].name) for text in texts]


class TestCounts:
    def test_new_rows_become_cases_of_people(self, run, wards) -> None:
        counts = run(*rows(wards, ONE, TWO))
        assert (counts["read"], counts["created"], counts["refused"]) == (2, 2, 0)
        case = Case.objects.get(source_id="BN2")
        assert (case.person.birth_year, case.person.sex, case.found_in) == (1975, "female", "quarantine")
        assert case.area_path == case.person.area_path == wards[0].path
        assert (case.status, case.outcome, case.history.count()) == ("notified", "pending", 1)

    def test_the_same_file_twice_changes_nothing(self, run, wards) -> None:
        run(*rows(wards, ONE, TWO))
        counts = run(*rows(wards, ONE, TWO))
        assert (counts["unchanged"], counts["created"], counts["updated"]) == (2, 0, 0)
        assert Case.objects.count() == Person.objects.count() == 2
        assert set(Case.objects.values_list("version", flat=True)) == {1}

    def test_a_file_without_identifiers_is_known_again_by_what_it_says(self, run, wards) -> None:
        header, row = HEADER.replace("Mã ca,", ""), rows(wards, ONE)[0].removeprefix("BN1,")
        assert run(row, header=header)["created"] == 1
        assert run(row, header=header)["unchanged"] == 1

    def test_a_changed_cell_updates_case_and_person(self, run, wards) -> None:
        run(*rows(wards, ONE))
        counts = run(*rows(wards, ONE.replace("0901000001", "0901999999").replace("cộng đồng", "bệnh viện")))
        case = Case.objects.get()
        assert counts["updated"] == 1
        assert (case.found_in, case.person.phone_key, case.version) == ("hospital", "0901999999", 2)

    def test_a_blank_leaves_what_is_known(self, run, wards) -> None:
        run(*rows(wards, ONE))
        assert run(*rows(wards, ONE.replace("0901000001", "")))["unchanged"] == 1
        assert Person.objects.get().phone == "0901000001"

    def test_every_row_is_counted_once(self, run, wards) -> None:
        run(*rows(wards, ONE))
        counts = run(
            *rows(
                wards,
                ONE,
                TWO,
                TWO,
                TWO.replace("Hai", "Khác"),
                TWO.replace("BN2", "BN3").replace("14/08/2021", "x"),
            )
        )
        kinds = ("created", "updated", "unchanged", "duplicate", "refused")
        assert counts["read"] == sum(counts[kind] for kind in kinds) == 5
        assert [counts[kind] for kind in kinds] == [1, 0, 1, 1, 2]

    def test_an_export_of_ours_is_known_by_the_code(self, run, wards) -> None:
        run(*rows(wards, ONE))
        code = Case.objects.get().code
        assert run(*rows(wards, ONE.replace("BN1", code)))["unchanged"] == 1


class TestAreas:
    def test_rows_outside_the_importers_areas_are_refused(self, run, wards, make_user) -> None:
        officer = actor(make_user("ward_officer", wards[0]))
        outside = ONE.replace("BN1", "BN9").format(ward=wards[1].name)
        counts = run(*rows(wards, ONE), outside, by=officer)
        assert (counts["created"], counts["refused"]) == (1, 1)

    def test_a_refusal_never_tells_that_an_identifier_exists_elsewhere(self, run, wards, make_user) -> None:
        run(ONE.format(ward=wards[1].name))
        officer = actor(make_user("ward_officer", wards[0]))
        assert run(*rows(wards, ONE), by=officer)["created"] == 1
        assert run(*rows(wards, ONE), by=officer)["unchanged"] == 1
        assert Case.objects.count() == 2


class TestBatch:
    def test_the_file_is_kept_and_the_act_is_in_the_trail(self, run, wards, settings) -> None:
        run(*rows(wards, ONE))
        batch = ImportBatch.objects.get()
        assert (Path(settings.FILES) / batch.stored).is_file()
        assert batch.status == "done"
        assert batch.finished_at is not None
        event = Event.objects.get(action="import.apply")
        assert set(event.subjects.values_list("kind", flat=True)) >= {"case", "person"}

    def test_the_refused_rows_come_back_as_they_were(self, run, wards) -> None:
        run(*rows(wards, ONE.replace("14/08/2021", "=1+1")))
        batch = ImportBatch.objects.get()
        header, row = CalamineWorkbook.from_path(folder_of(batch) / REFUSED).get_sheet_by_index(0).to_python()
        told = dict(zip(header, row, strict=True))
        assert (told["Mã ca"], told["row"], told["Ngày báo cáo"]) == ("BN1", "2", "'=1+1")
        assert "Ngày báo cáo" in told["reason"]
