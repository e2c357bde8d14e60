"""How large a file may be before we refuse to open it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings that keep memory bounded whatever a file claims.

    bytes      size of a text or spreadsheet file on disk
    columns    columns of any table
    rows       rows of any table
    cells      cells of one sheet, empty ones inside its used range included
    unzipped   what a spreadsheet may grow to when unpacked
    ratio      how often larger than packed it may become, once it passes 50 MB
    """

    bytes: int = 512 * 1024**2
    columns: int = 2_000
    rows: int = 200_000_000
    cells: int = 16_000_000
    unzipped: int = 1024**3
    ratio: int = 250
