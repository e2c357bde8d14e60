"""The demo's office: the simulated outbreak in its records, one assessment published, one to be approved."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management import call_command

from vungxanh.demo import Simulated
from vungxanh.messages import Message, message
from vungxanh.office.access import Actor, Scope
from vungxanh.office.records.queries.users import user_named
from vungxanh.office.usecases.areas import load_areas
from vungxanh.office.usecases.assessments import approve_assessment, assess_records, publish_assessment
from vungxanh.office.usecases.simulated import DemoAccount, demo_accounts, fill_office
from vungxanh.territory import read_any_territory


def demonstrate(
    simulated: Simulated, *, as_of: datetime, earlier: timedelta, progress: Callable[[Message], None]
) -> list[DemoAccount]:
    """Fill an empty office. The epidemiologist assesses; the steering committee approved a week ago."""
    machine = Actor.machine("demo")
    call_command("migrate", interactive=False, verbosity=0)
    load_areas(read_any_territory("district6-2021"), by=machine, as_of=as_of - timedelta(days=90))
    accounts = demo_accounts(by=machine, as_of=as_of - timedelta(days=90))
    fill_office(simulated, progress=progress)
    epidemiologist, steering = _actor(accounts, "epidemiologist"), _actor(accounts, "steering")
    progress(message("The office assesses the day of a week ago"))
    before = as_of - earlier
    made = assess_records(by=epidemiologist, as_of=before.date(), known_at=before)
    approve_assessment(by=steering, as_of=before, assessment_id=made.pk)
    publish_assessment(by=steering, as_of=before, assessment_id=made.pk)
    progress(message("The office assesses today"))
    assess_records(by=epidemiologist, as_of=as_of.date(), known_at=as_of)
    return accounts


def _actor(accounts: list[DemoAccount], role: str) -> Actor:
    email = next(account.email for account in accounts if account.role == role)
    user = user_named(email)
    held = [(grant.role, grant.area_path) for grant in user.grants.all()]
    return Actor(user.pk, user.full_name, Scope.of(held), via="command")
