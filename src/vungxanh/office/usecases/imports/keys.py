"""Under which key a row is known: its identifier, else what it says; the same row twice in one file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from vungxanh.linelist.checks import CHECKS
from vungxanh.office.records.models import Area
from vungxanh.office.usecases.imports.kind import Checked, Fault, Row

CONTENT = "content"
LONGEST = 60


def row_key(identifier: object, told: Iterable[str]) -> str:
    """`id ...` of what the file calls the row, else `content ...`: a hash of what tells it from others."""
    if identifier:
        return f"id {identifier}"
    return f"{CONTENT} " + sha256("\n".join(told).encode()).hexdigest()[:40]


def source_of(key: str, system: str) -> tuple[str, str]:
    """Source system and source id under which a record with this key is kept."""
    word, _, rest = key.partition(" ")
    return (CONTENT, rest) if word == CONTENT else (system, rest[:LONGEST])


def local(source_id: str, area_path: str) -> str:
    """The id under which an area keeps a record whose plain id somebody else's area already uses.

    Whoever imports must not learn from a refusal that an identifier exists elsewhere.
    """
    return f"{source_id}@{area_path[-16:]}"


def settle(
    records: int,
    broken: set[int],
    row: Callable[[int], tuple[str, Area, Mapping[str, Any]]],
    checked: Checked,
    key_field: str,
) -> None:
    """Fill `checked.rows`: of rows with one key the first counts, equal ones are duplicates."""
    seen: dict[str, Mapping[str, Any]] = {}
    for record in range(records):
        if record in broken:
            continue
        key, area, values = row(record)
        before = seen.setdefault(key, values)
        if before is values:
            checked.rows.append(Row(record, key, area, dict(values)))
        elif before == values:
            checked.duplicates.append(record)
        else:
            shown = str(values.get(key_field, ""))
            checked.faults.append(Fault(record, key_field, shown, CHECKS["duplicate_id"].sentence))


def refused(faults: Sequence[Fault]) -> set[int]:
    """The rows that have a fault."""
    return {fault.record for fault in faults}
