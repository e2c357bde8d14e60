"""Keyset paging: a page begins after a record, not after a number of records, so page 5,000 costs as page 1.

The address carries the place as `after=VALUE~ID` (or `before=`), so that a page can be sent to somebody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict

PAGE = 50


@dataclass(frozen=True)
class Page:
    """Records of one page, and the addresses of its neighbours (None at the ends)."""

    records: Sequence[Any]
    back: str | None
    onward: str | None

    def __iter__(self) -> Any:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


def page_of(
    query: QuerySet[Any], request: HttpRequest, *, key: str, falling: bool = True, size: int = PAGE
) -> Page:
    """One page of a query in the order of `key` then id; `key` must be indexed and never null."""
    given = request.GET
    backwards = "before" in given
    place = _place(given.get("before") or given.get("after"), query.model, key)
    down = falling != backwards
    if place is not None:
        query = query.filter(_beyond(key, *place, down=down))
    sign = "-" if down else ""
    rows = list(query.order_by(f"{sign}{key}", f"{sign}id")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    start, end = (more, True) if backwards else (place is not None, more)
    return Page(
        rows,
        _address(given, "before", rows[0], key) if rows and start else None,
        _address(given, "after", rows[-1], key) if rows and end else None,
    )


def _beyond(key: str, value: Any, record_id: int, *, down: bool) -> Q:
    """Records after the place: one range on the key first, which an index can follow."""
    word = "lt" if down else "gt"
    return Q(**{f"{key}__{word}e": value}) & (
        Q(**{f"{key}__{word}": value}) | Q(**{f"id__{word}": record_id})
    )


def _place(text: str | None, model: type[Model], key: str) -> tuple[Any, int] | None:
    """The place from the address; None for none, and for one that makes no sense."""
    if not text or "~" not in text:
        return None
    value, _, record = text.rpartition("~")
    try:
        return model._meta.get_field(key).to_python(value), int(record)  # type: ignore[union-attr]
    except Exception:  # noqa: BLE001 - whatever was typed into the address: the first page
        return None


def _address(given: QueryDict, side: str, record: Any, key: str) -> str:
    asked = given.copy()
    for name in ("after", "before"):
        asked.pop(name, None)
    asked[side] = f"{_written(getattr(record, key))}~{record.pk}"
    return "?" + asked.urlencode()


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
