"""Centres: adding and changing them, and giving their places without giving one twice."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Area, Centre
from vungxanh.office.records.queries.centres import centres_for, taken
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.store import act, insert, update


class CentreFull(VungXanhError):
    """No place is free there."""


class CentreClosed(VungXanhError):
    """The centre takes nobody any more."""


@dataclass(frozen=True)
class CentreValues:
    """What a centre is."""

    name: str
    area: Area
    capacity: int
    kind: str = "centre"
    address: str = ""
    closed_on: date | None = None

    def fields(self) -> dict[str, Any]:
        """As fields of the record."""
        return {**vars(self), "area_path": self.area.path}


def add_centre(*, by: Actor, as_of: datetime, values: CentreValues) -> Centre:
    """A new centre in an area that the person keeps."""
    by.must("isolation.change", values.area.path)
    with act(by=by, at=as_of, action="centre.add") as entry:
        return insert(Centre(code=next_codes("centre")[0], **values.fields()), entry=entry)


def change_centre(
    *, by: Actor, as_of: datetime, centre_id: int, values: CentreValues, version: int | None = None
) -> Centre:
    """Change a centre; where it had been and where it is now must both be the person's."""
    centre = record_or_not_found(centres_for(by.scope), pk=centre_id)
    by.must("isolation.change", centre.area_path)
    by.must("isolation.change", values.area.path)
    with act(by=by, at=as_of, action="centre.change") as entry:
        return update(centre, values.fields(), entry=entry, version=version)


def take_place(centre: Centre, day: date) -> None:
    """Hold the centre until the end of the transaction, and make sure that a place is free.

    Whoever comes second waits for the first, then counts again: the last place is given once.
    Raises CentreFull, CentreClosed.
    """
    held = Centre.objects.select_for_update().get(pk=centre.pk)
    if held.closed_on is not None and held.closed_on <= day:
        raise CentreClosed(message("{centre} is closed since {day}.", centre=held.name, day=held.closed_on))
    if taken([held.pk]).get(held.pk, 0) >= held.capacity:
        raise CentreFull(
            message("{centre} is full: {capacity} places.", centre=held.name, capacity=held.capacity)
        )
