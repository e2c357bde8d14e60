"""People: who they are and where they live, once, however many records tell of them."""

from django.db import models

from vungxanh.office.records.models.fields import (
    Kept,
    Sourced,
    day,
    history,
    link,
    long_text,
    maybe,
    number,
    path,
    text,
)


class Person(Kept, Sourced):
    """A person. `name_key` and `phone_key` are folded for search and blocking.

    The fields are those of Form 01 of Decision 97/QĐ-PB (30/6/2026). A merged person stays, pointing to
    the one that was kept.
    """

    code = models.CharField(max_length=20, unique=True)
    full_name = models.CharField(max_length=120)
    name_key = text(120)
    birth_date = day()
    birth_year = number()
    sex = text(8)
    national_id = text(20)
    ethnicity = text(40)
    nationality = text(40)
    occupation = text(80)
    workplace = text(120)
    phone = text(20)
    phone_key = text(20)
    other_phones = text(80)
    area = link("records.Area")
    area_path = path()
    group_name = text(40)
    house = text(80)
    street = text(120)
    vaccinated = text(8)
    vaccine_doses = number()
    note = long_text()
    merged_into = maybe("records.Person", "merged_from")

    history = history()

    class Meta:
        indexes = (
            models.Index(fields=("area_path", "id"), name="person_area"),
            models.Index(fields=("name_key", "birth_year"), name="person_name"),
            models.Index(fields=("phone_key",), name="person_phone"),
            models.Index(fields=("national_id",), name="person_national_id"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source_system", "source_id"),
                condition=~models.Q(source_id=""),
                name="person_source_once",
            ),
        )

    def __str__(self) -> str:
        return self.full_name
