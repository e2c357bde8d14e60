"""How laboratories write results, methods and moments."""

from datetime import UTC, datetime

import pytest

from vungxanh.office.clock import HERE
from vungxanh.office.usecases.imports.lab_words import method_word, read_ct, read_moment, result_word

LATEST = datetime(2021, 8, 15, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Dương tính", "positive"), ("ÂM TÍNH", "negative"), ("(+)", "positive"), ("-", "negative"),
        ("Không phát hiện", "negative"), ("Nghi ngờ", "indeterminate"), ("Mẫu hỏng", "invalid"),
        ("đang chờ", "pending"), ("Positive", "positive"), ("chưa biết gì", None),
    ],
)  # fmt: skip
def test_results(written, meant) -> None:
    assert result_word(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Realtime RT-PCR", "rt-pcr"), ("Test nhanh kháng nguyên", "antigen"), ("cấy", None)],
)
def test_methods(written, meant) -> None:
    assert method_word(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("24,5", 24.5), ("18.25", 18.25), ("31", 31.0), ("N1: 20", None)]
)
def test_ct(written, meant) -> None:
    assert read_ct(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("14/08/2021 09:30", datetime(2021, 8, 14, 9, 30)),
        ("9h30 14/8/2021", datetime(2021, 8, 14, 9, 30)),
        ("2021-08-14 09:30:00", datetime(2021, 8, 14, 9, 30)),
        ("2021-08-14T09:30:00", datetime(2021, 8, 14, 9, 30)),
        ("05.08.2021", datetime(2021, 8, 5, 23, 59)),
        ("15/08/2021", datetime(2021, 8, 15, 13, 0)),
    ],
)
def test_moments_have_the_day_first_and_end_with_the_day(written, meant) -> None:
    assert read_moment(written, LATEST) == meant.replace(tzinfo=HERE)


@pytest.mark.parametrize("written", ["31/02/2021", "hôm qua", "8/2021"])
def test_what_is_no_moment(written) -> None:
    assert read_moment(written, LATEST) is None
