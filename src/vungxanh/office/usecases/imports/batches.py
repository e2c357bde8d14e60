"""Batches on their way: uploaded, columns assigned, previewed, started, cancelled."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from vungxanh.messages import Language, VungXanhError, message
from vungxanh.office.access import Actor, NotFound, Scope
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Area, ColumnMapping, ImportBatch
from vungxanh.office.records.queries.inside import inside, record_or_not_found
from vungxanh.office.records.store import act, insert, update
from vungxanh.office.usecases.imports.files import ask_to_cancel, file_of, keep
from vungxanh.office.usecases.imports.kind import Kind
from vungxanh.office.usecases.imports.kinds import KINDS, kind_of
from vungxanh.office.usecases.imports.opening import assign, headers_digest, read_raw, recognised, system_of

STATUS: dict[str, tuple[str, ...]] = {
    "uploaded": ("previewed", "queued", "cancelled"),
    "previewed": ("previewed", "queued", "cancelled"),
    "queued": ("running", "cancelled"),
    "running": ("running", "done", "failed", "cancelled"),
    "done": (),
    "failed": ("queued", "cancelled"),
    "cancelled": (),
}
"""The life of a batch. A running one whose process died runs again."""

EDITABLE = ("uploaded", "previewed", "failed")
SAMPLES = 3


class NotNow(VungXanhError):
    """The batch is not at a point where that can be done."""


def batches_for(scope: Scope) -> QuerySet[ImportBatch]:
    """The batches of areas and kinds that a person may import themselves."""
    query = ImportBatch.objects.select_related("created_by", "area")
    may = Q(pk__in=())
    for kind in KINDS.values():
        own = inside(ImportBatch.objects.filter(kind=kind.name), scope, kind.permission)
        may |= Q(pk__in=own.values("pk"))
    return inside(query.filter(may), scope, "import.run")


def batch_or_not_found(scope: Scope, batch_id: int) -> ImportBatch:
    """One batch. Raises NotFound."""
    return record_or_not_found(batches_for(scope), pk=batch_id)


def upload(
    *, by: Actor, as_of: datetime, kind: str, name: str, content: Iterable[bytes], language: Language = "vi"
) -> ImportBatch:
    """Keep a file and say what its columns seem to be. Raises TableError, UploadTooLarge, NotFound."""
    sort = kind_of(kind)
    area = _home(by, sort)
    stored, digest, size = keep(name, content)
    path = Path(settings.FILES) / stored
    try:
        raw = read_raw(path, sort)
    except VungXanhError:
        path.unlink()
        path.parent.rmdir()
        raise
    headers = raw.frame.columns
    with act(by=by, at=as_of, action="import.upload", note=f"{kind} {digest[:12]}") as entry:
        batch = ImportBatch(
            code=next_codes("batch")[0],
            kind=kind,
            file_name=path.name[:200],
            sha256=digest,
            size=size,
            stored=stored,
            area=area,
            area_path=area.path,
            mapping=_remembered(by, kind, headers) or recognised(headers, sort),
            options={
                "headers": headers,
                "samples": {h: _samples(raw.frame[h].drop_nulls().head(200).to_list()) for h in headers},
                "system": system_of(headers),
                "language": language,
                "remembered": _remembered(by, kind, headers) is not None,
                "attempts": 0,
            },
            status="uploaded",
            total=raw.frame.height,
        )
        return insert(batch, entry=entry)


def choose_columns(
    *, by: Actor, as_of: datetime, batch_id: int, columns: Mapping[str, str], system: str = ""
) -> ImportBatch:
    """Assign columns by hand (our field -> header), and remember them. Raises ColumnMissing, NotNow."""
    batch = batch_or_not_found(by.scope, batch_id)
    by.must("import.run", batch.area_path)
    _at(batch, EDITABLE)
    kind = kind_of(batch.kind)
    ours = {field.name for field in kind.fields}
    headers = batch.options["headers"]
    given = {field: header for field, header in columns.items() if field in ours and header in headers}
    path = file_of(batch)
    assign(path, read_raw(path, kind), given, kind)
    options = {**batch.options, "system": system.strip()[:30].lower() or batch.options["system"]}
    with act(by=by, at=as_of, action="import.columns") as entry:
        update(batch, {"mapping": given, "options": options, "status": "uploaded"}, entry=entry)
        _remember(by, as_of, batch, given, entry)
    return batch


def start_batch(*, by: Actor, as_of: datetime, batch_id: int) -> ImportBatch:
    """Put a batch into the queue. Raises NotNow."""
    batch = batch_or_not_found(by.scope, batch_id)
    by.must("import.run", batch.area_path)
    _at(batch, EDITABLE)
    options = {**batch.options, "started_by": by.user_id, "started_by_name": by.name, "attempts": 0}
    with act(by=by, at=as_of, action="import.start") as entry:
        return update(batch, {"status": "queued", "options": options, "fault": ""}, entry=entry)


def cancel_batch(*, by: Actor, as_of: datetime, batch_id: int) -> ImportBatch:
    """Stop a batch that is not done: at once, or at the next step of the running work. Raises NotNow."""
    batch = batch_or_not_found(by.scope, batch_id)
    by.must("import.run", batch.area_path)
    _at(batch, (*EDITABLE, "queued", "running"))
    ask_to_cancel(batch)
    if batch.status != "running":
        with act(by=by, at=as_of, action="import.cancel") as entry:
            update(batch, {"status": "cancelled", "finished_at": as_of}, entry=entry)
    return batch


def _home(by: Actor, kind: Kind) -> Area:
    """The area that a batch belongs to: the widest in which its importer may enter such records."""
    for path in by.scope.paths(kind.permission):
        if by.scope.covers("import.run", path):
            found = Area.objects.filter(path=path) if path else Area.objects.filter(parent=None)
            if area := found.order_by("path").first():
                return area
    raise NotFound(message("There is no such page or record."))


def _at(batch: ImportBatch, states: Sequence[str]) -> None:
    if batch.status not in states:
        raise NotNow(message("This import is past that step."))


def _samples(cells: list[Any]) -> list[str]:
    return [str(cell)[:60] for cell in dict.fromkeys(cells)][:SAMPLES]


def _remembered(by: Actor, kind: str, headers: Sequence[str]) -> dict[str, str] | None:
    """The columns as this person assigned them last time to a file with the same headers."""
    kept = ColumnMapping.objects.filter(
        user=by.user_id, kind=kind, headers_sha256=headers_digest(headers)
    ).first()
    return None if kept is None else {f: h for f, h in kept.mapping.items() if h in headers}


def _remember(by: Actor, as_of: datetime, batch: ImportBatch, columns: dict[str, str], entry: Any) -> None:
    digest = headers_digest(batch.options["headers"])
    kept = ColumnMapping.objects.filter(user=by.user_id, kind=batch.kind, headers_sha256=digest).first()
    if kept is None:
        insert(
            ColumnMapping(
                user_id=by.user_id, kind=batch.kind, headers_sha256=digest, mapping=columns, used_at=as_of
            ),
            entry=entry,
        )
    else:
        update(kept, {"mapping": columns, "used_at": as_of}, entry=entry)
