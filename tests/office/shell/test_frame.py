"""The frame: the sign-in wall, refusals, the language."""

from django.test import Client


def test_nobody_sees_anything_without_signing_in(areas) -> None:
    answer = Client().get("/cases/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_a_page_of_cases_shows_only_the_own_ward(sign_in, make_case, wards) -> None:
    make_case(area=wards[0])
    make_case(area=wards[1])
    page = sign_in("ward_officer", wards[0]).get("/cases/").content.decode()
    assert "MP-00001" in page
    assert "MP-00002" not in page


def test_who_may_not_see_cases_is_told_that_there_is_no_such_page(sign_in) -> None:
    assert sign_in("administrator").get("/cases/").status_code == 404


def test_without_a_second_factor_the_only_way_leads_to_setting_one_up(sign_in, settings) -> None:
    settings.MFA_REQUIRED = True
    answer = sign_in("epidemiologist").get("/cases/")
    assert answer["Location"] == "/account/2fa/"


def test_the_language_is_remembered(sign_in) -> None:
    client = sign_in("epidemiologist")
    assert 'lang="vi"' in client.get("/").content.decode()
    client.post("/language/", {"language": "en", "next": "/cases/"})
    assert 'lang="en"' in client.get("/").content.decode()
