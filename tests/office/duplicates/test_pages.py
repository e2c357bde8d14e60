"""The pages of duplicates: what is shown, decided, refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.models import Area, DuplicatePair, Event, Merge
from vungxanh.office.usecases.duplicates import find_pairs

Make = Callable[..., Any]
SAME = {"phone": "0901234567", "birth_date": date(1980, 5, 17), "birth_year": 1980, "sex": "female"}


@pytest.fixture
def two(make_person: Make, wards: list[Area]) -> DuplicatePair:
    """An open pair across two wards of the district."""
    a = make_person("Quách Thị Mô Phỏng", occupation="thợ may", **SAME)
    b = make_person("Quach Mô Phỏng", area=wards[2], occupation="giáo viên", **SAME)
    find_pairs([a.pk, b.pk], by=SYSTEM, as_of=NOW)
    return DuplicatePair.objects.get(status="open")


@pytest.fixture
def officer(sign_in: Callable[..., Client]) -> Client:
    return sign_in("epidemiologist")


class TestReview:
    def test_the_list_shows_both_and_why(self, two: DuplicatePair, officer: Client) -> None:
        text = officer.get(reverse("duplicates")).content.decode()
        assert "Quách Thị Mô Phỏng" in text
        assert "cùng điện thoại" in text

    def test_a_pair_side_by_side_marks_differences(self, two: DuplicatePair, officer: Client) -> None:
        text = officer.get(reverse("pair", args=[two.pk])).content.decode()
        assert "<mark>Thị</mark>" in text
        assert 'name="keep-occupation"' in text
        assert Event.objects.filter(action="duplicates.see", reading=True).count() == 1

    def test_merging_by_hand(self, two: DuplicatePair, officer: Client) -> None:
        given = {"decision": "merge", "keep": "second", "keep-occupation": "first"}
        answer = officer.post(reverse("pair_decide", args=[two.pk]), given)
        merge = Merge.objects.get()
        assert answer.status_code == 302
        assert (merge.kept_id, merge.kept.occupation, merge.automatic) == (two.second_id, "thợ may", False)

    def test_keeping_apart(self, two: DuplicatePair, officer: Client) -> None:
        officer.post(reverse("pair_decide", args=[two.pk]), {"decision": "different"})
        two.refresh_from_db()
        assert two.status == "different"
        assert two.decided_by is not None

    def test_two_cases_are_asked_about(self, two: DuplicatePair, officer: Client, make_case: Make) -> None:
        make_case(two.first), make_case(two.second)
        where = reverse("pair_decide", args=[two.pk])
        answer = officer.post(where, {"decision": "merge"})
        assert answer.status_code == 400
        assert 'name="cases"' in answer.content.decode()
        assert officer.post(where, {"decision": "merge", "cases": "two"}).status_code == 302

    def test_a_decided_pair_is_not_decided_again(self, two: DuplicatePair, officer: Client) -> None:
        where = reverse("pair_decide", args=[two.pk])
        officer.post(where, {"decision": "different"})
        assert officer.post(where, {"decision": "merge"}).status_code == 400
        assert not Merge.objects.exists()

    def test_many_at_once(self, two: DuplicatePair, officer: Client) -> None:
        given = {"pair": [str(two.pk), "999999", "x"], "decision": "merge"}
        assert officer.post(reverse("pairs_bulk"), given).status_code == 302
        assert Merge.objects.count() == 1

    @pytest.mark.parametrize("address", ["?after=x~y", "?after=0.5~9", "?before=nan~1"])
    def test_nonsense_in_the_address_is_harmless(
        self, two: DuplicatePair, officer: Client, address: str
    ) -> None:
        assert officer.get(reverse("duplicates") + address).status_code == 200


class TestMerges:
    def test_a_merge_is_listed_and_taken_back(self, two: DuplicatePair, officer: Client) -> None:
        officer.post(reverse("pair_decide", args=[two.pk]), {"decision": "merge"})
        merge = Merge.objects.get()
        assert merge.kept.code in officer.get(reverse("merges") + "?kind=hand").content.decode()
        assert officer.get(reverse("merge", args=[merge.pk])).status_code == 200
        assert officer.post(reverse("merge_undo", args=[merge.pk])).status_code == 302
        assert officer.post(reverse("merge_undo", args=[merge.pk])).status_code == 400
        merge.gone.refresh_from_db()
        assert merge.gone.merged_into_id is None


class TestScope:
    def test_half_a_pair_shows_only_that_it_is_there(
        self, two: DuplicatePair, sign_in: Callable[..., Client], wards: list[Area]
    ) -> None:
        client = sign_in("epidemiologist", wards[0])
        text = client.get(reverse("duplicates")).content.decode()
        assert "Mô Phỏng" not in text
        assert "1 cặp" in text
        assert client.get(reverse("pair", args=[two.pk])).status_code == 404
        assert client.post(reverse("pair_decide", args=[two.pk]), {"decision": "merge"}).status_code == 404

    @pytest.mark.parametrize("role", ["ward_officer", "auditor", "lab", "administrator"])
    def test_other_roles_find_no_page(
        self, two: DuplicatePair, sign_in: Callable[..., Client], role: str
    ) -> None:
        client = sign_in(role)
        assert client.get(reverse("duplicates")).status_code == 404
        assert client.get(reverse("pair", args=[two.pk])).status_code == 404
