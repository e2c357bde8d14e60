"""`vungxanh verify SITE`."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _, spoken
from vungxanh.cli.options import AsJson
from vungxanh.cli.output import tell, tell_json


def verify_site(
    site: Annotated[Path, Parameter(help=_("Folder of a published site"))], /, *, as_json: AsJson = False
) -> int:
    """Exit code 0 when everything is as it was published, 1 otherwise."""
    from vungxanh.publishing import verify

    verdict = verify(site)
    if as_json:
        tell_json(verdict.to_json())
    else:
        tell(*verdict.sentences(spoken()))
    return 0 if verdict.ok else 1
