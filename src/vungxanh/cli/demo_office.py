"""The confidential side of the demo: an office with the simulated outbreak, its pages and its worker."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from vungxanh.cli.language import _, spoken
from vungxanh.cli.output import tell, tell_table, working
from vungxanh.cli.server import free_port
from vungxanh.messages import message

if TYPE_CHECKING:
    from vungxanh.demo import Simulated

SETTINGS = {"VUNGXANH_MFA": "optional", "VUNGXANH_HTTPS": "0"}
"""A demo on one machine, with nobody's data: no second factor, no TLS. The pages say so."""

STEPS = 12


def fill_demo_office(simulated: "Simulated", home: Path) -> None:
    """Set up, fill, publish the assessment of a week ago, and leave the newest one to be approved."""
    os.environ.update(SETTINGS)
    from vungxanh.office.commands.starting import start

    start(home)
    from vungxanh.office.access import ROLES
    from vungxanh.office.clock import HERE
    from vungxanh.office.commands.demonstrating import demonstrate

    now = datetime.combine(simulated.as_of, time(20), HERE)
    with working(STEPS) as progress:
        accounts = demonstrate(simulated, as_of=now, earlier=timedelta(weeks=1), progress=progress)
    password = accounts[0].password
    tell(
        "", message("Accounts of the office (simulated people only), password: {password}", password=password)
    )
    tell_table(
        [_("E-mail"), _("Role"), _("Area")],
        [(account.email, ROLES[account.role].name[spoken()], account.area) for account in accounts],
    )


@contextmanager
def serving_office(home: Path, port: int) -> Iterator[None]:
    """The office's pages and its worker beside this process; both end with it."""
    free = free_port("127.0.0.1", port)
    environment = os.environ | SETTINGS | {"VUNGXANH_HOME": str(home.absolute())}
    office = [sys.executable, "-m", "vungxanh.cli", "office"]
    commands = ([*office, "serve", "--port", str(free), "--processes", "1"], [*office, "worker"])
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for command in commands]  # noqa: S603
    tell(message("The office is at {address} - Ctrl+C ends it.", address=f"http://127.0.0.1:{free}/"))
    try:
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)
