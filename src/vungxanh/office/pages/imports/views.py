"""The steps before the run: upload, columns, preview."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vungxanh.messages import VungXanhError
from vungxanh.office.clock import now
from vungxanh.office.language import spoken, tell
from vungxanh.office.pages.imports.forms import ColumnsForm, UploadForm
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.imports import (
    KINDS,
    PREVIEW,
    batch_or_not_found,
    batches_for,
    choose_columns,
    get,
    kind_of,
    kinds_for,
    preview,
    upload,
)


@require_GET
@needs("import.run")
def imports(request: HttpRequest) -> HttpResponse:
    """The imports of one's areas, newest first."""
    page = page_of(batches_for(actor_of(request).scope), request, key="id")
    return render(request, "imports/list.html.j2", {"page": page, "kinds": _kinds()})


@require_http_methods(["GET", "POST"])
@needs("import.run")
def import_new(request: HttpRequest) -> HttpResponse:
    """Send a file."""
    actor = actor_of(request)
    form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds_for(actor.scope))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = upload(
                by=actor, as_of=now(), kind=form.cleaned_data["kind"], name=file.name,
                content=file.chunks(), language=spoken(),
            )  # fmt: skip
        except VungXanhError as error:
            form.add_error("file", tell(error.message))
        else:
            return redirect("batch_columns", batch=batch.pk)
    status = 400 if form.errors else 200
    return render(request, "imports/new.html.j2", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@needs("import.run")
def batch_columns(request: HttpRequest, batch: int) -> HttpResponse:
    """Which column is which, as recognised; corrected by hand."""
    actor = actor_of(request)
    found = batch_or_not_found(actor.scope, batch)
    options = found.options
    form = ColumnsForm(
        request.POST or None, headers=options.get("headers", []), kind=kind_of(found.kind),
        given=found.mapping, initial={"system": options.get("system", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            choose_columns(
                by=actor, as_of=now(), batch_id=batch, columns=form.columns(),
                system=form.cleaned_data["system"],
            )  # fmt: skip
            preview(by=actor, as_of=now(), batch_id=batch)
        except VungXanhError as error:
            form.add_error(None, tell(error.message))
        else:
            return redirect("batch_preview", batch=batch)
    samples = options.get("samples", {})
    rows = [(form[f"c{n}"], samples.get(header, [])) for n, header in enumerate(form.headers)]
    values = {"batch": found, "form": form, "rows": rows, "remembered": options.get("remembered")}
    return render(request, "imports/columns.html.j2", values, status=400 if form.errors else 200)


@require_GET
@needs("import.run")
def batch_preview(request: HttpRequest, batch: int) -> HttpResponse:
    """What is wrong with the rows, and what the first ones would become."""
    found = batch_or_not_found(actor_of(request).scope, batch)
    shown: dict[str, Any] | None = get(found, PREVIEW)
    if shown is None:
        return redirect("batch_columns", batch=batch)
    names = list(dict.fromkeys(name for row in shown["rows"] for name in row["values"]))
    fields = {field.name: field.meaning(spoken()) for field in kind_of(found.kind).fields}
    values = {"batch": found, "shown": shown, "names": names, "fields": fields}
    return render(request, "imports/preview.html.j2", values)


def _kinds() -> dict[str, str]:
    return {name: tell(kind.words) for name, kind in KINDS.items()}
