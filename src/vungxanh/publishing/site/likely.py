"""The map of chances as a drawing: how likely each place has the best colour by the end of the outlook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vungxanh.messages import LANGUAGES, Message, message
from vungxanh.publishing.site.palette import DARK, HIDDEN_SWATCH, LIGHT, NO_SWATCH, Swatch
from vungxanh.publishing.site.svgmap import draw_looks
from vungxanh.publishing.site.view import View

TITLE = message("Chance of the best colour by {day}")
CHANCE_CLASSES = (
    Swatch("c-0", "#f2f0f7", DARK, "none", "0", message("under 5 %"), "c0"),
    Swatch("c-1", "#cbc9e2", DARK, "sparse", "1", message("5 to 25 %"), "c1"),
    Swatch("c-2", "#9e9ac8", DARK, "dots", "2", message("30 to 70 %"), "c2"),
    Swatch("c-3", "#756bb1", LIGHT, "diagonal", "3", message("75 to 95 %"), "c3"),
    Swatch("c-4", "#54278f", LIGHT, "cross", "4", message("over 95 %"), "c4"),
)
"""Violet, since green, yellow, orange and red are levels and nothing else."""

EDGES = (0.05, 0.275, 0.725, 0.955)


@dataclass(frozen=True, slots=True)
class LikelyMap:
    """A drawing: its file below map/, its size, the looks on it with how many places each."""

    file: str
    size: tuple[int, int]
    legend: tuple[tuple[Swatch, int], ...]


def draw_likely(view: View, level: str, shapes: Sequence[Any], folder: Path) -> LikelyMap | None:
    """Draw one level; None when no place of it has a chance to show."""
    positions = view.atlas.by_level[level].tolist()
    looks = [look_of(view, position) for position in positions]
    if not any(look in CHANCE_CLASSES for look in looks):
        return None
    said = Message(TITLE.text, {"day": view.expected.end})
    title = " · ".join(said.render(language) for language in LANGUAGES)
    file = f"{level}-ahead.svg"
    parents = [view.atlas.places[p].parent for p in positions]
    drawing = draw_looks(looks, parents, shapes, folder / "map" / file, title)
    order = (*CHANCE_CLASSES, HIDDEN_SWATCH, NO_SWATCH)
    return LikelyMap(file, drawing.size, tuple((look, looks.count(look)) for look in order if look in looks))


def look_of(view: View, position: int) -> Swatch:
    """The class of a place; suppressed and not computed are looks of their own."""
    if position in view.expected.hidden:
        return HIDDEN_SWATCH
    course = view.expected.courses.get(position)
    chance = None if course is None or course.to_green is None else course.to_green.chance
    return NO_SWATCH if chance is None else CHANCE_CLASSES[sum(chance >= edge for edge in EDGES)]
