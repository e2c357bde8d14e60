"""Setting up an office: tables, areas, the first administrator. Running it again adds what is missing."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.queries.areas import top_areas
from vungxanh.office.usecases.areas import load_areas
from vungxanh.office.usecases.invitations import invite
from vungxanh.territory import read_any_territory


class NoAreas(VungXanhError):
    """An office without areas cannot hold anything."""


@dataclass(frozen=True)
class SetUp:
    """What was done. `link` is the first administrator's, shown this once."""

    areas: int
    link: str | None


def set_up(*, areas: str, on: date | None, administrator: str | None, as_of: datetime) -> SetUp:
    """Tables, then areas valid `on` a day, then an invitation for an administrator of everything."""
    for folder in (settings.FILES, settings.ASSESSMENTS, settings.HOME / "keys"):
        Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", interactive=False, verbosity=0)
    by = Actor.machine("set-up")
    where = Path(areas) if Path(areas).exists() or Path(areas).suffix else areas
    added = load_areas(read_any_territory(where, on=on), by=by, as_of=as_of)
    top = list(top_areas())
    if not top:
        raise NoAreas(message("{areas} has no areas.", areas=areas))
    link = None
    if administrator is not None:
        _, secret = invite(
            by=by,
            as_of=as_of,
            email=administrator,
            full_name=administrator,
            role="administrator",
            area=top[0],
        )
        link = f"/invitation/{secret}/"
    return SetUp(added, link)
