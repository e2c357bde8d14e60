"""Rules are data: TOML files, each with its legal source, validity dates and wording."""

import tomllib
from importlib.resources import files
from typing import Any


def rule_names(folder: str) -> list[str]:
    """Names (without .toml) of the rule files in one folder, sorted."""
    entries = (files("vungxanh.rules") / folder).iterdir()
    return sorted(e.name.removesuffix(".toml") for e in entries if e.name.endswith(".toml"))


def read_rule(folder: str, name: str) -> dict[str, Any]:
    """The content of `rules/<folder>/<name>.toml`. Raises FileNotFoundError if there is none."""
    return tomllib.loads((files("vungxanh.rules") / folder / f"{name}.toml").read_text("utf-8"))
