"""What every template may say or ask for: words of the language, facts of the snapshot. Looked up once."""

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from typing import Any

from vungxanh.messages import Message, message
from vungxanh.publishing.site.ahead.telling import percent
from vungxanh.publishing.site.certainty import certainty_note
from vungxanh.publishing.site.palette import Swatch
from vungxanh.publishing.site.patterns import pattern
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.publishing.site.view import WEEK_HIDDEN, WEEK_MISSING, View

ZONES = {
    "green": message("Green zone"),
    "yellow": message("Yellow zone"),
    "orange": message("Orange zone"),
    "red": message("Red zone"),
}
"""What people call the usual colours; other levels go by the name that their pack gives them."""


def zone_of(look: Swatch) -> Message:
    """What people call a colour."""
    return ZONES.get(look.id, look.words)


def colour_words(view: View, tongue: Tongue) -> tuple[Callable[[Swatch], str], Callable[[Swatch], str]]:
    """Two functions of a look: its zone ("vùng cam"), and its level where that says more ("nguy cơ cao")."""
    zones, levels = {}, {}
    for look in view.palette.all():
        zones[look.css] = zone = tongue.render(zone_of(look))
        level = tongue.render(look.words)
        levels[look.css] = "" if level.casefold() == zone.casefold() else level
    return lambda look: zones[look.css], lambda look: levels[look.css]


def spoken_words(tongue: Tongue) -> dict[str, Any]:
    """Functions of one language that need no snapshot."""
    number = lru_cache(maxsize=4096)(tongue.number)
    return {
        "lang": tongue.language,
        "_": tongue.say,
        "t": tongue.say,
        "day": tongue.day,
        "short_after": lambda first, days: tongue.day_short(first + timedelta(days=days)),
        "month": tongue.month,
        "number_of": number,
        "show": tongue.show,
        "words": lambda said: tongue.render(said) if isinstance(said, Message) else tongue.show(said),
        "area_level": tongue.area_level,
        "area_levels": tongue.area_levels,
        "certainty": lambda of: certainty_note(of, tongue),
        "tile": lru_cache(maxsize=4096)(pattern),
        "chance": lru_cache(maxsize=256)(lambda share: tongue.render(percent(share))),
    }


def language_words(view: View, tongue: Tongue) -> dict[str, Any]:
    """Functions of one language, about one snapshot."""
    atlas = view.atlas
    days = [tongue.day(atlas.day(position)) for position in range(atlas.days)]
    short_days = [tongue.day_short(atlas.day(position)) for position in range(atlas.days)]
    zone, level_name = colour_words(view, tongue)
    spoken = spoken_words(tongue)
    marks = {WEEK_HIDDEN: tongue.say("suppressed"), WEEK_MISSING: tongue.say("unknown")}
    return spoken | {
        "zone": zone,
        "level_name": level_name,
        "count": lambda counted: marks.get(counted) or spoken["number_of"](counted),
        "date_at": days.__getitem__,
        "day_short": short_days.__getitem__,
    }


def snapshot_words(view: View, tongue: Tongue) -> dict[str, Any]:
    """Facts of the snapshot."""
    atlas, context = view.atlas, view.context
    return {
        "view": view,
        "last_day": atlas.last,
        "pack": atlas.pack,
        "pack_title": atlas.pack.title.render(tongue.language),
        "site_name": f"Vùng Xanh {view.region}".strip(),
        "site_summary": tongue.say("Which zone every place is in, why, and when it can become better."),
        "region": view.region,
        "as_of": atlas.as_of,
        "publication": context.number,
        "created": context.created,
        "schematic": atlas.schematic,
        "search_levels": " ".join(atlas.coloured_levels),
    }
