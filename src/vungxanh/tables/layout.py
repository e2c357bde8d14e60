"""Where in a grid of cells the header is: not always in row 1, sometimes two rows high."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from vungxanh.tables.escaping import unescape_name
from vungxanh.tables.folding import header_key

SEARCHED_ROWS = 60
_DATE_LIKE = re.compile(r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?([T ].*)?\Z")
_NUMBER_LIKE = re.compile(r"[-+]?[\d.,\s%]+\Z")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,3})\)?\Z")

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """Index of the (lower) header row, its names, the first data row, and how many names we know."""

    header: int
    names: list[str]
    first_data: int
    recognised: int


def find_layout(rows: Sequence[Row], known: Collection[str]) -> Layout | None:
    """The header among the first rows: the row with most known names, else the first full row of text."""
    best: tuple[int, int, list[str]] | None = None
    for index, row in enumerate(rows):
        header, names = index, _names(row)
        score = _score(names, known)
        if index + 1 < len(rows):
            # Merged cells: "Address" above "Group | Quarter | Ward", the others one name high.
            joined = _join(names, _names(rows[index + 1]))
            lower = _score(_names(rows[index + 1]), known)
            if lower and _score(joined, known) > max(score, lower):
                names, score, header = joined, _score(joined, known), index + 1
        if score and (best is None or score > best[0]):
            best = (score, header, names)
    if best is None:
        full = _first_full_row(rows)
        if full is None:
            return None
        best = (0, full, _names(rows[full]))
    score, header, names = best
    return Layout(header, names, _after_notes(rows, header + 1, numbered=score > 0), score)


def unique_names(names: Sequence[str], width: int) -> list[str]:
    """Names for `width` columns: blanks become column_7, repeated names get (2), (3), ..."""
    seen: dict[str, int] = {}
    result: list[str] = []
    for position in range(width):
        name = names[position] if position < len(names) else ""
        name = name or f"column_{position + 1}"
        seen[name] = seen.get(name, 0) + 1
        while seen[name] > 1 and f"{name} ({seen[name]})" in seen:
            seen[name] += 1
        unique = name if seen[name] == 1 else f"{name} ({seen[name]})"
        seen.setdefault(unique, 1)
        result.append(unique)
    return result


def _names(row: Row) -> list[str]:
    return [unescape_name(" ".join((cell or "").split())) for cell in row]


def _score(names: Sequence[str], known: Collection[str]) -> int:
    hits = len({key for name in names if name and (key := header_key(name)) in known})
    dates = sum(1 for name in names if _DATE_LIKE.match(name))
    return hits + (dates if hits and dates > 2 else 0)


def _join(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    upper = upper + [""] * (width - len(upper))
    lower = lower + [""] * (width - len(lower))
    return [below or above for above, below in zip(upper, lower, strict=True)]


def _first_full_row(rows: Sequence[Row]) -> int | None:
    filled = [sum(1 for name in _names(row) if name) for row in rows]
    if not any(filled):
        return None
    enough = max(2, max(filled) // 2)
    for index, row in enumerate(rows):
        names = [name for name in _names(row) if name]
        if len(names) >= enough and not any(_NUMBER_LIKE.match(n) or _DATE_LIKE.match(n) for n in names):
            return index
    return next(index for index, count in enumerate(filled) if count)


def _after_notes(rows: Sequence[Row], start: int, *, numbered: bool) -> int:
    """Skips rows that belong to the header: "## captions" (SORMAS) and the row (1) (2) (3) of forms."""
    while start < len(rows):
        names = [name for name in _names(rows[start]) if name]
        numbers = [int(m[1]) for name in names if (m := _COLUMN_NUMBER.match(name))]
        counts_up = len(names) > 2 and numbers in (list(range(len(names))), list(range(1, len(names) + 1)))
        if not (numbered and counts_up) and not (names and names[0].startswith("##")):
            break
        start += 1
    return start
