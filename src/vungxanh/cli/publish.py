"""`vungxanh publish DIR --out SITE`."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import AsJson, Assessed
from vungxanh.cli.output import working
from vungxanh.messages import message


def publish_site(
    folder: Assessed,
    /,
    *,
    out: Annotated[Path, Parameter(help=_("New folder for the snapshot"))],
    previous: Annotated[Path | None, Parameter(help=_("The snapshot published before this one"))] = None,
    key: Annotated[Path | None, Parameter(help=_("File of the signing key"))] = None,
    league_from: Annotated[date | None, Parameter(help=_("First day of the campaign"))] = None,
    league_to: Annotated[date | None, Parameter(help=_("Last day of the campaign"))] = None,
    as_json: AsJson = False,
) -> None:
    """Write a snapshot: site, data, manifest, signature."""
    from vungxanh.publishing import publish

    period = (league_from, league_to) if league_from and league_to else None
    with working(message("Writing the pages")) as steps:
        steps.next()
        snapshot = publish(
            folder, out, previous=previous, key=key, now=datetime.now(UTC), league_period=period
        )
