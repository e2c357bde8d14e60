"""`vungxanh office backup | restore | check`."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.office.running import Home
from vungxanh.cli.options import AsJson
from vungxanh.cli.output import tell, tell_json
from vungxanh.messages import Message, message

if TYPE_CHECKING:
    from vungxanh.office.commands.checking import Finding

SIGNS: dict[str, Message] = {"good": message("good"), "care": message("look"), "wrong": message("WRONG")}


def back_up_office(
    file: Annotated[Path, Parameter(help=_("New file, for example office-2026-11-24.tar.gz"))],
    /,
    *,
    home: Home = None,
) -> None:
    """Write a backup while the office runs. It holds personal data and keys: keep it as safe."""
    from vungxanh.office.commands.starting import must_be_set_up, start

    start(home)
    must_be_set_up()
    from vungxanh.office.commands.backing_up import back_up

    made = back_up(file, as_of=datetime.now(UTC))
    tell(
        message(
            "{file}: {count} files; head of the audit trail {number} {sha256}",
            file=file,
            count=len(made.members),
            number=str(made.audit_number),
            sha256=made.audit_sha256,
        )
    )


def restore_office(
    file: Annotated[Path, Parameter(help=_("A backup"))],
    /,
    *,
    home: Home = None,
) -> None:
    """Check the whole backup, then bring it back. Never over an office that is there."""
    from vungxanh.office.commands.starting import start

    start(home)
    from vungxanh.office.commands.restoring import restore

    made = restore(file)
    tell(message("Restored as of {when}; everybody signs in again.", when=made.made_at))
    _show([(made.audit_number, made.audit_sha256)], as_json=False)


def check_office(
    *,
    home: Home = None,
    head: Annotated[
        str | None, Parameter(help=_("A head of the audit trail that a backup named: NUMBER:SHA256"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Exit code 1 where something is wrong."""
    from vungxanh.office.commands.starting import start

    start(home)
    number, _colon, sha256 = (head or "").partition(":")
    _show([(int(number), sha256)] if sha256 else [], as_json=as_json)


def _show(heads: list[tuple[int, str]], *, as_json: bool) -> None:
    from vungxanh.office.commands.checking import check

    found = list(check(as_of=datetime.now(UTC), heads=heads))
    if as_json:
        tell_json([{"state": finding.state, "said": finding.said} for finding in found])
    else:
        _print(found)
    if any(finding.state == "wrong" for finding in found):
        sys.exit(1)


def _print(found: "list[Finding]") -> None:
    for finding in found:
        tell(message("{state}: {said}", state=SIGNS[finding.state], said=finding.said))
