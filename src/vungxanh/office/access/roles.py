"""Roles as readable data (rules/office/roles.toml): what each may do, and on whose behalf it exists."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from vungxanh.rules import read_rule


@dataclass(frozen=True)
class Role:
    """One role. `permissions` are verbs on nouns, as `cases.change`."""

    id: str
    name: dict[str, str]
    purpose: dict[str, str]
    permissions: frozenset[str]


@cache
def _rule() -> dict[str, Any]:
    return read_rule("office", "roles")


def _roles() -> dict[str, Role]:
    return {
        entry["id"]: Role(entry["id"], entry["name"], entry["purpose"], frozenset(entry["permissions"]))
        for entry in _rule()["role"]
    }


PERMISSIONS: dict[str, dict[str, str]] = {entry["id"]: entry["means"] for entry in _rule()["permission"]}
"""Every permission there is, and what it means in both languages."""

ROLES: dict[str, Role] = _roles()


def role(identifier: str) -> Role:
    """A role by its id. Raises KeyError."""
    return ROLES[identifier]
