"""File names of area pages: readable, unique, and safe whatever a code contains."""

import re
from collections.abc import Iterable
from hashlib import sha256

SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def slug(level: str, code: str) -> str:
    """`ward-27346`; a code with anything but lower-case letters, digits, hyphens gets its hash added."""
    if SAFE.fullmatch(code):
        return f"{level}-{code}"
    readable = re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")[:24]
    mark = sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{level}-{readable}-{mark}" if readable else f"{level}-{mark}"


def slugs(areas: Iterable[tuple[str, str]]) -> list[str]:
    """One slug for each (level, code)."""
    return [slug(level, code) for level, code in areas]
