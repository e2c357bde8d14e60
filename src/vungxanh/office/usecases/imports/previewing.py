"""The preview: the whole file checked, nothing written to the records."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from vungxanh.messages import Message
from vungxanh.office.access import Actor
from vungxanh.office.records.models import ImportBatch
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.imports.batches import EDITABLE, NotNow, batch_or_not_found
from vungxanh.office.usecases.imports.files import PREVIEW, both, file_of, put
from vungxanh.office.usecases.imports.keys import refused
from vungxanh.office.usecases.imports.kind import Checked, Fault, Sheet
from vungxanh.office.usecases.imports.kinds import kind_of
from vungxanh.office.usecases.imports.opening import open_sheet

SHOWN_FAULTS, SHOWN_ROWS = 500, 50
HIDDEN = ("area_path", "name_key", "phone_key", "area_id")


def preview(*, by: Actor, as_of: datetime, batch_id: int) -> ImportBatch:
    """Check every row; what is wrong and what the first rows would become is kept beside the batch."""
    batch = batch_or_not_found(by.scope, batch_id)
    by.must("import.run", batch.area_path)
    if batch.status not in EDITABLE:
        raise NotNow(Message("This import is past that step."))
    sheet, checked = check_batch(batch, by, as_of)
    put(batch, PREVIEW, _shown(sheet, checked))
    counts = counts_of(sheet, checked, {})
    with act(by=by, at=as_of, action="import.preview") as entry:
        return update(batch, {"status": "previewed", "counts": counts, "total": counts["read"]}, entry=entry)


def check_batch(batch: ImportBatch, by: Actor, as_of: datetime) -> tuple[Sheet, Checked]:
    """Open the file of a batch with its columns, and check every row."""
    kind = kind_of(batch.kind)
    system = batch.options["system"]
    sheet = open_sheet(file_of(batch), batch.mapping, kind, by=by, as_of=as_of, system=system)
    return sheet, kind.check(sheet)


def counts_of(sheet: Sheet, checked: Checked, outcomes: Mapping[str, int]) -> dict[str, int]:
    """read = created + updated + unchanged + duplicate + refused, once it has run; `usable` before."""
    return {
        "read": sheet.source.frame.height,
        "usable": len(checked.rows),
        **outcomes,
        "duplicate": len(checked.duplicates),
        "refused": len(refused(checked.faults)),
    }


def _shown(sheet: Sheet, checked: Checked) -> dict[str, Any]:
    told = Counter((fault.field, fault.reason.text) for fault in checked.faults)
    samples = {(fault.field, fault.reason.text): fault for fault in checked.faults}
    return {
        "reasons": [
            {"field": field, "reason": both(samples[field, text].reason), "count": count}
            for (field, text), count in told.most_common(30)
        ],
        "faults": [
            _fault(sheet, fault) for fault in sorted(checked.faults, key=lambda f: f.record)[:SHOWN_FAULTS]
        ],
        "remarks": [_fault(sheet, fault) for fault in checked.remarks[:SHOWN_ROWS]],
        "remarked": len(checked.remarks),
        "rows": [
            {"row": sheet.source.row_number(row.record), "area": row.area.name, "values": _flat(row.values)}
            for row in checked.rows[:SHOWN_ROWS]
        ],
    }


def _fault(sheet: Sheet, fault: Fault) -> dict[str, Any]:
    columns = sheet.source.columns.of
    return {
        "row": sheet.source.row_number(fault.record),
        "field": columns.get(fault.field, fault.field),
        "value": fault.value,
        "reason": both(fault.reason),
    }


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    """The values of a row under one roof, as text."""
    flat: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            flat |= _flat(value)
        elif value not in (None, "") and name not in HIDDEN and not isinstance(value, list):
            flat[name] = value.isoformat() if isinstance(value, date) else str(value)
    return flat
