"""Headers: recognised, mapped, or an error that lists what was found."""

from pathlib import Path

import pytest

from tests.unit.linelist.reading import codes, events, read_text
from vungxanh.linelist import AmbiguousColumns, ColumnNotThere, Mapping_, MissingColumns


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("id,report_date", "where"),
        ("id,ward", "when"),
        ("ward,date,x", None),
        ("a,b", "where"),
    ],
)
def test_what_is_missing_is_said_with_what_was_found(tmp_path: Path, head: str, missing: str | None) -> None:
    row = ",".join("1" for _ in head.split(","))
    if missing is None:
        assert read_text(tmp_path, f"{head}\nP4,8/7/2021,1").kind == "cases"
        return
    with pytest.raises(MissingColumns, match=missing) as caught:
        read_text(tmp_path, f"{head}\n{row}")
    assert head.replace(",", ", ") in str(caught.value)


def test_two_columns_for_one_field(tmp_path: Path) -> None:
    with pytest.raises(AmbiguousColumns, match="Phường, Xã"):
        read_text(tmp_path, "Phường,Xã,Ngày báo cáo\nP4,P4,8/7/2021")


def test_a_mapping_names_a_column_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ColumnNotThere, match="has no column w"):
        read_text(tmp_path, "ward,date\nP4,8/7/2021", mapping=Mapping_(columns={"ward": "w"}))


def test_constants_values_and_counted_classes(tmp_path: Path) -> None:
    mapping = Mapping_(
        columns={"where_found": "how"},
        constants={"district": "Quận 6"},
        values={"where_found": {"Sàng lọc": "hospital", "Chốt": "border"}},
        counted=("suspected",),
    )
    found = read_text(
        tmp_path,
        """ward,report_date,how,classification
        P3,8/7/2021,Sàng lọc,nghi ngờ
        P3,8/7/2021,Chốt,nghi ngờ
        P3,8/7/2021,Chốt,xác định""",
        mapping=mapping,
    )
    assert [(code, community) for code, _, _, community, _ in events(found)] == [
        ("27379", True),
        ("27379", False),
    ]
    assert codes(found) == {"not_a_case": 1}


SORMAS = """CaseData,CaseData,CaseData,CaseData,CaseData,CaseData,Person,Symptoms
uuid,disease,reportDate,responsibleDistrict,responsibleCommunity,caseClassification,person.sex,symptoms.onsetDate
##Case ID,Disease,Date of report (M/d/yyyy),District,Community,Classification,Sex,Onset
A,COVID-19,7/28/2021,Quận 6,Phường 4,Confirmed,Male,7/1/2021
B,CORONAVIRUS,7/8/2021,Quận 6,Phường 3,NO_CASE,FEMALE,"""

GODATA = """Case ID,Last name,Gender,Date of onset,Date of reporting,Classification,Addresses Location [1]
C-1,A,Male,2021-07-01,2021-07-08T00:00:00.000Z,Confirmed,Phường Tân Định
C-2,B,Male,,2021-07-09T00:00:00.000Z,Not a case (discarded),Phường Tân Định"""


def test_a_sormas_export_is_recognised(tmp_path: Path) -> None:
    found = read_text(tmp_path, SORMAS)
    assert events(found) == [("27373", "2021-07-28", 1, None, None)]
    assert codes(found) == {"not_a_case": 1}
    assert "SORMAS" in found.report.render("en")


def test_a_godata_export_is_recognised(tmp_path: Path) -> None:
    found = read_text(tmp_path, GODATA)
    assert events(found) == [("26734", "2021-07-08", 1, None, None)]
    assert codes(found) == {"not_a_case": 1}
