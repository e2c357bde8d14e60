"""Lists of contacts (F1, F2): columns, checks, and edges with their people made of the rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from vungxanh.linelist import vocabulary
from vungxanh.messages import message
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Area
from vungxanh.office.usecases.imports.cases import GIVEN_NAME
from vungxanh.office.usecases.imports.cells import Cells
from vungxanh.office.usecases.imports.contact_records import apply_contacts
from vungxanh.office.usecases.imports.keys import refused, row_key, settle
from vungxanh.office.usecases.imports.kind import Applied, Checked, Fault, Row, Sheet
from vungxanh.office.usecases.imports.people import identity, person_values, read_people
from vungxanh.office.usecases.imports.places import PLACE_FIELDS, read_areas
from vungxanh.response.case_checks import check_person

DAYS = ("first_contact_date", "last_contact_date")
UNUSED = ("email", "quarantine_from", "quarantine_to", "quarantine_place")
AHEAD = message("This day is still to come.")
REVERSED = message("The last exposure is before the first.")
NOBODY = message("the row does not say whose contact this is")


class ContactKind:
    """Contacts of cases that are there already."""

    name = "contacts"
    words = message("Contacts (F1, F2)")
    permission = "contacts.change"
    fields = (
        *(f for f in vocabulary().values() if "contact" in f.of and f.name not in UNUSED),
        GIVEN_NAME,
    )
    needed = (("full_name",), PLACE_FIELDS, ("contact_of",))

    def check(self, sheet: Sheet) -> Checked:
        """Type every column once, then judge row by row in memory."""
        cells = Cells(sheet.source)
        read_people(cells)
        cells.text("contact_id", 40)
        cells.text("contact_of", 40)
        cells.choice("contact_level", "degree", strict=True)
        cells.days(DAYS)
        areas = read_areas(sheet, cells, self.permission)
        checked = Checked(faults=cells.faults, remarks=cells.remarks)
        broken = refused(cells.faults)
        rows: dict[int, dict[str, Any]] = {}
        for record, area in enumerate(areas):
            if area is not None and record not in broken:
                rows[record] = _values(cells.row(record), area, sheet)
                checked.faults += _faults(record, rows[record], sheet, cells)
        settle(
            len(areas),
            refused(checked.faults) | {r for r, area in enumerate(areas) if area is None},
            lambda record: _row(rows[record], areas[record]),
            checked,
            "contact_id",
        )
        return checked

    def apply(self, rows: Sequence[Row], sheet: Sheet, entry: Entry) -> Applied:
        """Contacts and people of some rows."""
        return apply_contacts(rows, sheet, entry)


def _values(cells: Mapping[str, Any], area: Area, sheet: Sheet) -> dict[str, Any]:
    """A row as {"person": ..., "contact": ..., and whose contact it is}."""
    first = cells.get("first_contact_date") or cells.get("last_contact_date")
    last = cells.get("last_contact_date") or first
    exposure = {"first_exposure": first, "last_exposure": last} if first else {}
    return {
        "contact_id": cells.get("contact_id"),
        "contact_of": cells.get("contact_of", ""),
        "degree": int(cells.get("contact_level", "1")),
        "person": person_values(cells, area, last or sheet.today),
        "contact": {**exposure, "area_id": area.pk, "area_path": area.path},
        "identity": identity(cells),
    }


def _row(values: Mapping[str, Any], area: Area | None) -> tuple[str, Area, Mapping[str, Any]]:
    assert area is not None
    return row_key(values["contact_id"], [*values["identity"], values["contact_of"], area.path]), area, values


def _faults(record: int, values: Mapping[str, Any], sheet: Sheet, cells: Cells) -> list[Fault]:
    contact = values["contact"]
    last, first = contact.get("last_exposure"), contact.get("first_exposure")
    said = []
    if not values["contact_of"]:
        said.append(("contact_of", NOBODY))
    if last and max(first, last) > sheet.today:
        said.append(("last_contact_date", AHEAD))
    if last and last < first:
        said.append(("last_contact_date", REVERSED))
    said += [(f.field, f.said) for f in check_person(values["person"], sheet.today) if f.refused]
    return [Fault(record, field, cells.shown(field, record), reason) for field, reason in said]


CONTACTS = ContactKind()
