"""The situation, areas, assessments and my work as pages: for each role, inside and outside its areas."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.office.assessments.conftest import analyst, chair, computed, outbreak  # noqa: F401
from tests.office.conftest import NOW
from vungxanh.office.records.models import Event
from vungxanh.office.usecases.assessments import approve_assessment

ROLES = ("steering", "epidemiologist", "ward_officer", "quarter_head", "lab", "auditor", "administrator")


def seen(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def test_the_first_page_serves_every_role(sign_in):
    for role in ROLES:
        page = seen(sign_in(role), "/")
        assert 'id="content"' in page


def test_without_an_assessment_pages_say_so(sign_in, wards):
    client = sign_in("steering")
    assert "Chưa có bản đánh giá nào" in seen(client, "/dashboard/")
    assert "Chưa có bản đánh giá nào" in seen(client, f"/areas/{wards[0].pk}/")
    assert "Chưa có bản đánh giá nào" in seen(client, "/assessments/")


def test_every_figure_names_its_assessment(computed, chair, sign_in, wards):  # noqa: F811
    client = sign_in("steering")
    assert "chưa phê duyệt" in seen(client, "/dashboard/")
    approve_assessment(by=chair, as_of=NOW, assessment_id=computed.pk)
    for address in ("/", "/dashboard/", "/areas/", f"/areas/{wards[0].pk}/"):
        page = seen(client, address)
        assert f"bản đánh giá {computed.number}" in page
        assert chair.name in page
        assert "Số liệu này đã cũ" in page
    assert "<svg" in seen(client, "/dashboard/")
    drawing = client.get(f"/dashboard/{computed.pk}/map.svg?level=ward")
    assert drawing["Content-Type"] == "image/svg+xml"
    seen(client, f"/dashboard/{computed.pk}/map.svg?level=nowhere", 404)


def test_the_dashboard_counts_nothing_when_it_is_opened(computed, sign_in):  # noqa: F811
    client = sign_in("epidemiologist")
    seen(client, "/dashboard/")
    with CaptureQueriesContext(connection) as queries:
        seen(client, "/dashboard/")
    said = " ".join(query["sql"] for query in queries)
    for table in ("records_case", "records_sample", "records_contact", "records_isolation"):
        assert f'"{table}"' not in said
    assert len(queries) < 25


def test_a_ward_sees_its_own_areas_only(computed, sign_in, wards, district):  # noqa: F811
    client = sign_in("ward_officer", wards[0])
    for address in ("/dashboard/", "/areas/", f"/areas/{wards[0].pk}/", f"/assessments/{computed.pk}/"):
        page = seen(client, address)
        for other in wards[1:]:
            assert f"/areas/{other.pk}/" not in page
    for outside in (wards[1], district):
        seen(client, f"/areas/{outside.pk}/", 404)
    drawing = client.get(f"/dashboard/{computed.pk}/map.svg?level=ward").content
    whole = sign_in("steering").get(f"/dashboard/{computed.pk}/map.svg?level=ward").content
    assert len(drawing) < len(whole)


def test_who_sees_no_assessments_learns_nothing(computed, sign_in, wards):  # noqa: F811
    for role in ("lab", "administrator"):
        client = sign_in(role)
        for address in ("/dashboard/", "/areas/", f"/areas/{wards[0].pk}/", f"/assessments/{computed.pk}/"):
            seen(client, address, 404)


def test_an_assessment_is_approved_on_its_page_by_another_person(computed, sign_in):  # noqa: F811
    address = f"/assessments/{computed.pk}/"
    page = seen(sign_in("steering"), address)
    assert f"{address}approve/" in page
    ward = sign_in("ward_officer")
    assert f"{address}approve/" not in seen(ward, address)
    assert ward.post(f"{address}approve/").status_code == 404
    assert sign_in("steering").post(f"{address}reject/", {"reason": ""}).status_code == 400
    assert sign_in("steering").post(f"{address}approve/").status_code == 302
    assert sign_in("steering").post(f"{address}approve/").status_code == 400
    computed.refresh_from_db()
    assert computed.status == "approved"


def test_bad_input_is_answered_with_a_sentence(computed, sign_in):  # noqa: F811
    client = sign_in("epidemiologist")
    for day in ("", "31/02/2021", "2999-01-01"):
        assert client.post("/assessments/run/", {"day": day}).status_code in (302, 400)
    assert client.post("/assessments/schedule/", {"at": "25:99"}).status_code == 302
    seen(client, f"/assessments/{computed.pk}/cluster/?rank=x", 404)
    seen(client, "/dashboard/?assessment=999999", 404)
    seen(client, "/dashboard/?assessment=x&area=y")


@pytest.mark.parametrize("role", ["epidemiologist", "quarter_head"])
def test_the_cases_of_a_cluster_are_read_with_a_trace(computed, sign_in, role, quarters):  # noqa: F811
    from vungxanh.office.records.models import AssessedCluster, Case

    case = Case.objects.select_related("area").first()
    place = {"id": case.area_id, "name": case.area.name, "path": case.area_path}
    facts = {"first_day": "2021-08-01", "last_day": "2021-08-15", "cases": 15, "expected": 2.5, "p": 0.01,
             "alarm": True, "places": [place]}  # fmt: skip
    AssessedCluster.objects.create(assessment=computed, rank=99, facts=facts)
    address = f"/assessments/{computed.pk}/cluster/?rank=99"
    if role == "quarter_head":
        seen(sign_in(role), address, 404)
        return
    page = seen(sign_in(role), address)
    assert "Người Mô Phỏng" in page
    assert Event.objects.filter(action="cluster.see", reading=True).exists()
