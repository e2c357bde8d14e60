"""`vungxanh verify SITE`."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import AsJson
from vungxanh.cli.output import tell, tell_json


def verify_site(
    site: Annotated[Path, Parameter(help=_("A snapshot, or a folder of snapshots"))],
    /,
    *,
    previous: Annotated[Path | None, Parameter(help=_("The snapshot before the first one"))] = None,
    fingerprint: Annotated[str | None, Parameter(help=_("Fingerprint of the key that you trust"))] = None,
    as_json: AsJson = False,
) -> int:
    """Exit code 0 when everything is as it was published, 1 otherwise."""
    from vungxanh.publishing import verify

    verdict = verify(site, previous=previous, fingerprint=fingerprint)
    if as_json:
        tell_json(verdict.to_json())
    else:
        tell(verdict.said, *verdict.notes)
    return verdict.exit_code
