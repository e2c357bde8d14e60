"""Palette: how each colour of the pack looks: fill, ink that can be read on it, pattern, symbol, words.

Colour is never alone: on maps and charts a pattern goes with it, in text a symbol and the word.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vungxanh.messages import Message, message
from vungxanh.publishing.site.atlas import SUPPRESSED, UNKNOWN
from vungxanh.zoning import Level, Pack

DARK, LIGHT = "#000000", "#ffffff"


@dataclass(frozen=True, slots=True)
class Swatch:
    """One look. `css` is the class that stylesheets and SVG use; `words` are shown beside it."""

    css: str
    fill: str
    ink: str
    pattern: str
    symbol: str
    words: Message
    id: str


UNKNOWN_SWATCH = Swatch("k-unknown", "#d9dddb", DARK, "sparse", "?", message("Unknown"), "unknown")
HIDDEN_SWATCH = Swatch("k-hidden", "#f4f4ef", DARK, "back", "∗", message("Suppressed"), "suppressed")
NO_SWATCH = Swatch("k-none", "#ffffff", DARK, "none", "–", message("No colour"), "none")


@dataclass(frozen=True)
class Palette:
    """The looks of a pack: per scale, best first; and which scale each level of the tree uses."""

    scales: dict[str, tuple[Swatch, ...]]
    scale_of: dict[str, str]

    @classmethod
    def of(cls, pack: Pack) -> "Palette":
        """The palette of one pack. Classes are numbered, because ids of a foreign pack may hold anything."""
        scales = {}
        for number, (name, levels) in enumerate(pack.scales.items()):
            scales[name] = tuple(_swatch(number, rank, level) for rank, level in enumerate(levels))
        used = {str(level): criteria.scale for criteria in pack.criteria for level in criteria.applies_to}
        return cls(scales, used)

    def looks(self, area_level: str) -> tuple[Swatch, ...]:
        """The looks, best first, that places of this level can have (without unknown and suppressed)."""
        return self.scales.get(self.scale_of.get(area_level, ""), ())

    def legend(self, area_level: str) -> tuple[Swatch, ...]:
        """The same with unknown and suppressed, in the order of `Atlas.tally`."""
        return (*self.looks(area_level), UNKNOWN_SWATCH, HIDDEN_SWATCH)

    def look(self, area_level: str, colour: int) -> Swatch:
        """The look of one colour code of the Atlas."""
        looks = self.looks(area_level)
        if colour < len(looks):
            return looks[colour]
        return {UNKNOWN: UNKNOWN_SWATCH, SUPPRESSED: HIDDEN_SWATCH}.get(colour, NO_SWATCH)

    def named(self, area_level: str) -> Callable[[str | None], Swatch]:
        """From the id of a level, as tables have it, to its look."""
        looks = {look.id: look for look in self.legend(area_level)}
        return lambda name: looks.get(name or "", UNKNOWN_SWATCH)

    def all(self) -> Iterator[Swatch]:
        """Every look once."""
        for looks in self.scales.values():
            yield from looks
        yield from (UNKNOWN_SWATCH, HIDDEN_SWATCH, NO_SWATCH)

    def stylesheet(self) -> str:
        """CSS that gives each class its fill and ink, for HTML and for SVG."""
        return "".join(map(style, self.all()))


def style(look: Swatch) -> str:
    """The CSS that gives one look its fill and ink."""
    return f".{look.css}{{--fill:{look.fill};--ink:{look.ink};fill:{look.fill}}}\n"


def _swatch(scale: int, rank: int, level: Level) -> Swatch:
    words = Message("{name}", {"name": level.name})
    symbol = level.symbol or str(rank + 1)
    return Swatch(
        f"k-{scale}-{rank}", level.colour, ink_on(level.colour), level.pattern, symbol, words, level.id
    )


def ink_on(fill: str) -> str:
    """Dark or light ink, whichever contrasts more with `fill`; one of them always reaches 4.5 : 1."""
    return DARK if contrast(DARK, fill) >= contrast(LIGHT, fill) else LIGHT


def contrast(one: str, other: str) -> float:
    """Contrast of two #rrggbb colours by WCAG 2.2, between 1 and 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
