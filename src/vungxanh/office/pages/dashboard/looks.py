"""How colours look and are called, as on the public site."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from markupsafe import Markup

from vungxanh.messages import message
from vungxanh.office.language import tell
from vungxanh.publishing.site.palette import Palette, Swatch
from vungxanh.publishing.site.patterns import pattern
from vungxanh.publishing.site.tongue import AREA_LEVELS, AREA_LEVELS_PLURAL
from vungxanh.publishing.site.words import zone_of
from vungxanh.zoning import read_pack

CHIP = Markup('<span class="chip"><span class="symbol {}" aria-hidden="true">{}</span> {}</span>')
SWATCH = Markup(
    '<svg class="swatch" width="28" height="20" aria-hidden="true"><defs>{}</defs>'
    '<rect width="28" height="20" class="{}"/><rect width="28" height="20" fill="{}"/></svg>'
)
"""Values are escaped when they are filled in."""

NO_CHANGE, BETTER, WORSE = message("as before"), message("better"), message("worse")


@dataclass(frozen=True)
class Looks:
    """The looks of the office's criteria."""

    palette: Palette

    def of(self, level: str, colour: str) -> Swatch:
        """The look of a colour of an area of this level."""
        return self.named(level)(colour)

    def named(self, level: str) -> Callable[[str | None], Swatch]:
        """From ids of colours to looks, for areas of one level."""
        return self.palette.named(level)

    def zone(self, level: str, colour: str) -> str:
        """What people call it."""
        return tell(zone_of(self.of(level, colour)))

    def chip(self, level: str, colour: str) -> Markup:
        """Symbol and word."""
        look = self.of(level, colour)
        return CHIP.format(look.css, look.symbol, self.zone(level, colour))

    def swatch(self, level: str, colour: str, number: object = "s") -> Markup:
        """A small field with the colour and its pattern; `number` makes its id unique on the page."""
        look = self.of(level, colour)
        name = f"sw-{number}-{look.css}"
        tile = pattern(name, look.pattern, look.ink)
        return SWATCH.format(tile, look.css, f"url(#{name})" if tile else "none")

    def ranks(self, level: str) -> list[str]:
        """Ids of the colours, best first."""
        return [look.id for look in self.palette.looks(level)]

    def turn(self, level: str, before: str, now: str) -> str:
        """Better, worse, or as before; nothing where one of them is not known."""
        ranks = self.ranks(level)
        if before not in ranks or now not in ranks:
            return "" if before != now else tell(NO_CHANGE)
        step = ranks.index(now) - ranks.index(before)
        return tell(NO_CHANGE if step == 0 else WORSE if step > 0 else BETTER)


def looks() -> Looks:
    """The looks of the criteria that the office judges by."""
    return _looks(settings.ENVIRONMENT.criteria)


def level_name(level: str, *, many: bool = False) -> str:
    """What areas of a level are called."""
    words = (AREA_LEVELS_PLURAL if many else AREA_LEVELS).get(level)
    return level if words is None else tell(words)


@cache
def _looks(pack: str) -> Looks:
    return Looks(Palette.of(read_pack(pack)))
