"""What features add to pages that are not theirs: places of the navigation, work that waits, panels.

A feature's folder may hold `places.py` (PLACES), `waiting.py` (waiting(actor, today)) and `panels.py`
(case_panel, person_panel, area_panel, ... : (request, record) -> HTML or None). Nothing is registered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

from vungxanh.messages import Message
from vungxanh.office.access import Actor

PAGES = "vungxanh.office.pages"


@dataclass(frozen=True)
class Place:
    """An entry of the navigation: name of its address, words, any permission of which one is needed."""

    address: str
    words: Message
    permissions: tuple[str, ...]
    order: int


@dataclass(frozen=True)
class Waiting:
    """Work that waits for a person: how much, how much of it is late, and where it is done."""

    words: Message
    count: int
    late: int
    address: str


def places() -> tuple[Place, ...]:
    """All places of the navigation, in their order."""
    found = [place for module in parts("places") for place in module.PLACES]
    return tuple(sorted(found, key=lambda place: place.order))


def waiting(actor: Actor, today: date) -> list[Waiting]:
    """Everything that waits for this person, late work first."""
    found = [item for module in parts("waiting") for item in module.waiting(actor, today) if item.count]
    return sorted(found, key=lambda item: (-item.late, -item.count))


def panels(kind: str, request: HttpRequest, record: Any) -> Iterator[Markup]:
    """What the features show about a record of a kind (case, person, area, outbreak)."""
    for module in parts("panels"):
        panel: Callable[[HttpRequest, Any], Markup | None] | None = getattr(module, f"{kind}_panel", None)
        shown = panel(request, record) if panel else None
        if shown:
            yield shown


@cache
def parts(name: str) -> tuple[ModuleType, ...]:
    """The modules called `name` of the features that have one."""
    features = import_module(PAGES).FEATURES
    wanted = [f"{PAGES}.{feature}.{name}" for feature in features]
    return tuple(import_module(module) for module in wanted if find_spec(module) is not None)
