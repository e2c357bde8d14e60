"""Press: fills templates in one language and writes pages; Jinja escapes every value."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from vungxanh.messages import LANGUAGES
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.publishing.site.view import View
from vungxanh.publishing.site.words import language_words, snapshot_words


class Press:
    """Writes the pages of one language below `folder`."""

    def __init__(self, view: View, tongue: Tongue, folder: Path) -> None:
        self.view, self.tongue, self.folder = view, tongue, folder
        self.other = next(language for language in LANGUAGES if language != tongue.language)
        self.words = language_words(view, tongue) | snapshot_words(view, tongue)
        self._environments: dict[int, Environment] = {}

    def page(self, path: str, template: str, *, current: str = "", **content: Any) -> None:
        """Write one page; `path` is relative to the snapshot, such as vi/map.html."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.text(path, template, current=current, **content), "utf-8")

    def text(self, path: str, template: str, *, current: str = "", **content: Any) -> str:
        """The page as text."""
        environment = self._at_depth(path.count("/"))
        twin = f"{environment.globals['root']}{self.other}/{path.removeprefix(f'{self.tongue.language}/')}"
        frame = {"current": current, "other_href": twin, "chrome": self._chrome(environment, current)}
        return environment.get_template(template).render(frame | content)

    def zone(self, look: object) -> str:
        """What people call a colour."""
        return str(self.words["zone"](look))

    def _at_depth(self, depth: int) -> Environment:
        """Pages in the same depth of folders share compiled templates and the addresses in them."""
        if depth not in self._environments:
            root = "../" * depth
            environment = Environment(
                loader=PackageLoader("vungxanh.publishing.site"),
                autoescape=True,
                undefined=StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
            )
            home = f"{root}{self.tongue.language}/"
            environment.globals.update(self.words, root=root, home=home, other_lang=self.other, frames={})
            self._environments[depth] = environment
        return self._environments[depth]

    def _chrome(self, environment: Environment, current: str) -> dict[str, Markup]:
        """Navigation and footer: the same on thousands of pages, so filled in once."""
        frames: Any = environment.globals["frames"]
        if current not in frames:
            parts: Any = environment.get_template("frame.html.j2").module
            names = ("navigation", "freshness", "footer")
            frames[current] = {name: getattr(parts, name)(current) for name in names}
        chrome: dict[str, Markup] = frames[current]
        return chrome
