"""Press: fills templates in one language and writes pages; Jinja escapes every value."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from vungxanh.messages import LANGUAGES, Message, message
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


class Press:
    """Writes the pages of one language below `folder`."""

    def __init__(self, view: View, tongue: Tongue, folder: Path) -> None:
        self.view, self.tongue, self.folder = view, tongue, folder
        self._environment = Environment(
            loader=PackageLoader("vungxanh.publishing.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(self._words(), **self._snapshot())
        self._templates: dict[str, Template] = {}

    def page(self, path: str, template: str, *, current: str = "", **content: Any) -> None:
        """Write one page; `path` is relative to the snapshot, such as vi/map.html."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.text(path, template, current=current, **content), "utf-8")

    def text(self, path: str, template: str, **content: Any) -> str:
        """The page as text."""
        if template not in self._templates:
            self._templates[template] = self._environment.get_template(template)
        return self._templates[template].render(self._place(path), **content)

    def zone(self, look: Swatch) -> str:
        """What people call a colour: "vùng cam", or the pack's own name."""
        return self.tongue.render(ZONES.get(look.id, look.words))

    def _place(self, path: str) -> dict[str, Any]:
        """Where a page stands: how to reach the root, its language's folder, its twin."""
        lang = self.tongue.language
        other = next(language for language in LANGUAGES if language != lang)
        root = "../" * path.count("/")
        inside = path.removeprefix(f"{lang}/")
        return {
            "root": root,
            "home": f"{root}{lang}/",
            "other_lang": other,
            "other_href": f"{root}{other}/{inside}",
        }

    def _words(self) -> dict[str, Any]:
        tongue = self.tongue
        return {
            "lang": tongue.language,
            "_": tongue.say,
            "t": tongue.say,
            "day": tongue.day,
            "month": tongue.month,
            "whole": tongue.number,
            "number_of": tongue.number,
            "show": tongue.show,
            "zone": self.zone,
            "words": lambda said: tongue.render(said) if isinstance(said, Message) else tongue.show(said),
            "area_level": tongue.area_level,
            "area_levels": tongue.area_levels,
            "count": self._count,
            "tile": pattern,
            "date_at": lambda position: tongue.day(self.view.atlas.day(position)),
            "day_short": lambda position: tongue.day_short(self.view.atlas.day(position)),
        }

    def _snapshot(self) -> dict[str, Any]:
        atlas, context, tongue = self.view.atlas, self.view.context, self.tongue
        return {
            "view": self.view,
            "pack": atlas.pack,
            "pack_title": atlas.pack.title.render(tongue.language),
            "site_name": f"Vùng Xanh {self.view.region}".strip(),
            "site_summary": tongue.say("Which zone every place is in, why, and when it can become better."),
            "region": self.view.region,
            "as_of": atlas.as_of,
            "number": context.number,
            "created": context.created,
            "schematic": atlas.schematic,
            "search_levels": " ".join(atlas.coloured_levels),
        }

    def _count(self, number: int) -> str:
        if number == WEEK_HIDDEN:
            return self.tongue.say("suppressed")
        return self.tongue.say("unknown") if number == WEEK_MISSING else self.tongue.number(number)
