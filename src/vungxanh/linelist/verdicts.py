"""One verdict per row: the first check that decides wins; every finding keeps a few examples."""

from collections.abc import Callable, Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.linelist.checks import CHECKS, Check
from vungxanh.linelist.report import EXAMPLES, Example, Finding, ImportReport, in_order
from vungxanh.linelist.vocabulary import is_personal
from vungxanh.messages import Message, message

Mask = NDArray[np.bool_]
ReasonOf = Callable[[int], Message | None]

MASKED = "***"
_LONGEST = 60


class Verdicts:
    """Collects what the checks say. `row_number(i)` is the row of record i in the file.

    `labels` gives the header that a field has in the file.
    """

    def __init__(
        self, records: int, row_number: Callable[[int], int], labels: Mapping[str, str] | None = None
    ) -> None:
        self.decided: NDArray[np.uint8] = np.zeros(records, np.uint8)
        self.warned: Mask = np.zeros(records, np.bool_)
        self.findings: list[Finding] = []
        self._decisions: list[tuple[Check, NDArray[np.int64], str, ReasonOf | None]] = []
        self._row_number = row_number
        self._labels = labels or {}

    @property
    def open(self) -> Mask:
        """Records that no check has decided yet."""
        undecided: Mask = self.decided == 0
        return undecided

    def mark(
        self,
        code: str,
        mask: Mask | pl.Series,
        field: str,
        values: pl.Series | None = None,
        reason: ReasonOf | None = None,
    ) -> None:
        """Says `code` of the open records in `mask`; unless it is a mere warning, that decides them."""
        check = CHECKS[code]
        wanted = mask if isinstance(mask, np.ndarray) else mask.to_numpy()
        if not wanted.any():
            return
        hits = np.flatnonzero(wanted & self.open)
        if not len(hits):
            return
        if check.outcome == "warning":
            self.warned[hits] = True
        else:
            self.decided[hits] = check.number
            self._decisions.append((check, hits, self._labels.get(field, field), reason))
        examples = [
            Example(
                self._row_number(int(i)),
                self._labels.get(field, field),
                show_value(field, None if values is None else values[int(i)]),
                (reason(int(i)) if reason else None) or check.sentence,
            )
            for i in hits[:EXAMPLES]
        ]
        self.add(Finding(check, len(hits), tuple(examples)))

    def add(self, finding: Finding) -> None:
        """Adds a finding, joined with an earlier one of the same check."""
        for position, earlier in enumerate(self.findings):
            if earlier.check is finding.check:
                examples = (earlier.examples + finding.examples)[:EXAMPLES]
                self.findings[position] = Finding(finding.check, earlier.count + finding.count, examples)
                return
        self.findings.append(finding)

    def with_outcome(self, outcome: str) -> Mask:
        """Records that ended in one way."""
        numbers = [check.number for check in CHECKS.values() if check.outcome == outcome]
        return np.isin(self.decided, numbers)

    def refusals(self) -> list[tuple[int, str, Message]]:
        """Record, code and sentence of every refused record, in the order of the file."""
        found = []
        for check, hits, field, reason in self._decisions:
            if check.outcome == "refused":
                for record in hits.tolist():
                    said = (reason(record) if reason else None) or check.sentence
                    found.append((record, check.code, message("{field}: {reason}", field=field, reason=said)))
        return sorted(found, key=lambda entry: entry[0])

    def report(self, unit: str, readings: tuple[Message, ...]) -> ImportReport:
        """The sums over all records."""
        counts = np.zeros(len(CHECKS) + 1, np.int64)
        counts[0] = len(self.decided)
        for check, hits, *_ in self._decisions:
            counts[check.number] += len(hits)
            counts[0] -= len(hits)
        total = {
            outcome: sum(int(counts[c.number]) for c in CHECKS.values() if c.outcome == outcome)
            for outcome in ("refused", "duplicate", "after_as_of", "not_counted")
        }
        return ImportReport(
            unit=unit,
            read=len(self.decided),
            accepted=int(counts[0]),
            warned=int(np.count_nonzero(self.warned & self.open)) if self.findings else 0,
            refused=total["refused"],
            duplicates=total["duplicate"],
            after_as_of=total["after_as_of"],
            not_counted=total["not_counted"],
            findings=in_order(self.findings),
            readings=readings,
        )


def show_value(field: str, value: object) -> str:
    """A value as it may stand in a message: personal data masked, one line, not too long."""
    if value is None:
        return ""
    if is_personal(field):
        return MASKED
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
