"""Sentences shown to people: where the source says them, and what the catalogues make of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

SPEAKERS = {"message", "_", "say"}
TEMPLATES = {".html", ".jinja", ".j2", ".xml", ".svg", ".webmanifest"}


def sentences(package: Path) -> dict[str, str]:
    """English sentence -> where it is said first."""
    found: dict[str, str] = {}
    for place, said in [*_in_python(package), *_in_templates(package)]:
        found.setdefault(said, place)
    return found


def computed_sentences(package: Path) -> list[str]:
    """Calls of message(...) whose sentence is not a literal: the catalogues cannot find those."""
    return [
        f"{file}:{call.lineno}"
        for file in sorted(package.rglob("*.py"))
        for call in _calls(file)
        if isinstance(call.func, ast.Name) and call.func.id == "message" and _literal(call) is None
    ]


def catalogue(package: Path, language: str) -> dict[str, str]:
    """Sentence -> translation, over all rooms; a sentence translated in two ways is an error."""
    merged: dict[str, str] = {}
    for file in sorted((package / "locale" / language).glob("*.po")):
        with file.open("rb") as stream:
            for entry in read_po(stream, locale=language, abort_invalid=True):
                if entry.id:
                    said, translated = str(entry.id), "" if entry.fuzzy else str(entry.string)
                    assert merged.get(said, translated) == translated, f"{file}: {said!r} is translated twice"
                    merged[said] = translated
    return merged


def _in_python(package: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(package.rglob("*.py")):
        for call in _calls(file):
            if (said := _literal(call)) is not None:
                yield f"{file}:{call.lineno}", said


def _in_templates(package: Path) -> Iterator[tuple[str, str]]:
    spoken: dict[str, None] = dict.fromkeys(("_", "t", "gettext"))
    options = {"silent": "false", "trimmed": "true"}
    for file in sorted(f for f in package.rglob("*") if f.suffix in TEMPLATES):
        for line, said, _, _ in extract_from_file("jinja2", str(file), spoken, options=options):
            yield f"{file}:{line}", said if isinstance(said, str) else said[0]


def _calls(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in SPEAKERS:
                yield node


def _literal(call: ast.Call) -> str | None:
    match call.args:
        case [ast.Constant(value=str(said)), *_]:
            return said
    return None
