"""An import in the browser, without one: every step, what is refused, and who may."""

from io import BytesIO

import pytest
from django.urls import reverse

from tests.office.imports.test_cases import HEADER, ONE, TWO, rows
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, ColumnMapping, ImportBatch


@pytest.fixture
def client(sign_in, settings):
    """An epidemiologist's browser; jobs run at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    client = sign_in("epidemiologist")
    next_codes("person", 1000)
    return client


def send(client, text: str, kind: str = "cases", name: str = "danh sách.csv"):
    file = BytesIO(text.encode())
    file.name = name
    return client.post(reverse("import_new"), {"kind": kind, "file": file})


def columns(batch: ImportBatch, **changed: str) -> dict[str, str]:
    """The form of the columns as it is shown, with changes by header."""
    ours = {header: field for field, header in batch.mapping.items()} | changed
    return {f"c{n}": ours.get(header, "") for n, header in enumerate(batch.options["headers"])} | {
        "system": "x"
    }


class TestSteps:
    def test_from_the_file_to_the_refused_rows(self, client, wards) -> None:
        text = HEADER.replace("Họ tên", "Cột lạ") + "\n".join(
            rows(wards, ONE, TWO.replace("14/08/2021", "hôm qua"))
        )
        answer = send(client, text)
        batch = ImportBatch.objects.get()
        assert answer.url == reverse("batch_columns", args=[batch.pk])
        page = client.get(answer.url)
        assert page.status_code == 200
        assert "Người Mô Phỏng Một" in page.content.decode()
        missing = client.post(answer.url, columns(batch))
        assert missing.status_code == 400
        assert "Họ và tên" in missing.content.decode()
        answer = client.post(answer.url, columns(batch, **{"Cột lạ": "full_name"}))
        shown = client.get(answer.url).content.decode()
        assert "hôm qua" in shown
        assert not Case.objects.exists()
        answer = client.post(reverse("batch_start", args=[batch.pk]))
        assert client.get(answer.url).status_code == 200
        batch.refresh_from_db()
        assert (batch.status, batch.counts["created"], batch.counts["refused"]) == ("done", 1, 1)
        refused = client.get(reverse("batch_refused", args=[batch.pk]))
        assert b"".join(refused.streaming_content).startswith(b"PK")

    def test_corrected_columns_are_offered_the_next_time(self, client, wards) -> None:
        text = HEADER.replace("Họ tên", "Cột lạ") + rows(wards, ONE)[0]
        for _ in range(2):
            send(client, text)
            batch = ImportBatch.objects.order_by("-id")[0]
            client.post(reverse("batch_columns", args=[batch.pk]), columns(batch, **{"Cột lạ": "full_name"}))
        send(client, text)
        assert ImportBatch.objects.order_by("-id")[0].mapping["full_name"] == "Cột lạ"
        assert ColumnMapping.objects.count() == 1

    def test_a_batch_given_up_enters_nothing(self, client, wards) -> None:
        send(client, HEADER + rows(wards, ONE)[0])
        batch = ImportBatch.objects.get()
        client.post(reverse("batch_cancel", args=[batch.pk]))
        assert client.post(reverse("batch_start", args=[batch.pk])).status_code == 400
        assert not Case.objects.exists()

    def test_the_list_shows_them(self, client, wards) -> None:
        assert client.get(reverse("imports")).status_code == 200
        send(client, HEADER + rows(wards, ONE)[0])
        assert "danh sách.csv" in client.get(reverse("imports")).content.decode()


class TestRefusals:
    @pytest.mark.parametrize("content", ["", "%PDF-1.4", "<html><table></table>", "một cột\n"])
    def test_what_is_no_table_is_refused_with_a_sentence(self, client, areas, content) -> None:
        answer = send(client, content)
        assert answer.status_code == 400
        assert 'class="error"' in answer.content.decode()
        assert not ImportBatch.objects.exists()

    def test_another_wards_batch_is_not_found(self, client, sign_in, wards) -> None:
        send(client, HEADER + rows(wards, ONE)[0])
        officer = sign_in("ward_officer", wards[1])
        assert officer.get(reverse("batch", args=[ImportBatch.objects.get().pk])).status_code == 404

    def test_a_laboratory_sees_no_list_of_cases(self, client, sign_in, wards) -> None:
        send(client, HEADER + rows(wards, ONE)[0])
        lab = sign_in("lab")
        assert lab.get(reverse("batch_preview", args=[ImportBatch.objects.get().pk])).status_code == 404
