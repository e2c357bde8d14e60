"""fold: one spelling however a name was typed."""

import unicodedata

import pytest

from vungxanh.tables import fold, header_key


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Phường 04", "phuong 04"),
        ("ĐÔNG  Hưng\tThuận", "dong hung thuan"),
        ("\u200bQuận\ufeff 6", "quan 6"),
        ("里", "里"),
        ("", ""),
    ],
)
def test_marks_case_and_spaces_do_not_matter(typed: str, folded: str) -> None:
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, typed)) == folded


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Ngày báo cáo (dd/mm/yyyy) *", "ngay bao cao"),
        ("ward_code", "ward code"),
        ("person.firstName", "person firstname"),
        ("Phường/Xã", "phuong xa"),
        ("(7)", "(7)"),
    ],
)
def test_headers_lose_notes_and_joiners(header: str, key: str) -> None:
    assert header_key(header) == key
