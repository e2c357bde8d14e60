"""Bring each room's catalogues up to date: new sentences in (empty in Vietnamese), unsaid ones out."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tools.sentences import sentences

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "vungxanh"

SITE = "site"
OFFICE = "office"
FEATURES = PACKAGE / OFFICE / "pages"
"""Each feature of the office has a catalogue of its own: `office-<feature>`."""

# No dates and no names in it: the same sentences give the same file.
HEADER = """# Vùng Xanh: what the room "{room}" says
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def refresh(room: str, language: str) -> list[str]:
    """Rewrite one catalogue, keeping its translations; the sentences that still want one."""
    file = PACKAGE / "locale" / language / f"{room}.po"
    known = _known(file, language)
    fresh = Catalog(locale=language)
    for said in sorted(said_in(room)):
        fresh.add(said, said if language == "en" else known.get(said, ""))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(HEADER.format(room=room, language=language).encode())
        write_po(stream, fresh, width=0, omit_header=True)
    return [str(entry.id) for entry in fresh if entry.id and not entry.string]


def said_in(room: str) -> set[str]:
    """The sentences of a room; the public site inside `publishing` has catalogues of its own."""
    if room == SITE:
        return set(sentences(PACKAGE / "publishing" / SITE))
    if room.startswith(OFFICE + "-"):
        return set(sentences(FEATURES / room.removeprefix(OFFICE + "-")))
    if room == OFFICE:
        rooms = [entry for entry in (PACKAGE / OFFICE).iterdir() if entry.is_dir() and entry != FEATURES]
        return {said for part in rooms for said in sentences(part)}
    said = set(sentences(PACKAGE / room))
    return said - said_in(SITE) if room == "publishing" else said


def all_rooms() -> list[str]:
    """Every catalogue there is."""
    rooms = [p.name for p in PACKAGE.iterdir() if p.is_dir() and sentences(p)]
    features = [f"{OFFICE}-{p.name}" for p in FEATURES.iterdir() if p.is_dir() and sentences(p)]
    return [*sorted(rooms), *sorted(features), SITE]


def _known(file: Path, language: str) -> dict[str, str]:
    if not file.is_file():
        return {}
    with file.open("rb") as stream:
        return {str(entry.id): str(entry.string) for entry in read_po(stream, locale=language) if entry.id}


def main(rooms: list[str]) -> None:
    """Refresh the named rooms, or all that say anything."""
    for room in rooms or all_rooms():
        refresh(room, "en")
        for sentence in refresh(room, "vi"):
            print(f"{room}: no Vietnamese for {sentence!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
