"""Files of other programs that are recognised by their columns (`rules/linelist/dialects/*.toml`)."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from vungxanh.linelist.mapping import Mapping_, parse_mapping
from vungxanh.rules import read_rule, rule_names
from vungxanh.tables import header_key

_FOLDER = "linelist/dialects"


def recognise_dialect(headers: Sequence[str]) -> Mapping_ | None:
    """The mapping of the program that wrote a file with these headers, if it is one we know."""
    keys: dict[str, str] = {}
    for header in headers:
        keys.setdefault(header_key(header), header)
    for name in rule_names(_FOLDER):
        content = _dialect(name)
        if all(header_key(column) in keys for column in content["recognised_by"]):
            return parse_mapping(_for_headers(content, keys), Path(f"{name}.toml"))
    return None


@cache
def _dialect(name: str) -> dict[str, Any]:
    return read_rule(_FOLDER, name)


def _for_headers(content: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    """The dialect's mapping: per field the first of its possible columns that the file has."""
    columns: dict[str, str] = {}
    for field, candidates in content["columns"].items():
        present = [keys[header_key(c)] for c in candidates if header_key(c) in keys]
        if present:
            columns[field] = present[0]
    kept = {key: value for key, value in content.items() if key not in ("recognised_by", "columns")}
    return {**kept, "columns": columns}


@cache
def dialect_keys() -> frozenset[str]:
    """Header keys of every known program's columns; finds the header row among titles and captions."""
    return frozenset(
        header_key(column)
        for name in rule_names(_FOLDER)
        for candidates in _dialect(name)["columns"].values()
        for column in candidates
    )
