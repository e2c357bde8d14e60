"""The pages of people: a list by name, one person with everything that is known, the form."""

from tests.office.cases.test_pages import form_of
from vungxanh.office.records.models import Case, Person


def test_a_person_with_their_cases_and_history(sign_in, make_case, wards) -> None:
    case = make_case()
    page = sign_in("ward_officer", wards[0]).get(f"/people/{case.person_id}/").content.decode()
    assert case.code in page
    assert f"/people/{case.person_id}/change/" in page


def test_people_are_listed_by_words_of_their_names(sign_in, make_person, wards) -> None:
    make_person("Nguyễn Thị Hai", name_key="nguyen thi hai")
    make_person("Trần Văn Ba", name_key="tran van ba", area=wards[1])
    client = sign_in("ward_officer", wards[0])
    assert "Nguyễn Thị Hai" in client.get("/people/?q=hai").content.decode()
    page = client.get("/people/").content.decode()
    assert "Trần Văn Ba" not in page


def test_the_form_changes_the_person_and_keeps_the_area(sign_in, make_person, wards) -> None:
    person = make_person(name_key="nguoi mo phong")
    client = sign_in("ward_officer", wards[0])
    sent = form_of(client.get(f"/people/{person.pk}/change/")) | {"phone": "+84 907 111 222"}
    assert client.post(f"/people/{person.pk}/change/", sent).status_code == 302
    stored = Person.objects.get()
    assert (stored.phone_key, stored.area, stored.version) == ("0907111222", wards[0], 2)


def test_a_new_case_of_somebody_known(sign_in, make_person, wards) -> None:
    person = make_person()
    sent = {"classification": "suspected", "outcome": "pending", "report_date": "2021-08-15", "sure": "yes"}
    answer = sign_in("ward_officer", wards[0]).post(f"/cases/new/?person={person.pk}", sent)
    assert answer.status_code == 302
    assert Case.objects.get().person == person
