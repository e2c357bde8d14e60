"""How long results take: from sampling to the laboratory, from there to the result, and both together.

Hours are whole hours that have passed; a sample counts in a span when both of its moments are known.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, IntegerField

from vungxanh.office.access import Scope
from vungxanh.office.records.queries.coverage import Asked, tubes_asked
from vungxanh.office.records.queries.samples import overdue_before

SPANS = {
    "carried": ("taken_at", "received_at"),
    "tested": ("received_at", "resulted_at"),
    "whole": ("taken_at", "resulted_at"),
}


class WholeHours(Func):
    """Whole hours from one moment to another, null where one of them is."""

    output_field = IntegerField()
    template = "CAST(FLOOR(EXTRACT(EPOCH FROM (%(expressions)s)) / 3600) AS integer)"
    arg_joiner = " - "

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite asks Django's own difference of moments, in microseconds."""
        template = "CAST(django_timestamp_diff(%(expressions)s) / 3600000000 AS integer)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=", ", **more)


@dataclass(frozen=True)
class Span:
    """One span: how many samples have it, hours of half and of nine in ten, shares by hours."""

    n: int
    median: int | None
    ninety: int | None
    within: dict[int, float]


def spans(scope: Scope, asked: Asked, hours: tuple[int, ...]) -> dict[str, Span]:
    """Every span of the tubes asked for; one scan of the tubes."""
    query = tubes_asked(scope, asked)
    lasting = {name: WholeHours(F(end), F(start)) for name, (start, end) in SPANS.items()}
    rows = list(query.annotate(**lasting).values(*SPANS).annotate(n=Count("pk")).order_by())
    return {name: _span(rows, name, hours) for name in SPANS}


def open_tubes(scope: Scope, asked: Asked, today: date) -> tuple[int, int]:
    """Tubes without a result, and those of them that are overdue."""
    pending = tubes_asked(scope, asked).filter(result="pending")
    return pending.count(), pending.filter(taken_on__lt=overdue_before(today)).count()


def _span(rows: list[dict[str, Any]], name: str, hours: tuple[int, ...]) -> Span:
    lasted: Counter[int] = Counter()
    for row in rows:
        if row[name] is not None:
            lasted[row[name]] += row["n"]
    n = lasted.total()
    within = {limit: 100 * sum(v for k, v in lasted.items() if k < limit) / n for limit in hours} if n else {}
    return Span(n, _quantile(lasted, 0.5), _quantile(lasted, 0.9), within)


def _quantile(lasted: Counter[int], share: float) -> int | None:
    """The fewest hours within which at least this share had passed."""
    need, seen = share * lasted.total(), 0
    for hours in sorted(lasted):
        seen += lasted[hours]
        if seen >= need:
            return hours
    return None
