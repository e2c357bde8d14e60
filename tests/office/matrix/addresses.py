"""Every address of the office, from its URL table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter


@dataclass(frozen=True)
class Address:
    """One address: its name, the kinds of what it takes, and the view."""

    name: str
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    view: Any

    @property
    def ours(self) -> bool:
        """Whether the view is the office's own."""
        return str(self.view.__module__).startswith("vungxanh.")

    @property
    def permissions(self) -> tuple[str, ...]:
        """What @needs asks for; empty without it."""
        return tuple(getattr(self.view, "permissions", ()))


def addresses() -> list[Address]:
    """All of them, by name."""
    return sorted(_below(get_resolver().url_patterns, {}), key=lambda address: address.name)


def _below(patterns: Any, outer: dict[str, Any]) -> Iterator[Address]:
    for entry in patterns:
        taken = {**outer, **entry.pattern.converters}
        if isinstance(entry, URLPattern):
            numbers = tuple(name for name, kind in taken.items() if isinstance(kind, IntConverter))
            words = tuple(name for name in taken if name not in numbers)
            yield Address(entry.name or "", numbers, words, entry.callback)
        else:
            yield from _below(entry.url_patterns, taken)
