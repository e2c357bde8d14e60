"""`vungxanh office init | serve | worker`."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.output import tell
from vungxanh.messages import message

Home = Annotated[
    Path | None, Parameter(help=_("Folder of the office (default: VUNGXANH_HOME, else office-data)"))
]


def set_up_office(
    *,
    home: Home = None,
    areas: Annotated[
        str | None, Parameter(help=_("File of areas or built-in territory (default: VUNGXANH_AREAS)"))
    ] = None,
    on: Annotated[
        date | None, Parameter(help=_("Day whose areas are meant, as codes are reused (YYYY-MM-DD)"))
    ] = None,
    administrator: Annotated[
        str | None, Parameter(help=_("E-mail address of the first administrator: gives an invitation"))
    ] = None,
) -> None:
    """Set up the office, or bring it up to date; nothing that is there is changed."""
    from vungxanh.office.commands.starting import start

    start(home)
    from django.conf import settings

    from vungxanh.office.commands.setting_up import set_up

    done = set_up(
        areas=areas or settings.ENVIRONMENT.areas, on=on, administrator=administrator, as_of=datetime.now(UTC)
    )
    tell(message("The office is in {home}; areas added: {count}.", home=settings.HOME, count=done.areas))
    if done.link:
        tell(message("Invitation of the administrator, shown this once: {link}", link=done.link))


def serve_office(
    *,
    home: Home = None,
    host: Annotated[str, Parameter(help=_("Address to listen on"))] = "127.0.0.1",
    port: Annotated[int, Parameter(help=_("Port to listen on"))] = 8001,
    processes: Annotated[int | None, Parameter(help=_("Processes (default: one per processor)"))] = None,
    threads: Annotated[int, Parameter(help=_("Requests that a process answers at once"))] = 4,
) -> None:
    """Serve until Ctrl+C. A reverse proxy in front does TLS."""
    from vungxanh.office.commands.starting import must_be_set_up, start

    start(home)
    must_be_set_up()
    from vungxanh.office.commands.serving import serve

    tell(message("The office is at {address} - Ctrl+C ends it.", address=f"http://{host}:{port}/"))
    print(end="", flush=True)
    serve(host=host, port=port, processes=processes or os.cpu_count() or 1, threads=threads)


def work_for_office(
    *,
    home: Home = None,
    once: Annotated[bool, Parameter(help=_("Stop when no work is left"))] = False,
) -> None:
    """Work until Ctrl+C."""
    from vungxanh.office.commands.starting import must_be_set_up, start

    start(home)
    must_be_set_up()
    from vungxanh.office.commands.working import work

    work(once=once)
