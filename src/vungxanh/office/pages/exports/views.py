"""What can be exported, and the exports: files that are sent while they are made."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import now, today
from vungxanh.office.language import spoken
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.exports import begin_export, csv_stream, xlsx_stream
from vungxanh.office.usecases.exports.columns import NAMES

SEE = {
    "cases": "cases.see",
    "contacts": "contacts.see",
    "samples": "samples.see",
    "isolations": "isolation.see",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs("export.run")
def exports(request: HttpRequest) -> HttpResponse:
    """The lists that this person may export, whole."""
    scope = actor_of(request).scope
    lists = [(f"export_{what}", NAMES[what]) for what, see in SEE.items() if scope.has(see)]
    return render(request, "exports/list.html.j2", {"lists": lists})


@require_GET
@needs("export.run")
def export_cases(request: HttpRequest) -> HttpResponse:
    """Cases as their list shows them."""
    return _sent(request, "cases")


@require_GET
@needs("export.run")
def export_contacts(request: HttpRequest) -> HttpResponse:
    """Contacts as their list shows them."""
    return _sent(request, "contacts")


@require_GET
@needs("export.run")
def export_samples(request: HttpRequest) -> HttpResponse:
    """Samples as their list shows them."""
    return _sent(request, "samples")


@require_GET
@needs("export.run")
def export_isolations(request: HttpRequest) -> HttpResponse:
    """Isolations as their list shows them."""
    return _sent(request, "isolations")


def _sent(request: HttpRequest, what: str) -> HttpResponse:
    asked = {name: str(value) for name, value in request.GET.items()}
    form = "csv" if asked.get("format") == "csv" else "xlsx"
    export = begin_export(by=actor_of(request), as_of=now(), what=what, asked=asked, language=spoken())
    stream = csv_stream(export) if form == "csv" else xlsx_stream(export)
    answer = StreamingHttpResponse(stream, content_type="text/csv; charset=utf-8" if form == "csv" else XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{what}-{today():%Y-%m-%d}.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer  # type: ignore[return-value]
