"""Accounts of the demo: one for each role, with a printed password. Never made in a real office."""

from dataclasses import dataclass
from datetime import date, datetime

from vungxanh.office.access import Actor
from vungxanh.office.records.models import Area, Grant, User
from vungxanh.office.records.store import act, insert

SINCE = date(2021, 1, 1)
PASSWORD = "vung xanh mo phong"


@dataclass(frozen=True)
class DemoAccount:
    """Who can sign in to the demo."""

    email: str
    role: str
    area: str
    password: str = PASSWORD


def demo_accounts(*, by: Actor, as_of: datetime) -> list[DemoAccount]:
    """One account for each role; an account that is there stays."""
    district = Area.objects.filter(parent=None).order_by("path")[0]
    ward = Area.objects.filter(level="ward").order_by("path")[4]
    quarter = Area.objects.filter(level="quarter", parent=ward).order_by("path")[0]
    wanted = {
        "steering": district,
        "epidemiologist": district,
        "ward_officer": ward,
        "quarter_head": quarter,
        "lab": district,
        "auditor": district,
        "administrator": district,
    }
    made = []
    with act(by=by, at=as_of, action="account.demo") as entry:
        for role, area in wanted.items():
            email = f"{role.replace('_', '-')}@demo.example"
            made.append(DemoAccount(email, role, area.name))
            if User.objects.filter(email=email).exists():
                continue
            user = User(username=email, email=email, full_name=f"Demo: {role.replace('_', ' ')}")
            user.set_password(PASSWORD)
            insert(user, entry=entry)
            grant = Grant(
                user=user, role=role, area=area, area_path=area.path, valid_from=SINCE, granted_at=as_of
            )
            insert(grant, entry=entry)
    return made
