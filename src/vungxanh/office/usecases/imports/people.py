"""People of imported rows: their columns, and what a row tells of a person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vungxanh.office.records.folding import name_key, phone_key
from vungxanh.office.records.models import Area
from vungxanh.office.usecases.imports.cells import Cells, birth_years, year_of_birth

TEXTS = {
    "full_name": 120, "given_name": 60, "national_id": 20, "ethnicity": 40, "nationality": 40,
    "occupation": 80, "workplace": 120, "phone": 20, "address": 120, "house_number": 80,
    "street": 120, "group": 40,
}  # fmt: skip
RENAMED = {"house_number": "house", "group": "group_name"}
PLAIN = ("full_name", "sex", "national_id", "ethnicity", "nationality", "occupation", "workplace", "phone",
         "house_number", "street", "birth_date", "vaccinated", "vaccine_doses")  # fmt: skip


def read_people(cells: Cells) -> None:
    """Type the columns that tell of a person."""
    for field, length in TEXTS.items():
        cells.text(field, length)
    cells.whole("birth_year")
    cells.whole("age")
    cells.whole("vaccine_doses")
    cells.choice("sex", "sex", strict=False)
    cells.choice("vaccinated", "known", strict=False)
    _births(cells)


def _births(cells: Cells) -> None:
    """A date of birth is often only a year: that is no fault."""
    column = cells.source.column("birth_date")
    if column is None:
        return
    years = birth_years(column)
    cells.days(("birth_date",))
    cells.faults = [f for f in cells.faults if f.field != "birth_date" or f.record not in years]
    given = cells.columns.setdefault("birth_year", [None] * column.len())
    for record, year in years.items():
        given[record] = year
        cells.columns["birth_date"][record] = None


def person_values(values: Mapping[str, Any], area: Area, day: date) -> dict[str, Any]:
    """The fields of a person that a row fills in, with the folded keys that follow from them."""
    told = {RENAMED.get(name, name): values[name] for name in PLAIN if name in values}
    if "given_name" in values:
        told["full_name"] = f"{values.get('full_name', '')} {values['given_name']}".strip()
    if "address" in values and "street" not in told:
        told["street"] = values["address"]
    if "group" in values and area.level != "group":
        told["group_name"] = values["group"]
    if "birth_date" in told:
        told["birth_year"] = told["birth_date"].year
    elif year := year_of_birth(values, day):
        told["birth_year"] = year
    if "full_name" in told:
        told["name_key"] = name_key(told["full_name"])
    if "phone" in told:
        told["phone_key"] = phone_key(told["phone"])
    if "national_id" in told:
        told["national_id"] = "".join(told["national_id"].split())
    return {**told, "area_id": area.pk, "area_path": area.path}


def identity(values: Mapping[str, Any]) -> list[str]:
    """What tells one person of a list from another, for rows without an identifier."""
    return [
        name_key(f"{values.get('full_name', '')} {values.get('given_name', '')}"),
        *(str(values.get(name, "")) for name in ("birth_date", "birth_year", "age", "national_id")),
        phone_key(values.get("phone", "")),
    ]
