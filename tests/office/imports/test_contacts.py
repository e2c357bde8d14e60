"""Lists of contacts become edges to cases that are there, once, with their deadlines."""

import pytest

from tests.office.conftest import NOW, SYSTEM, actor
from tests.office.imports.test_cases import run  # noqa: F401 - the fixture
from vungxanh.office.records.models import Contact, ImportBatch

HEADER = "Mã F1,Mã F0,Họ tên,Điện thoại,Phường,Vòng,Ngày tiếp xúc đầu,Ngày tiếp xúc\n"
F1 = "T1,{case},Người Mô Phỏng Gần,0902000001,{ward},F1,10/08/2021,12/08/2021"
F2 = "T2,T1,Người Mô Phỏng Xa,0902000002,{ward},F2,,13/08/2021"


@pytest.fixture
def bring(run, make_case, wards):  # noqa: F811
    """Import rows of contacts; {case} is the code of a case in the first ward."""
    case = make_case(code="MP-77777")

    def made(*texts: str, by=SYSTEM):
        lines = [text.format(case=case.code, ward=wards[0].name) for text in texts]
        return run(*lines, header=HEADER, by=by, kind="contacts")

    return made


def test_a_contact_is_linked_to_its_case_with_deadlines(bring) -> None:
    assert bring(F1)["created"] == 1
    contact = Contact.objects.get()
    assert (contact.source_case.code, contact.degree, contact.status) == ("MP-77777", 1, "listed")
    assert contact.trace_due is not None
    assert contact.listed_at == NOW


def test_the_same_file_twice_changes_nothing(bring) -> None:
    bring(F1)
    assert bring(F1)["unchanged"] == 1
    assert Contact.objects.get().version == 1


def test_a_contact_of_a_contact_is_the_second_degree(bring) -> None:
    bring(F1)
    bring(F2)
    second = Contact.objects.get(degree=2)
    assert second.source_contact.source_id == "T1"


def test_later_exposures_update(bring) -> None:
    bring(F1)
    assert bring(F1.replace("12/08", "13/08"))["updated"] == 1
    assert Contact.objects.get().last_exposure.day == 13


@pytest.mark.parametrize(
    "row",
    [
        F1.replace("{case}", "F0-999999"),
        F1.replace("12/08", "09/08"),
        F1.replace("12/08/2021", "12/08/2022"),
        F1.replace("{case}", ""),
    ],
)
def test_what_cannot_be_is_refused(bring, row) -> None:
    assert bring(row)["refused"] == 1
    assert not Contact.objects.exists()


def test_a_case_of_another_area_is_as_if_it_were_not_there(bring, make_user, make_case, wards) -> None:
    other = make_case(area=wards[1], code="MP-88888")
    officer = actor(make_user("ward_officer", wards[0]))
    assert bring(F1.replace("{case}", other.code), by=officer)["refused"] == 1
    assert ImportBatch.objects.get().counts["created"] == 0
