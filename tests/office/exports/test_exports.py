"""Lists leave as files: all rows, harmless, inside the areas, and the trail says so."""

from zipfile import ZipFile

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.models import Event
from vungxanh.office.records.queries import exports as queries
from vungxanh.office.usecases.exports import begin_export, csv_stream, xlsx_stream


def export(what="cases", by=SYSTEM, **asked):
    return begin_export(by=by, as_of=NOW, what=what, asked=asked, language="en")


def table(tmp_path, stream) -> list[list[object]]:
    file = tmp_path / "out.xlsx"
    file.write_bytes(b"".join(stream))
    return CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


class TestRows:
    def test_every_row_is_there_once_however_small_the_steps(self, make_case, monkeypatch) -> None:
        codes = {make_case().code for _ in range(7)}
        monkeypatch.setattr(queries, "STEP", 2)
        lines = b"".join(csv_stream(export())).decode("utf-8-sig").splitlines()
        assert len(lines) == 8
        assert {line.split(",")[0].strip('"') for line in lines[1:]} == codes

    def test_a_workbook_holds_days_as_days(self, make_case, tmp_path) -> None:
        case = make_case()
        head, row = table(tmp_path, xlsx_stream(export()))
        told = dict(zip(head, row, strict=True))
        assert (told["Code"], told["Reported"]) == (case.code, case.report_date)
        assert told["Ward"] == case.area.name

    def test_the_workbook_is_a_sound_zip(self, make_case, tmp_path) -> None:
        make_case()
        file = tmp_path / "out.xlsx"
        file.write_bytes(b"".join(xlsx_stream(export())))
        with ZipFile(file) as book:
            assert book.testzip() is None

    def test_an_empty_list_is_a_file_with_headings(self, areas, tmp_path) -> None:
        assert len(table(tmp_path, xlsx_stream(export()))) == 1

    @pytest.mark.parametrize("what", ["contacts", "samples", "isolations"])
    def test_every_list_can_leave(self, areas, what) -> None:
        assert b"Code" in b"".join(csv_stream(export(what)))

    def test_filters_of_the_list_hold(self, make_case) -> None:
        make_case(classification="suspected")
        kept = make_case(classification="confirmed")
        lines = b"".join(csv_stream(export(classification="confirmed"))).decode().splitlines()
        assert len(lines) == 2
        assert kept.code in lines[1]


class TestSafety:
    @pytest.mark.parametrize("cell", ["=1+1", "+84", "-x", "@sum", "\tx"])
    def test_no_cell_is_a_formula(self, make_case, make_person, tmp_path, cell) -> None:
        make_case(person=make_person(name=cell + "z"))
        text = b"".join(csv_stream(export())).decode()
        assert f'"\'{cell}z"' in text
        told = dict(zip(*table(tmp_path, xlsx_stream(export())), strict=True))
        assert str(told["Full name"]).startswith("'")

    def test_control_characters_do_not_break_the_workbook(self, make_case, make_person, tmp_path) -> None:
        make_case(person=make_person(name="a\x1b<b>&"))
        told = dict(zip(*table(tmp_path, xlsx_stream(export())), strict=True))
        assert told["Full name"] == "a<b>&"

    def test_rows_of_other_areas_stay(self, sign_in, make_case, wards) -> None:
        mine, other = make_case(area=wards[0]), make_case(area=wards[1])
        answer = sign_in("ward_officer", wards[0]).get(reverse("export_cases"), {"format": "csv"})
        text = b"".join(answer.streaming_content).decode()
        assert mine.code in text
        assert other.code not in text

    @pytest.mark.parametrize("role", ["quarter_head", "auditor", "administrator"])
    def test_who_may_not_export_finds_no_page(self, sign_in, role) -> None:
        assert sign_in(role).get(reverse("export_cases")).status_code == 404


class TestTrail:
    def test_an_export_is_noted_with_count_filter_and_people(self, make_case) -> None:
        case = make_case()
        export(status="notified", q="")
        event = Event.objects.get(action="cases.export")
        assert (event.reading, event.note) == (True, "1 rows; status=notified")
        assert ("person", case.person_id) in set(event.subjects.values_list("kind", "record_id"))
        assert ("area", case.area_id) in set(event.subjects.values_list("kind", "record_id"))
