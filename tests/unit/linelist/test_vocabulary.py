"""The vocabulary: every field complete, no header that stands for two fields of one table."""

import pytest

from vungxanh.linelist import vocabulary
from vungxanh.linelist.vocabulary import Kind, fields_by_key
from vungxanh.tables import header_key

FORM_01 = [
    "full_name",
    "national_id",
    "birth_date",
    "sex",
    "ethnicity",
    "nationality",
    "occupation",
    "phone",
    "house_number",
    "street",
    "group",
    "ward",
    "vaccinated",
    "vaccine_doses",
    "classification",
    "onset_date",
    "sampled",
    "test_kind",
    "test_result",
    "care",
    "admission_date",
    "discharge_date",
    "transfer_date",
    "death_date",
    "outcome",
    "history",
    "reporter",
    "reporting_unit",
    "outbreak",
]


@pytest.mark.parametrize("kind", ["case", "contact", "counts"])
def test_a_header_stands_for_one_field(kind: Kind) -> None:
    assert {key: names for key, names in fields_by_key(kind).items() if len(names) > 1} == {}


def test_aliases_are_written_as_headers_are_compared() -> None:
    wrong = [
        alias for field in vocabulary().values() for alias in field.aliases if header_key(alias) != alias
    ]
    assert wrong == []


def test_form_01_of_decision_97_is_covered() -> None:
    assert set(FORM_01) <= set(vocabulary())


def test_names_of_persons_are_personal_and_places_are_not() -> None:
    fields = vocabulary()
    assert all(
        fields[name].personal for name in ("full_name", "phone", "national_id", "address", "birth_date")
    )
    assert not any(fields[name].personal for name in ("ward", "report_date", "classification"))
