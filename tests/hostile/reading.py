"""Reads one file as the library would and prints what came of it; run as a process of its own.

python -m tests.hostile.reading FILE
"""

import json
import resource
import sys
from datetime import date
from pathlib import Path

from tests.unit.linelist.small_city import small_city
from vungxanh.linelist import read_cases
from vungxanh.messages import VungXanhError


def main(path: Path) -> None:
    """One line of JSON: the error's name or the number of rows, and the memory at its highest."""
    territory = small_city()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        found = read_cases(path, territory, as_of=date(2021, 7, 31))
        outcome = {"rows": found.report.read, "said": found.report.render("vi")}
    except VungXanhError as error:
        outcome = {"error": type(error).__name__, "said": error.message.render("vi")}
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({**outcome, "megabytes": (after - before) / 1024}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
