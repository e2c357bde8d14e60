"""`vungxanh publish DIR --out SITE`."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import AsJson, Assessed, file_or_name
from vungxanh.cli.output import tell, tell_json, working
from vungxanh.messages import VungXanhError, message

if TYPE_CHECKING:
    from vungxanh.publishing import Snapshot


class HalfAPeriod(VungXanhError):
    """A campaign needs its first and its last day."""


def publish_site(
    folder: Assessed,
    /,
    *,
    out: Annotated[Path, Parameter(help=_("New folder for the snapshot"))],
    previous: Annotated[Path | None, Parameter(help=_("The snapshot published before this one"))] = None,
    key: Annotated[
        Path | None, Parameter(help=_("Signing key; default: the one beside DIR, made if missing"))
    ] = None,
    old_key: Annotated[
        Path | None, Parameter(help=_("The key of the snapshot before, when it changes"))
    ] = None,
    league_from: Annotated[date | None, Parameter(help=_("First day of the campaign"))] = None,
    league_to: Annotated[date | None, Parameter(help=_("Last day of the campaign"))] = None,
    rule: Annotated[str, Parameter(help=_("Disclosure rule: a built-in name or FILE.toml"))] = "default",
    as_json: AsJson = False,
) -> None:
    """Write a snapshot: site, data, manifest, signature."""
    from vungxanh.publishing import publish

    with working(1) as progress:
        progress(message("Writing the pages"))
        snapshot = publish(
            folder,
            out,
            previous=previous,
            key=key,
            old_key=old_key,
            now=datetime.now(UTC),
            league_period=_period(league_from, league_to),
            rule=file_or_name(rule),
        )
    if as_json:
        tell_json(_in_short(snapshot))
        return
    manifest = snapshot.manifest
    tell(
        message(
            "Snapshot {number} ({id}) is in {folder}.", number=manifest.number, id=manifest.id, folder=out
        )
    )
    tell(*snapshot.notes)


def _period(first: date | None, last: date | None) -> tuple[date, date] | None:
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise HalfAPeriod(message("A campaign needs both --league-from and --league-to."))
    return first, last


def _in_short(snapshot: "Snapshot") -> dict[str, object]:
    manifest = snapshot.manifest
    return {
        "folder": str(snapshot.folder),
        "number": manifest.number,
        "id": manifest.id,
        "as_of": manifest.as_of,
        "manifest_sha256": snapshot.manifest_sha256,
        "key": manifest.key,
        "notes": list(snapshot.notes),
    }
