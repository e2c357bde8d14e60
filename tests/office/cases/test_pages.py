"""The pages of cases: list and filters, one case, forms, steps, bulk changes, history; what each may show."""

import re
from datetime import date

import pytest

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.pages.cases.form01 import CASE_SECTIONS, FORM_01, PERSON_SECTIONS
from vungxanh.office.records import models
from vungxanh.office.records.models import Case, Event, Outbreak, Person
from vungxanh.office.records.store import act, insert
from vungxanh.office.usecases.cases import change_case


@pytest.fixture
def officer(sign_in, wards):
    """A browser of the officer of the first ward."""
    return sign_in("ward_officer", wards[0])


@pytest.fixture
def outbreak(wards):
    """An outbreak of the first ward."""
    with act(by=SYSTEM, at=NOW, action="outbreak.open") as entry:
        return insert(
            Outbreak(
                code="OD-1", name="Ổ dịch thử", disease="covid19", area=wards[0], area_path=wards[0].path
            ),
            entry=entry,
        )


def codes(answer):
    """Codes of the cases that a list shows."""
    return re.findall(r'<th scope="row"><a href="/cases/\d+/">(MP-\d+)', answer.content.decode())


def form_of(page):
    """The values of the form that a page shows, as a browser would send them back."""
    text = page.content.decode().split('<form class="form"')[1].split("</form>")[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", text):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "checkbox" not in tag:
            sent[name[1]] = value[1] if value else ""
    for name, inner in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        sent[name] = chosen[1] if chosen else ""
    for name, inner in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', text, re.DOTALL):
        sent[name] = inner.strip()
    return sent


def test_every_field_of_form_01_is_kept_and_can_be_entered() -> None:
    shown = {name for _, names in (*PERSON_SECTIONS, *CASE_SECTIONS) for name in names}
    for _, model, field in FORM_01:
        assert getattr(models, model)._meta.get_field(field)
        assert field in shown


def test_the_form_keeps_the_order_of_form_01() -> None:
    order = [name for _, names in (*PERSON_SECTIONS, *CASE_SECTIONS) for name in names]
    places = [order.index(field) for _, _, field in FORM_01]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("classification=suspected", ["MP-00002"]),
        ("status=closed", ["MP-00003"]),
        ("outcome=recovered", ["MP-00003"]),
        ("found_in=lockdown", ["MP-00002"]),
        ("source=unknown", ["MP-00002", "MP-00001"]),
        ("source=known", ["MP-00003"]),
        ("since=2021-08-14", ["MP-00002", "MP-00001"]),
        ("until=2021-08-13", ["MP-00003"]),
        ("q=MP-00001", ["MP-00001"]),
        ("q=thi+hai", ["MP-00002"]),
        ("sort=oldest", ["MP-00003", "MP-00001", "MP-00002"]),
        ("sort=code", ["MP-00001", "MP-00002", "MP-00003"]),
        ("area=x&since=nonsense", ["MP-00002", "MP-00001", "MP-00003"]),
        ("area=999999", []),
    ],
)
def test_the_list_obeys_the_filters_of_its_address(officer, make_case, make_person, asked, found) -> None:
    make_case()
    make_case(
        make_person("Nguyễn Thị Hai", name_key="nguyen thi hai"),
        classification="suspected",
        found_in="lockdown",
    )
    make_case(status="closed", outcome="recovered", source_known="yes", report_date=date(2021, 8, 13))
    assert codes(officer.get(f"/cases/?{asked}")) == found


def test_an_area_filter_takes_everything_below(sign_in, make_case, wards, quarters, district) -> None:
    make_case(area=next(q for q in quarters if q.path.startswith(wards[1].path)))
    client = sign_in("epidemiologist")
    assert codes(client.get(f"/cases/?area={wards[1].pk}")) == ["MP-00001"]
    assert codes(client.get(f"/cases/?area={wards[0].pk}")) == []


def test_a_case_is_entered_through_the_form(officer, wards) -> None:
    sent = {
        "full_name": "Lê Thị Mô Phỏng",
        "area": wards[0].name,
        "sex": "female",
        "birth_year": "1990",
        "classification": "confirmed",
        "outcome": "pending",
        "report_date": "2021-08-15",
        "sure": "yes",
    }
    answer = officer.post("/cases/new/", sent)
    assert answer.status_code == 302, re.findall(r'class="error"[^<]*>[^<]*', answer.content.decode())
    case = Case.objects.get()
    assert (case.person.full_name, case.person.area) == ("Lê Thị Mô Phỏng", wards[0])
    assert Event.objects.filter(action="case.report").count() == 1


def test_a_doubtful_case_is_asked_about_once(officer, wards) -> None:
    sent = {
        "full_name": "Lê Thị Mô Phỏng",
        "area": wards[0].name,
        "classification": "confirmed",
        "outcome": "pending",
        "report_date": "2021-08-15",
        "sample_date": "2021-08-10",
        "onset_date": "2021-08-12",
    }
    answer = officer.post("/cases/new/", sent)
    assert answer.status_code == 200
    assert 'name="sure"' in answer.content.decode()
    assert Case.objects.count() == 0
    assert officer.post("/cases/new/", sent | {"sure": "yes"}).status_code == 302


def test_a_refused_case_says_at_which_field(officer, wards) -> None:
    sent = {
        "full_name": "Lê Thị Mô Phỏng",
        "area": "Phường 99 Quận 77",
        "classification": "confirmed",
        "outcome": "died",
        "report_date": "2021-08-15",
        "sure": "yes",
    }
    page = officer.post("/cases/new/", sent)
    assert page.status_code == 400
    assert 'id="id_area-error"' in page.content.decode()
    page = officer.post("/cases/new/", sent | {"area": wards[0].name})
    assert 'id="id_outcome_date-error"' in page.content.decode()
    assert Person.objects.count() == 0


def test_a_form_sent_back_as_it_came_changes_nothing(officer, make_case) -> None:
    case = make_case(found_in="hospital", symptoms="sốt")
    before = {f.attname: getattr(Case.objects.get(), f.attname) for f in Case._meta.fields}
    sent = form_of(officer.get(f"/cases/{case.pk}/change/"))
    assert officer.post(f"/cases/{case.pk}/change/", sent).status_code == 302
    after = {f.attname: getattr(Case.objects.get(), f.attname) for f in Case._meta.fields}
    assert after | {"sampled": "", "updated_at": None, "version": 1} == before | {"updated_at": None}


def test_who_saves_over_somebody_elses_change_sees_it(officer, make_case) -> None:
    case = make_case()
    sent = form_of(officer.get(f"/cases/{case.pk}/change/"))
    change_case(by=SYSTEM, as_of=NOW, case_id=case.pk, values={"facility": "Bệnh viện khác"})
    page = officer.post(f"/cases/{case.pk}/change/", sent | {"note": "của tôi"})
    assert page.status_code == 400
    assert "Bệnh viện khác" in page.content.decode()
    assert form_of(page)["note"] == "của tôi"
    again = form_of(page)
    assert again["version"] == "2"
    assert officer.post(f"/cases/{case.pk}/change/", again).status_code == 302
    assert Case.objects.get().note == "của tôi"


def test_the_case_page_names_the_definition_and_shows_form_01(officer, make_case) -> None:
    page = officer.get(f"/cases/{make_case().pk}/").content.decode()
    assert "covid19-2020" in page
    assert "Phiếu 01" in page or "Mẫu 01" in page
    assert Event.objects.filter(action="case.see", reading=True).exists()


def test_a_step_moves_the_case_and_an_impossible_one_says_so(officer, make_case) -> None:
    case = make_case()
    officer.post(f"/cases/{case.pk}/move/", {"status": "investigating", "version": "1"})
    officer.post(f"/cases/{case.pk}/move/", {"outcome": "died", "version": "2"})
    stored = Case.objects.get()
    assert (stored.status, stored.outcome) == ("investigating", "pending")
    officer.post(f"/cases/{case.pk}/move/", {"outcome": "died", "outcome_date": "2021-08-15", "version": "2"})
    assert Case.objects.get().outcome == "died"


def test_the_history_shows_each_change_and_the_case_as_it_was(officer, make_case) -> None:
    case = make_case()
    change_case(by=SYSTEM, as_of=NOW.replace(day=20), case_id=case.pk, values={"facility": "Nơi mới"})
    page = officer.get(f"/cases/{case.pk}/history/").content.decode()
    assert "Nơi mới" in page
    then = officer.get(f"/cases/{case.pk}/history/?day=2021-08-16").content.decode()
    assert then.count("Nơi mới") == 1
    now = officer.get(f"/cases/{case.pk}/history/?day=2021-08-20").content.decode()
    assert now.count("Nơi mới") == 2
    assert officer.get(f"/cases/{case.pk}/history/?day=2021-08-01").status_code == 200


def test_bulk_asks_first_and_then_changes_in_one_act(officer, make_case, outbreak, wards) -> None:
    cases = [make_case(), make_case()]
    stranger = make_case(area=wards[1])
    sent = {
        "chosen": [c.pk for c in (*cases, stranger)],
        "to_outbreak": outbreak.pk,
        "back": "/cases/?status=notified",
    }
    asked = officer.post("/cases/bulk/", sent).content.decode()
    assert "MP-00003" not in asked
    assert Case.objects.filter(outbreak=outbreak).count() == 0
    officer.post("/cases/bulk/", sent | {"sure": "yes"})
    assert set(Case.objects.filter(outbreak=outbreak)) == set(cases)
    assert Event.objects.filter(action="case.change-many").count() == 1


def test_bulk_leaves_what_cannot_take_the_value_and_names_it(officer, make_case) -> None:
    open_case, done = make_case(), make_case(outcome="recovered")
    page = officer.post(
        "/cases/bulk/", {"chosen": [open_case.pk, done.pk], "to_status": "closed", "sure": "yes"}
    )
    assert "MP-00001" in page.content.decode()
    assert [c.status for c in Case.objects.order_by("pk")] == ["notified", "closed"]


def test_an_auditor_sees_and_is_offered_nothing_to_change(sign_in, make_case, wards) -> None:
    case = make_case()
    client = sign_in("auditor", wards[0])
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "/change/" not in page
    assert client.get(f"/cases/{case.pk}/change/").status_code == 404
    assert client.post(f"/cases/{case.pk}/move/", {"status": "closed"}).status_code == 404


def test_a_source_outside_the_own_areas_is_not_named(officer, make_case, wards) -> None:
    case = make_case(source_case=make_case(area=wards[1]), source_known="yes")
    page = officer.get(f"/cases/{case.pk}/").content.decode()
    assert "MP-00001" not in page


@pytest.mark.parametrize("path", ["/cases/{0}/", "/cases/{0}/history/", "/cases/{0}/change/", "/people/{1}/"])
def test_what_is_in_another_ward_is_not_found(officer, make_case, wards, path) -> None:
    case = make_case(area=wards[1])
    assert officer.get(path.format(case.pk, case.person_id)).status_code == 404
