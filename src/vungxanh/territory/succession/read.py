"""Read a table of successors: old_code, new_code, and a share or the words full and partial."""

from collections.abc import Mapping
from pathlib import Path

from vungxanh.tables import fold, header_key, read_table
from vungxanh.territory.reading.source import cell_text
from vungxanh.territory.succession.crosswalk import Crosswalk, Link
from vungxanh.territory.succession.errors import CrosswalkUnreadable, LinkIncomplete, ShareUnreadable

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "old": ("old_code", "old", "from", "ma_cu"),
    "new": ("new_code", "new", "to", "ma_moi"),
    "share": ("share", "ty_le", "ti_le"),
    "old_name": ("old_name", "old_ward", "ten_cu"),
    "type": ("type", "loai", "kind"),
}
_WHOLE = frozenset({"full", "whole", "toan bo"})
_PART = frozenset({"partial", "part", "mot phan"})


def read_crosswalk(path: Path, *, shares: Mapping[tuple[str, str], float] | None = None) -> Crosswalk:
    """The links of a table. A partial one without a share is unknown, unless `shares` gives it."""
    raw = read_table(path)
    by_key = {header_key(name): name for name in reversed(raw.frame.columns)}
    found = {
        role: next((by_key[header_key(a)] for a in aliases if header_key(a) in by_key), None)
        for role, aliases in _COLUMNS.items()
    }
    if found["old"] is None or found["new"] is None:
        raise CrosswalkUnreadable(path, raw.frame.columns)
    links = []
    for i, record in enumerate(raw.frame.iter_rows(named=True)):
        cells = {role: cell_text(record[name]) if name else None for role, name in found.items()}
        if any(cells.values()):
            links.append(_link(str(raw.first_data_row + i), cells, found))
    crosswalk = Crosswalk(links)
    return crosswalk.with_shares(shares) if shares else crosswalk


def _link(row: str, cells: Mapping[str, str | None], headers: Mapping[str, str | None]) -> Link:
    old, new = cells["old"], cells["new"]
    if old is None or new is None:
        raise LinkIncomplete(row)
    if cells["share"] is not None:
        share = _share(row, headers["share"] or "", cells["share"])
        return Link(old, new, share, old_name=cells["old_name"])
    said = fold(cells["type"] or "")
    # A list of mere pairs, as of wards that were joined, means whole areas.
    if said in _WHOLE or (headers["type"] is None and headers["share"] is None):
        return Link(old, new, 1.0, old_name=cells["old_name"])
    if said in _PART or not said:
        return Link(old, new, None, old_name=cells["old_name"])
    raise ShareUnreadable(row, headers["type"] or "", cells["type"] or "")


def _share(row: str, header: str, cell: str) -> float:
    try:
        share = float(cell.replace(",", "."))
    except ValueError:
        raise ShareUnreadable(row, header, cell) from None
    if not 0 <= share <= 1:
        raise ShareUnreadable(row, header, cell)
    return share
