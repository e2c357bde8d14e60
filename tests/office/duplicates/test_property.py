"""Whatever two people say and hold: merged and taken back, everything is as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office.conftest import NOW, SYSTEM, TODAY
from tests.office.duplicates.test_merge import stored
from vungxanh.office.records.models import Area, Case, Contact, Isolation, Person, Sample
from vungxanh.office.records.store import act, insert
from vungxanh.office.usecases.merges import merge_people, undo_merge
from vungxanh.office.usecases.merges.filling import groups

TEXTS = st.sampled_from(["", "a", "Mô Phỏng", "Mô Phỏng Hai"])
DAYS = st.one_of(st.none(), st.sampled_from([date(1980, 1, 1), date(1980, 5, 7), date(1999, 12, 31)]))
PERSON = st.fixed_dictionaries(
    {"full_name": st.sampled_from(["Mô Phỏng", "Mo Phong", "Mô Phỏng Ba"])}
    | {"birth_date": DAYS, "birth_year": st.sampled_from([None, 1980, 1999])}
    | {"vaccine_doses": st.sampled_from([None, 0, 2])}
    | {"sex": st.sampled_from(["", "female", "male"]), "national_id": st.sampled_from(["", "079180000001"])}
    | dict.fromkeys(("phone", "other_phones", "occupation", "house", "street", "note"), TEXTS)
)
HOLDS = st.lists(st.sampled_from(["case", "late case", "contact", "sample", "isolation"]), max_size=4)
CHOICES = st.dictionaries(
    st.sampled_from([group.id for group in groups()]), st.sampled_from(["kept", "gone"]), max_size=4
)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Each example begins with the same records."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def person(number: int, area: Area, values: dict[str, Any], holds: list[str], entry: Any) -> Person:
    made = insert(Person(code=f"N{number}", area=area, area_path=area.path, **values), entry=entry)
    place = {"area": area, "area_path": area.path, "person": made}
    for k, kind in enumerate(holds):
        code = f"{kind[:2]}-{number}-{k}"
        match kind:
            case "contact":
                insert(
                    Contact(
                        code=code, degree=1, listed_at=NOW, status="listed", last_exposure=TODAY, **place
                    ),
                    entry=entry,
                )
            case "sample":
                tube = {"method": "rt-pcr", "taken_on": TODAY, "result": "pending"}
                insert(Sample(code=code, **tube, **place), entry=entry)
            case "isolation":
                begins = TODAY - timedelta(2)
                days = {"counted_from": begins, "begins": begins, "ends": TODAY + timedelta(5)}
                insert(
                    Isolation(code=code, place="home", status="active", home_path=area.path, **days, **place),
                    entry=entry,
                )
            case _:
                day = TODAY + timedelta(200 if kind == "late case" else 0)
                states = {"classification": "confirmed", "status": "notified", "outcome": "pending"}
                states |= {"found_in": "community"}
                insert(Case(code=code, disease="covid19", report_date=day, **states, **place), entry=entry)
    return made


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PERSON, PERSON, HOLDS, HOLDS, CHOICES, st.booleans(), st.sampled_from(["one", "two"]))
def test_merge_and_undo_leave_nothing(
    wards: list[Area],
    one: dict[str, Any],
    other: dict[str, Any],
    held: list[str],
    holds: list[str],
    chosen: dict[str, str],
    near: bool,
    cases: str,
) -> None:
    with rolled_back():
        with act(by=SYSTEM, at=NOW, action="person.create") as entry:
            kept = person(1, wards[0], one, held, entry)
            gone = person(2, wards[0 if near else 1], other, holds, entry)
        before = stored()
        merge = merge_people(
            by=SYSTEM, as_of=NOW + timedelta(1), kept=kept, gone=gone, chosen=chosen, cases=cases
        )
        assert Person.objects.get(pk=gone.pk).merged_into_id == kept.pk
        assert undo_merge(by=SYSTEM, as_of=NOW + timedelta(2), merge_id=merge.pk) == []
        assert stored() == before
