"""Reads criteria packs: shipped ones by name, others from a TOML file; every fault is a named error."""

import hashlib
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vungxanh.messages import message
from vungxanh.rules import rule_names
from vungxanh.zoning.pack import Pack
from vungxanh.zoning.pack_checks import check_pack
from vungxanh.zoning.pack_errors import PackError, PackNotFound, PackNotToml, PackUnreadable, closest
from vungxanh.zoning.pack_faults import pack_error
from vungxanh.zoning.pack_includes import with_includes
from vungxanh.zoning.pack_wording import fill_parameters

FOLDER = "zoning"
LARGEST_FILE = 1_000_000


def pack_names() -> list[str]:
    """The packs that come with the software."""
    return rule_names(FOLDER)


def read_pack(name_or_path: str | Path) -> Pack:
    """A shipped pack by name, or one from a TOML file. Raises PackError."""
    if isinstance(name_or_path, str) and name_or_path in pack_names():
        return _shipped(name_or_path)
    return parse_pack(pack_text(name_or_path), str(name_or_path))


def pack_text(name_or_path: str | Path) -> str:
    """The TOML text of a pack exactly as it stands in its file. Raises PackNotFound or PackUnreadable."""
    name = str(name_or_path)
    if isinstance(name_or_path, str) and name in pack_names():
        content = (files("vungxanh.rules") / FOLDER / f"{name}.toml").read_bytes()
    else:
        content = _file_content(Path(name_or_path), name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PackUnreadable(message("The file is not UTF-8 text."), key=name) from None


def pack_sha256(name_or_path: str | Path) -> str:
    """SHA-256 of the pack's text in UTF-8, as stored with an assessment."""
    return hashlib.sha256(pack_text(name_or_path).encode("utf-8")).hexdigest()


def parse_pack(text: str, name: str) -> Pack:
    """A pack from TOML text; `name` is only for error messages. Raises PackError."""
    try:
        return build_pack(_toml(text, name), name)
    except RecursionError:
        raise PackNotToml(message("The file is nested too deeply."), key=name) from None


def build_pack(data: dict[str, Any], name: str) -> Pack:
    """A pack from the content of its file, checked, with the parameters written into its texts."""
    try:
        data = with_includes(data, _shipped_content)
        pack = _validated(data)
        check_pack(pack, shipped=shipped_pack)
        return _validated(fill_parameters(data, pack))
    except PackError as error:
        raise error.within(name) from None


def shipped_pack(name: str) -> Pack | None:
    """A shipped pack, for rules that look at another pack's colours."""
    return _shipped(name) if name in pack_names() else None


def stored_pack(text: str) -> Pack:
    """A pack from the JSON that `Pack.model_dump_json(by_alias=True)` wrote: includes and texts are settled.

    Raises PackUnreadable.
    """
    try:
        return Pack.model_validate_json(text)
    except ValidationError as fault:
        raise PackUnreadable(
            message("The stored pack cannot be read ({detail}).", detail=str(fault))
        ) from None


def _shipped_content(name: str) -> dict[str, Any] | None:
    return _toml(pack_text(name), name) if name in pack_names() else None


@cache
def _shipped(name: str) -> Pack:
    return parse_pack(pack_text(name), name)


def _file_content(path: Path, name: str) -> bytes:
    try:
        if not path.exists():
            raise PackNotFound(
                message("There is no such pack or file."), key=name, hint=closest(name, pack_names())
            )
        if path.stat().st_size > LARGEST_FILE:
            raise PackUnreadable(message("The file is too large for a criteria pack."), key=name)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise PackUnreadable(
            message("The file cannot be read ({detail}).", detail=str(error)), key=name
        ) from None


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        line = int(where[1]) if where else text.count("\n") + 1
        detail = str(error).partition(" (at")[0]
        reason = message("Line {line} is not TOML ({detail}).", line=line, detail=detail)
        raise PackNotToml(reason, key=name) from None


def _validated(data: dict[str, Any]) -> Pack:
    try:
        return Pack.model_validate(data)
    except ValidationError as fault:
        raise pack_error(fault, data) from None
