"""Lists of results from laboratories: each row is a tube that is known, and what was found in it.

Nothing is made from these rows and nothing is overwritten: an unknown tube, or a result that contradicts
the one that is stored, is refused with its reason and corrected by hand.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vungxanh.linelist import Field, vocabulary
from vungxanh.messages import Message, VungXanhError, message
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Sample
from vungxanh.office.records.queries.samples import samples_for
from vungxanh.office.usecases.imports.kind import Applied, Checked, Fault, Row, Sheet
from vungxanh.office.usecases.imports.lab_words import (
    headers,
    method_word,
    read_ct,
    read_moment,
    result_word,
)
from vungxanh.office.usecases.results import GivenResult, checked, enter_results, may_enter
from vungxanh.response.pool import FINAL

OURS = ("sample_id", "test_result", "ct", "test_kind", "laboratory")
CHUNK = 2_000

UNKNOWN = message("no tube with this code was taken in your areas")
NO_CODE = message("the code of the tube is missing")
STRANGE = message("this is not understood")
NOT_YOURS = message("your roles do not enter results here")
TWICE = message("the file has two different results for this tube")


def _fields() -> tuple[Field, ...]:
    more = headers()
    known = vocabulary()
    shared = [known[n].model_copy(update={"aliases": known[n].aliases + more.get(n, ())}) for n in OURS]
    moments = (
        ("received_at", "Ngày giờ nhận mẫu", "When the laboratory received it"),
        ("resulted_at", "Ngày giờ có kết quả", "When the result was there"),
    )
    return (
        *shared,
        *(
            Field(name=n, of=("sample",), type="text", personal=False, vi=vi, en=en, aliases=more[n])
            for n, vi, en in moments
        ),
    )


class ResultsKind:
    """Results of tubes."""

    name = "results"
    words = message("Test results (laboratory)")
    permission = "results.change"
    fields = _fields()
    needed = (("sample_id",), ("test_result",))

    def check(self, sheet: Sheet) -> Checked:
        """Type every row, and compare it with its tube; two thousand tubes a query."""
        found = Checked()
        texts = {name: _texts(sheet, name) for name in self.known_names()}
        tubes = _tubes([code.upper() for code in texts["sample_id"] if code], sheet)
        seen: dict[str, dict[str, Any]] = {}
        for record, code in enumerate(texts["sample_id"]):
            row = {name: cells[record] for name, cells in texts.items() if cells}
            tube = tubes.get(code.upper())
            fault = _judged(record, code, row, tube, sheet)
            if isinstance(fault, Fault):
                found.faults.append(fault)
                continue
            assert tube is not None
            before = seen.setdefault(tube.code, fault)
            if before is fault:
                found.rows.append(Row(record, f"id {tube.code}", tube.area, fault))
            elif before == fault:
                found.duplicates.append(record)
            else:
                found.faults.append(Fault(record, "test_result", row["test_result"], TWICE))
        return found

    def known_names(self) -> tuple[str, ...]:
        """Names of the fields, in their order."""
        return tuple(field.name for field in self.fields)

    def apply(self, rows: Sequence[Row], sheet: Sheet, entry: Entry) -> Applied:
        """Store the results of some rows; what has changed since the check is looked at again."""
        done = Applied()
        tubes = _tubes([row.key.removeprefix("id ") for row in rows], sheet)
        given: dict[int, GivenResult] = {}
        for row in rows:
            tube = tubes.get(row.key.removeprefix("id "))
            values = GivenResult(**row.values)
            fault = _compared(row.record, tube, values, sheet)
            if fault is not None or tube is None:
                done.outcomes.append(fault or Fault(row.record, "sample_id", row.key, UNKNOWN))
                continue
            new = checked(tube, values, sheet.as_of)
            same = all(getattr(tube, name) == value for name, value in new.items())
            done.outcomes.append("unchanged" if same else "updated")
            given[tube.pk] = values
        tubes_given = [tube for tube in tubes.values() if tube.pk in given]
        enter_results(given, tubes_given, as_of=sheet.as_of, entry=entry)
        return done


RESULTS = ResultsKind()


def _texts(sheet: Sheet, name: str) -> list[str]:
    column = sheet.source.column(name)
    if column is None:
        return []
    return ["" if value is None else str(value).strip() for value in column.to_list()]


def _tubes(codes: Sequence[str], sheet: Sheet) -> dict[str, Sample]:
    """The tubes with these codes that the importing person may know of."""
    found: dict[str, Sample] = {}
    for start in range(0, len(codes), CHUNK):
        part = samples_for(sheet.by.scope).filter(code__in=set(codes[start : start + CHUNK]))
        found.update({tube.code: tube for tube in part})
    return found


def _judged(
    record: int, code: str, row: dict[str, str], tube: Sample | None, sheet: Sheet
) -> Fault | dict[str, Any]:
    """The values of a row, or why it is refused."""
    if not code:
        return Fault(record, "sample_id", "", NO_CODE)
    if tube is None:
        return Fault(record, "sample_id", code, UNKNOWN)
    if not may_enter(sheet.by, tube):
        return Fault(record, "sample_id", code, NOT_YOURS)
    values = _typed(record, row, tube, sheet.as_of)
    if isinstance(values, Fault):
        return values
    return _compared(record, tube, GivenResult(**values), sheet) or values


def _typed(record: int, row: dict[str, str], tube: Sample, as_of: datetime) -> Fault | dict[str, Any]:
    """Our words for what stands there; a blank result leaves the one that is stored."""
    readers: dict[str, tuple[str, Any]] = {
        "test_result": ("result", result_word),
        "test_kind": ("method", method_word),
        "ct": ("ct", read_ct),
        "received_at": ("received_at", lambda text: read_moment(text, as_of)),
        "resulted_at": ("resulted_at", lambda text: read_moment(text, as_of)),
    }
    values: dict[str, Any] = {"result": tube.result, "lab": row.get("laboratory", "")[:120]}
    for field, (name, read) in readers.items():
        text = row.get(field, "")
        if text and not (field == "ct" and text in {"-", "N/A", "NA", "n/a"}):
            value = read(text)
            if value is None:
                return Fault(record, field, text[:60], STRANGE)
            values[name] = value
    return values


def _compared(record: int, tube: Sample | None, given: GivenResult, sheet: Sheet) -> Fault | None:
    """Why a result does not fit its tube; None where it does."""
    if tube is None:
        return None
    if tube.result in FINAL and given.result != tube.result:
        return Fault(record, "test_result", given.result, _conflict(tube.result))
    if tube.result in FINAL and None not in (tube.ct, given.ct) and tube.ct != given.ct:
        return Fault(record, "ct", str(given.ct), message("Ct {ct} is stored already", ct=tube.ct))
    try:
        checked(tube, given, sheet.as_of)
    except VungXanhError as error:
        return Fault(record, "test_result", given.result, error.message)
    return None


def _conflict(stored: str) -> Message:
    if stored == "positive":
        return message("a positive result is stored already; correct it on the page of the tube")
    return message("a negative result is stored already; correct it on the page of the tube")
