"""Linkage recovers planted duplicates among simulated people, and beats exact matching."""

import numpy as np
import pytest

from benchmarks.duplicates import exact, methods
from benchmarks.duplicates_people import ROUGH, USUAL, register
from vungxanh.office.usecases.linkage.folded import address, identity, phone_ends, plain_name


@pytest.mark.parametrize(("mix", "recall"), [(USUAL, 0.8), (ROUGH, 0.5)])
def test_automatic_merges_are_right_and_many(mix: object, recall: float) -> None:
    made = register(4_000, seed=31, mix=mix)  # type: ignore[arg-type]
    pairs = methods(made)["linkage >= 0.999"]
    right = sum(made.truth[a] == made.truth[b] for a, b in pairs)
    true = sum(n * (n - 1) // 2 for n in np.bincount(made.truth).tolist())
    assert right / len(pairs) >= 0.99
    assert right / true >= recall
    assert right > sum(made.truth[a] == made.truth[b] for a, b in exact(made))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeexn Thij Thuyr", "Nguyễn Thị Thủy"),
        ("DDoox Thij Nhuw Quynhf", "Đỗ Thị Như Quỳnh"),
        ("Nguye6n4 Va8n Hu2ng", "Nguyễn Văn Hùng"),
        ("TRUONG THUY OANH", "Trương Thúy Oanh"),
    ],
)
def test_what_a_keyboard_left_is_taken_out(typed: str, meant: str) -> None:
    assert plain_name(typed) == plain_name(meant)


def test_names_without_slips_stay_as_they_are() -> None:
    assert plain_name("Trần Xuân Sang") == "tran xuan sang"


@pytest.mark.parametrize(
    ("house", "street"),
    [("hẻm 12 nhà 3", "đường Hậu Giang"), ("12/3", "Hậu Giang"), ("số 12/03 Hậu Giang", "")],
)
def test_addresses_are_one_however_written(house: str, street: str) -> None:
    assert address(house, street) == "12/3 hau giang"


def test_numbers_are_one_however_written() -> None:
    assert phone_ends("+84 901 234 567", "0901234567") == ["901234567"]
    assert identity("79180000001") == "079180000001"
    assert identity("123") is None
