"""Lists of cases (F0): columns, checks, and cases with their people made of the rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from vungxanh.linelist import Field, vocabulary
from vungxanh.linelist.days import find_days, judge_days
from vungxanh.linelist.headers import DAYS
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import message
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Area
from vungxanh.office.usecases.imports.case_records import apply_cases
from vungxanh.office.usecases.imports.cells import Cells
from vungxanh.office.usecases.imports.keys import refused, row_key, settle
from vungxanh.office.usecases.imports.kind import Applied, Checked, Fault, Row, Sheet
from vungxanh.office.usecases.imports.people import identity, person_values, read_people
from vungxanh.office.usecases.imports.places import PLACE_FIELDS, read_areas
from vungxanh.response.case_checks import check_case, check_person

OTHER_DAYS = ("admission_date", "discharge_date", "death_date")
TEXTS = {
    "case_id": 40, "facility": 120, "history": 4000, "reporter": 120, "reporting_unit": 120,
    "source_case": 40, "test_kind": 20,
}  # fmt: skip
CASE = ("classification", "outcome", "onset_date", "sample_date", "result_date", "source_known", "sampled",
        "test_kind", "test_result", "care", "facility", "admission_date", "discharge_date", "reporter",
        "reporting_unit")  # fmt: skip
CLASSES = {"not_a_case": "discarded", "unclassified": "suspected"}
"""What the pipeline calls otherwise. A case that nobody has classified stays a suspicion."""

GIVEN_NAME = Field(
    name="given_name", of=("case", "contact"), type="text", personal=True, vi="Tên (khi họ và tên ở hai cột)",
    en="Given name (where the name has two columns)", aliases=("ten goi", "first name", "given name"),
)  # fmt: skip
UNUSED = ("email", "disease", "community", "imported", "outbreak", "ct", "transfer_date", "cases")


class CaseKind:
    """Cases with their people."""

    name = "cases"
    words = message("Cases (F0)")
    permission = "cases.change"
    fields = (
        *(f for f in vocabulary().values() if "case" in f.of and f.name not in UNUSED),
        GIVEN_NAME,
    )
    needed = (("full_name",), PLACE_FIELDS, DAYS)

    def check(self, sheet: Sheet) -> Checked:
        """Type every column once, then judge row by row in memory."""
        cells = Cells(sheet.source)
        _read(cells, sheet)
        areas = read_areas(sheet, cells, self.permission)
        checked = Checked(remarks=cells.remarks)
        rows: dict[int, dict[str, Any]] = {}
        broken = refused(cells.faults)
        for record, area in enumerate(areas):
            if area is not None and record not in broken:
                rows[record] = _values(cells.row(record), area, sheet.today)
                _judge(record, rows[record], sheet.today, checked, cells)
        checked.faults += cells.faults
        settle(
            len(areas),
            refused(checked.faults) | {r for r, area in enumerate(areas) if area is None},
            lambda record: _row(rows[record], areas[record]),
            checked,
            "case_id",
        )
        return checked

    def apply(self, rows: Sequence[Row], sheet: Sheet, entry: Entry) -> Applied:
        """Cases and people of some rows."""
        return apply_cases(rows, sheet, entry)


def _read(cells: Cells, sheet: Sheet) -> None:
    source = sheet.source
    read_people(cells)
    for field, length in TEXTS.items():
        cells.text(field, length)
    cells.choice("classification", "classification", strict=True)
    cells.choice("where_found", "where_found", strict=True)
    cells.choice("outcome", "outcome", strict=True)
    cells.choice("test_result", "test_result", strict=True)
    cells.choice("source_known", "known", strict=False)
    cells.choice("sampled", "known", strict=False)
    cells.choice("care", "care", strict=False)
    cells.days(OTHER_DAYS)
    verdicts = Verdicts(source.frame.height, source.row_number, source.columns.of)
    days = find_days(source, ("report", "result", "sample", "onset"))
    judge_days(source, days, sheet.today, verdicts)
    cells.take(verdicts)
    for field, dates in days.columns.items():
        cells.columns[field] = dates.values.to_list()
    cells.columns["first_day"] = days.known.to_list()
    unreadable = [(f, d.unreadable) for f, d in days.columns.items() if d.unreadable.any()]
    for field, mask in unreadable:
        known = refused(cells.faults)
        for record in mask.arg_true().to_list():
            if record not in known:
                cells.faults.append(Fault(record, field, cells.shown(field, record), UNREADABLE))


UNREADABLE = message("this is not a date that can be read (no date is guessed)")


def _values(cells: Mapping[str, Any], area: Area, today: date) -> dict[str, Any]:
    """A row as {"person": ..., "case": ..., and what belongs to neither}."""
    report = cells.get("report_date") or cells.get("first_day") or today
    case = {name: cells[name] for name in CASE if name in cells}
    case["report_date"] = report
    if "classification" in case:
        case["classification"] = CLASSES.get(case["classification"], case["classification"])
    if "where_found" in cells:
        case["found_in"] = cells["where_found"]
    if "history" in cells:
        case["epi_history"] = cells["history"]
    if "death_date" in cells:
        case |= {"outcome": "died", "outcome_date": cells["death_date"]}
    elif case.get("outcome") == "recovered" and "discharge_date" in cells:
        case["outcome_date"] = cells["discharge_date"]
    person = person_values(cells, area, report)
    return {
        "case_id": cells.get("case_id"),
        "source_case": cells.get("source_case"),
        "person": person,
        "case": {
            **case,
            "area_id": area.pk,
            "area_path": area.path,
            "group_name": person.get("group_name", ""),
        },
        "identity": identity(cells),
    }


def _row(values: Mapping[str, Any], area: Area | None) -> tuple[str, Area, Mapping[str, Any]]:
    assert area is not None
    told = [*values["identity"], settings.DISEASE, str(values["case"]["report_date"]), area.path]
    return row_key(values["case_id"], told), area, values


def _judge(record: int, values: Mapping[str, Any], today: date, checked: Checked, cells: Cells) -> None:
    """The checks that forms make too."""
    case = {"outcome": "pending", **values["case"]}
    for finding in (*check_case(case, today), *check_person(values["person"], today)):
        field = finding.field
        fault = Fault(record, field, cells.shown(field, record), finding.said)
        (checked.faults if finding.refused else checked.remarks).append(fault)


CASES = CaseKind()
