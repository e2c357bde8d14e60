"""Line lists: day, place, community, source, and every check by a row that fails it."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.linelist.reading import codes, events, read_text

HEAD = (
    "Mã ca,Họ tên,Phường,Quận,Ngày khởi phát,Ngày lấy mẫu,Ngày báo cáo,Phân loại,Nơi phát hiện,Nguồn lây,Tuổi"
)


def test_a_vietnamese_list_is_read_without_a_mapping(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        f"""{HEAD}
        BN1,A,P4,Quận 6,1/7/2021,3/7/2021,5/7/2021,xác định,cộng đồng,chưa rõ,30
        BN2,B,phuong 3,Q6,,4/7/2021,,F0,khu phong tỏa,BN1,31
        BN3,C,Phường Tân Định,Quận 1,2/7/2021,,,,,,32""",
    )
    assert events(found) == [
        ("27373", "2021-07-05", 1, True, False),
        ("27379", "2021-07-04", 1, False, True),
        ("26734", "2021-07-02", 1, None, None),
    ]
    assert codes(found) == {"no_classification": 1}
    assert (found.absent, found.first_day, found.last_day) == ("zero", date(2021, 7, 2), date(2021, 7, 5))


FAULTS = {
    "no_date": "BN1,A,P4,Q6,,,,F0,,,",
    "bad_date": "BN1,A,P4,Q6,1/7/2021,,35/7/2021,F0,,,",
    "date_too_old": "BN1,A,P4,Q6,,,8/7/1921,F0,,,",
    "future_date": "BN1,A,P4,Q6,,,8/7/2121,F0,,,",
    "impossible_order": "BN1,A,P4,Q6,1/7/2021,1/5/2020,2/7/2021,F0,,,",
    "no_area": "BN1,A,,,,,8/7/2021,F0,,,",
    "unknown_area": "BN1,A,Phường 99,Q6,,,8/7/2021,F0,,,",
    "ambiguous_area": "BN1,A,Phường 3,,,,8/7/2021,F0,,,",
    "other_province": "BN1,A,Phường 3,Cà Mau,,,8/7/2021,F0,,,",
    "after_as_of": "BN1,A,P4,Q6,8/7/2021,,1/8/2021,F0,,,",
    "not_a_case": "BN1,A,P4,Q6,,,8/7/2021,âm tính,,,",
    "total_row": "Tổng cộng: 1,,,,,,,,,,",
    "coarse_area": "BN1,A,,Q6,,,8/7/2021,F0,,,",
    "bad_other_date": "BN1,A,P4,Q6,xx,,8/7/2021,F0,,,",
    "sample_after_report": "BN1,A,P4,Q6,,9/7/2021,8/7/2021,F0,,,",
    "no_classification": "BN1,A,P4,Q6,,,8/7/2021,,,,",
    "unknown_value": "BN1,A,P4,Q6,,,8/7/2021,F0,trên mây,,",
    "age_impossible": "BN1,A,P4,Q6,,,8/7/2021,F0,,,150",
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_check_finds_its_row(tmp_path: Path, code: str) -> None:
    found = read_text(tmp_path, f"{HEAD}\nBN0,Z,P4,Q6,,,30/7/2021,F0,,,\n{FAULTS[code]}")
    assert codes(found) == {code: 1}
    finding = found.report.finding(code)
    assert finding is not None
    assert finding.examples[0].row == 3
    outcome = finding.check.outcome
    counted = {"refused": found.report.refused, "not_counted": found.report.not_counted}
    counted |= {"after_as_of": found.report.after_as_of, "warning": found.report.warned}
    assert counted[outcome] == 1
    assert found.refused.height == (outcome == "refused")


def test_the_same_row_counts_once_and_a_contradicting_one_is_refused(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        """case_id,ward,district,report_date
        1,P4,Q6,2021-07-08
        1,P4,Q6,2021-07-08
        1,P4,Q6,2021-07-09
        2,P4,Q6,2021-07-08
        ,P4,Q6,2021-07-08
        ,P4,Q6,2021-07-08""",
    )
    assert codes(found) == {"duplicate_row": 1, "duplicate_id": 1}
    assert found.report.accepted == 4
    assert found.refused["row"].to_list() == [4]


def test_rows_without_identifier_are_doubles_only_if_they_name_a_person(tmp_path: Path) -> None:
    same = "P4,Q6,2021-07-08"
    nameless = read_text(tmp_path, f"ward,district,report_date\n{same}\n{same}")
    assert (nameless.report.accepted, nameless.report.duplicates) == (2, 0)
    named = read_text(tmp_path, f"name,ward,district,report_date\nA,{same}\nA,{same}\nB,{same}")
    assert (named.report.accepted, named.report.duplicates) == (2, 1)


def test_one_person_under_two_identifiers_is_remarked(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "id,name,age,ward,district,report_date\n1,A,30,P4,Q6,8/7/2021\n2,A,30,P4,Q6,8/7/2021"
    )
    assert codes(found) == {"possible_duplicate": 1}
    assert found.report.accepted == 2


def test_personal_data_are_never_repeated(tmp_path: Path) -> None:
    text = "id,Họ tên,SĐT,CCCD,Tuổi,ward,district,report_date\n"
    rows = "".join(f"{i},Lê Thị Bí Mật,0901234567,079012345678,30,P4,Q6,8/7/2021\n" for i in range(3))
    found = read_text(tmp_path, text + rows + "9,Lê Thị Bí Mật,0901234567,079012345678,30,P99,Q6,8/7/2021")
    shown = found.report.render("vi") + str(found.report.to_json())
    assert "Bí Mật" not in shown
    assert "0901234567" not in shown
    assert "079012345678" not in shown
    assert found.refused["Họ tên"].to_list() == ["Lê Thị Bí Mật"]


def test_the_order_of_dates_can_be_chosen_but_not_what_was_known(tmp_path: Path) -> None:
    text = """id,ward,district,onset_date,report_date
    1,P4,Q6,2021-07-01,2021-07-08
    2,P4,Q6,2021-07-05,2021-07-12"""
    found = read_text(tmp_path, text, date_order=("onset", "report"), as_of=date(2021, 7, 10))
    assert events(found) == [("27373", "2021-07-01", 1, None, None)]
    assert codes(found) == {"after_as_of": 1}


def test_a_column_that_fits_both_orders_follows_the_others(tmp_path: Path) -> None:
    text = "id,ward,district,onset_date,report_date\n1,P4,Q6,7/1/2021,7/8/2021\n2,P4,Q6,7/2/2021,7/28/2021"
    found = read_text(tmp_path, text, date_order=("onset",))
    assert [day for _, day, *_ in events(found)] == ["2021-07-01", "2021-07-02"]


def test_a_slip_of_the_year_is_set_aside(tmp_path: Path) -> None:
    rows = "".join(f"{i},P4,Q6,2021-07-{i % 28 + 1:02}\n" for i in range(200))
    found = read_text(tmp_path, "id,ward,district,report_date\n" + rows + "900,P4,Q6,2012-07-08")
    assert codes(found) == {"far_date": 1}
    assert found.first_day == date(2021, 7, 1)
