"""Reads a table written in a test as if it were somebody's file."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.unit.linelist.small_city import small_city
from vungxanh.linelist import CaseFile, read_cases

AS_OF = date(2021, 7, 31)


def read_text(folder: Path, text: str, **options: Any) -> CaseFile:
    """The case file that `text` makes; rows are indented as the test is."""
    path = folder / "cases.csv"
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", "utf-8")
    return read_cases(path, small_city(), **{"as_of": AS_OF, "language": "en", **options})


def events(found: CaseFile) -> list[tuple[str, str, int, bool | None, bool | None]]:
    """Code, day, number, community, linked of every event."""
    codes = small_city().codes
    return [
        (codes[area], day.isoformat(), n, community, linked)
        for area, day, n, community, linked in found.events.select(
            "area", "day", "n", "community", "linked"
        ).iter_rows()
    ]


def codes(found: CaseFile) -> dict[str, int]:
    """How many rows each check found."""
    return {finding.check.code: finding.count for finding in found.report.findings}
