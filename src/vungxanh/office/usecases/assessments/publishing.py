"""Publishing an approved assessment as a signed snapshot; killed at any moment, the old site stays whole.

    HOME/site/000012     the snapshot of assessment 12, built beside its place and renamed there
    HOME/site/current    a link to the published one, replaced in one step
    HOME/keys            the signing key, outside of everything that is published

The link is switched before the record says "published": whoever repeats after a crash finds the snapshot,
and goes on where it ended.
"""

import shutil
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.models import Assessment
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.assessments.alive import held
from vungxanh.office.usecases.assessments.places import result_of
from vungxanh.office.usecases.assessments.states import check_move, locked, must_everywhere
from vungxanh.publishing import new_key, publish

KEY = "signing.pem"
Period = tuple[date, date]


class PublishingNow(VungXanhError):
    """Another process publishes at this moment."""


def publish_assessment(
    *, by: Actor, as_of: datetime, assessment_id: int, campaign: Period | None = None
) -> Assessment:
    """Publish; the chain goes on from the snapshot that is current. Raises WrongState, GoesBack and others.

    `campaign` is the period of the league table; by default the one of the publication before.
    """
    must_everywhere(by, "assessment.publish")
    with held(site_folder() / ".lock") as ours:
        if not ours:
            raise PublishingNow(message("Something is being published at this moment. Wait a little."))
        assessment = _asked(assessment_id)
        check_move(assessment, "published")
        period = campaign or _campaign_before()
        snapshot = _built(assessment, as_of, period)
        _switch(snapshot)
        with act(by=by, at=as_of, action="assessment.publish") as entry:
            assessment = locked(assessment_id)
            check_move(assessment, "published")
            told = {
                "status": "published",
                "published_by_id": by.user_id,
                "published_at": as_of,
                "snapshot": snapshot.name,
                "info": {**assessment.info, "campaign": _written(period)},
            }
            return update(assessment, told, entry=entry)


def site_folder() -> Path:
    """Where snapshots stand."""
    return Path(settings.HOME) / "site"


def current_site() -> Path | None:
    """The snapshot that the public sees; None before the first."""
    link = site_folder() / "current"
    return link.resolve() if link.exists() else None


def signing_key() -> Path:
    """The office's signing key, made when there is none; readable by its owner only."""
    file = Path(settings.HOME) / "keys" / KEY
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.parent.chmod(0o700)
        new_key(file)
    return file


def _asked(assessment_id: int) -> Assessment:
    with transaction.atomic():
        return locked(assessment_id)


def _built(assessment: Assessment, now: datetime, period: Period | None) -> Path:
    """The snapshot's folder, made unless a killed process has made it whole already."""
    out = site_folder() / f"{assessment.number:06d}"
    previous = current_site()
    if previous == out.resolve() and out.is_dir():
        return out
    # Built by a process that died before the switch: it may continue an older chain, so it is made again.
    shutil.rmtree(out, ignore_errors=True)
    publish(
        result_of(assessment),
        out,
        previous=previous,
        key=signing_key(),
        now=now,
        league_period=period,
    )
    return out


def _switch(snapshot: Path) -> None:
    """Point `current` at the snapshot, in one rename."""
    fresh = site_folder() / ".current"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(snapshot.name, target_is_directory=True)
    fresh.replace(site_folder() / "current")


def _campaign_before() -> Period | None:
    last = Assessment.objects.filter(status="published").order_by("-published_at").first()
    days = None if last is None else last.info.get("campaign")
    return None if not days else (date.fromisoformat(days[0]), date.fromisoformat(days[1]))


def _written(period: Period | None) -> list[str] | None:
    return None if period is None else [day.isoformat() for day in period]
